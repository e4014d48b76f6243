"""The store's database and API on this machine, without Docker or an account."""

import sys

if sys.platform == "win32":
    raise ImportError("The local stack runs on Linux and macOS; on Windows, use it inside WSL.")

from kaggle_store.local.cluster import Cluster
from kaggle_store.local.migrate import project_dir
from kaggle_store.local.stack import Endpoints, LocalStack

__all__ = ["Cluster", "Endpoints", "LocalStack", "project_dir"]
