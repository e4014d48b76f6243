"""`store.submissions`: prediction files sent to Kaggle and the scores that came back."""

from __future__ import annotations

from kaggle_store._operation import M
from kaggle_store.tables.submissions import SubmissionsTable


class Submissions(SubmissionsTable[M]):
    """Prediction files sent to Kaggle and the scores that came back."""
