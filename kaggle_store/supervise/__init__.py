"""Run everything that a store needs of a machine that is always on, in one process."""

from kaggle_store.supervise.supervisor import Supervisor, Task
from kaggle_store.supervise.tasks import TASKS, tasks, usable

__all__ = ["TASKS", "Supervisor", "Task", "tasks", "usable"]
