"""The code that the demo's agent has written: the modules that run."""

from __future__ import annotations

import inspect
from types import ModuleType
from uuid import UUID, uuid5

from kaggle_store.demo.pipeline import network, passengers, predict, train
from kaggle_store.models import CodeType, GeneratedCodeInsert

_PIPELINE: tuple[tuple[CodeType, ModuleType], ...] = (
    ("preprocessing", passengers),
    ("model", network),
    ("training", train),
    ("submission", predict),
)


def files(execution_id: UUID) -> list[GeneratedCodeInsert]:
    """Return the files as rows of an execution, in execution order."""
    return [
        {
            "id": file_id(execution_id, code_type),
            "execution_id": execution_id,
            "code_type": code_type,
            "file_name": f"{module.__name__.rpartition('.')[2]}.py",
            "code_content": inspect.getsource(module),
            "execution_order": order,
            "gpu_required": code_type == "training",
            "model_api_used": "custom",
        }
        for order, (code_type, module) in enumerate(_PIPELINE, start=1)
    ]


def file_id(execution_id: UUID, code_type: CodeType) -> UUID:
    """Return the id of an execution's file, the same in each attempt."""
    return uuid5(execution_id, code_type)
