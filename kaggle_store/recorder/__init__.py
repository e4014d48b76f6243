"""Recording metrics at a training loop's pace: `store.system_metrics.recorder()`.

`log()` appends a line to a file and returns; a thread sends the lines in batches. The file is the
queue: it costs no memory, survives the process, and is shared with nobody.
"""

from kaggle_store.recorder.connection import connect
from kaggle_store.recorder.project import Project
from kaggle_store.recorder.recorder import Recorder
from kaggle_store.recorder.sender import Counts

__all__ = ["Counts", "Project", "Recorder", "connect"]
