"""Compare the machines of a provider with the sessions of the store."""

from __future__ import annotations

from kaggle_store.client import KaggleStore
from kaggle_store.integrations.gpu.providers import Provider
from kaggle_store.resources.gpu_sessions import MachineReport


def compare(store: KaggleStore, provider: Provider) -> MachineReport:
    """Report machines without a session and sessions without a machine; stop none of them.

    What differs becomes a notice until it is gone. Raises `ProviderError` where the provider does
    not return its whole list: then nothing is reported, and nothing ends.
    """
    machines = [
        machine.model_dump(mode="json", exclude_none=True)
        for machine in provider.list()
        if machine.state != "gone"
    ]
    return store.gpu_sessions.report_machines(provider.name, machines)
