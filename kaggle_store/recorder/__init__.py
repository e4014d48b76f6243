"""Record metrics without blocking a training loop: `store.system_metrics.recorder()`.

`log()` appends a metric point to a file and returns; a thread sends the points in batches. The
file is the queue: it takes no memory, survives the process, and belongs to one process only.
"""

from kaggle_store.recorder.connection import connect
from kaggle_store.recorder.project import Project
from kaggle_store.recorder.recorder import Recorder
from kaggle_store.recorder.sender import Counts

__all__ = ["Counts", "Project", "Recorder", "connect"]
