"""Stop rented GPU machines at their providers: vast.ai, SaladCloud, or any command line."""

from kaggle_store.integrations.gpu.command import Command
from kaggle_store.integrations.gpu.machines import compare
from kaggle_store.integrations.gpu.providers import (
    Machine,
    MachineState,
    Provider,
    is_ended,
)
from kaggle_store.integrations.gpu.salad_cloud import SaladCloud
from kaggle_store.integrations.gpu.stored import PROVIDERS, load
from kaggle_store.integrations.gpu.terminations import Terminations
from kaggle_store.integrations.gpu.vast_ai import VastAi

__all__ = [
    "PROVIDERS",
    "Command",
    "Machine",
    "MachineState",
    "Provider",
    "SaladCloud",
    "Terminations",
    "VastAi",
    "compare",
    "is_ended",
    "load",
]
