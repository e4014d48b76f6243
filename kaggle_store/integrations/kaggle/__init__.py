"""Kaggle itself: discover competitions, submit, and read scores and leaderboards.

Needs the extra `kaggle_store[kaggle]`.
"""

from kaggle_store.integrations.kaggle.discovery import Discovery
from kaggle_store.integrations.kaggle.kaggle import Kaggle
from kaggle_store.integrations.kaggle.leaderboard import StoredRanks
from kaggle_store.integrations.kaggle.limits import SubmissionLimits
from kaggle_store.integrations.kaggle.ranking import LeaderboardEntry
from kaggle_store.integrations.kaggle.records import UnreadValue
from kaggle_store.integrations.kaggle.sync import CompetitionSync, Sync

__all__ = [
    "CompetitionSync",
    "Discovery",
    "Kaggle",
    "LeaderboardEntry",
    "StoredRanks",
    "SubmissionLimits",
    "Sync",
    "UnreadValue",
]
