"""Facts derived from the catalog: keys that say something, names that do not clash."""

import pytest

from tools.generate.catalog import unique_keys
from tools.generate.package import NameClashError, front_door


def test_a_key_that_contains_the_primary_key_says_nothing_new() -> None:
    assert unique_keys(("id",), [("id", "execution_id"), ("kaggle_id",)]) == (("kaggle_id",),)


def test_a_key_that_contains_a_smaller_key_says_nothing_new() -> None:
    assert unique_keys(("id",), [("a", "b"), ("a",), ("b", "c")]) == (("a",), ("b", "c"))


def test_a_front_door_offers_classes_and_aliases() -> None:
    text = front_door("models", "All.", {"a": "class A(Row):\n    x: int\n\nB: TypeAlias = int\n"})
    assert "from kaggle_store.models.a import A, B" in text
    assert '__all__ = ["A", "B",]' in text


def test_two_things_of_one_name_are_refused() -> None:
    with pytest.raises(NameClashError, match="A"):
        front_door("models", "All.", {"a": "class A(Row):", "b": "A: TypeAlias = int"})
