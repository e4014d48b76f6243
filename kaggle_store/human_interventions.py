"""`store.human_interventions`: questions to people and their answers."""

from __future__ import annotations

from kaggle_store._operation import M
from kaggle_store.tables.human_interventions import HumanInterventionsTable


class HumanInterventions(HumanInterventionsTable[M]):
    """Questions to people and their answers."""
