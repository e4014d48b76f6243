"""Facts derived from the catalog: minimal keys, names without clashes."""

import pytest

from tools.generate.catalog import unique_keys
from tools.generate.package import NameClashError, package_init


def test_key_with_primary_key_is_left_out() -> None:
    assert unique_keys(("id",), [("id", "execution_id"), ("kaggle_id",)]) == (("kaggle_id",),)


def test_key_with_smaller_key_is_left_out() -> None:
    assert unique_keys(("id",), [("a", "b"), ("a",), ("b", "c")]) == (("a",), ("b", "c"))


def test_package_init_exports_classes_and_aliases() -> None:
    text = package_init(
        "models", "All.", {"a": "class A(Row):\n    x: int\n\nB: TypeAlias = int\n"}
    )
    assert "from kaggle_store.models.a import A, B" in text
    assert '__all__ = ["A", "B",]' in text


def test_name_clash_is_refused() -> None:
    with pytest.raises(NameClashError, match="A"):
        package_init("models", "All.", {"a": "class A(Row):", "b": "A: TypeAlias = int"})
