"""The store's database and API on this machine, without Docker or an account."""

from kaggle_store.local.cluster import Cluster
from kaggle_store.local.migrate import project_dir
from kaggle_store.local.stack import Endpoints, LocalStack

__all__ = ["Cluster", "Endpoints", "LocalStack", "project_dir"]
