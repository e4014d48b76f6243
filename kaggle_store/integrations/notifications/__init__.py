"""Send notifications by Slack, Discord, e-mail, ntfy and others, with Apprise (extra `notify`)."""

from kaggle_store.integrations.notifications.channels import CHANNELS, Channel
from kaggle_store.integrations.notifications.notifier import Notifier
from kaggle_store.integrations.notifications.stored import LINK
from kaggle_store.integrations.notifications.workers import Outcome

__all__ = ["CHANNELS", "LINK", "Channel", "Notifier", "Outcome"]
