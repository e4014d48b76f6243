"""The store's database and API on this machine, without Docker or an account."""

from typing import TYPE_CHECKING

from kaggle_store._lazy import lazy_names

if TYPE_CHECKING:
    from kaggle_store.local.cluster import Cluster as Cluster
    from kaggle_store.local.migrate import project_dir as project_dir
    from kaggle_store.local.stack import Endpoints as Endpoints
    from kaggle_store.local.stack import LocalStack as LocalStack

__all__ = ["Cluster", "Endpoints", "LocalStack", "project_dir"]

if not TYPE_CHECKING:
    __getattr__, __dir__ = lazy_names(
        __name__,
        {
            "Cluster": "cluster",
            "Endpoints": "stack",
            "LocalStack": "stack",
            "project_dir": "migrate",
        },
    )
