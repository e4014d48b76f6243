"""Check the package generated from `odd_schema.sql`; a test runs this in its own process."""

from datetime import date
from decimal import Decimal
from importlib import import_module
from typing import Any, get_args

from pydantic import TypeAdapter, ValidationError

# Imported dynamically: the committed package that type checkers see lacks these modules.
found: Any = import_module("kaggle_store.models")
boxes: Any = import_module("kaggle_store.models.boxes")
functions: Any = import_module("kaggle_store.models.functions")
BoxesTable: Any = import_module("kaggle_store.resources._tables.boxes").BoxesTable

Box, BoxInsert, BoxUpdate = boxes.Box, boxes.BoxInsert, boxes.BoxUpdate

assert Box.__doc__ == 'Boxes, with """quotes""", a \\backslash, and an end in "quotes"', Box.__doc__
assert Box.primary_key == ("number",)
assert Box.unique_keys == (("class", "date"),), Box.unique_keys
assert Box.select == "*,price::text,exact::text", Box.select
assert get_args(found.Mood) == ("so-so", 'it\'s "fine"', "back\\slash")

row: Any = TypeAdapter(Box).validate_json(
    '{"number": 1, "class": "a", "from": null, "Größe (cm)": 1.5, "copy": true, "list": ["x"],'
    ' "date": "2024-02-29", "moods": ["so-so"], "mood": "so-so", "code": "ABC-1",'
    ' "price": "12.50", "exact": "123456789012345678901234567890.5", "half": 1, "kind": "round",'
    ' "secret": "\\\\x00ff", "duration": "01:30:00", "doubled": null, "hidden": null,'
    ' "order": "first"}'
)
assert (row.class_, row.from_, row.copy_, row.list_) == ("a", None, True, ["x"])
assert row.date_ == date(2024, 2, 29)
assert row.exact == Decimal("123456789012345678901234567890.5")
assert row.secret == b"\x00\xff"
assert row.duration.total_seconds() == 5400

assert "number" not in BoxInsert.__annotations__
assert "doubled" not in BoxInsert.__annotations__
assert "hidden" not in BoxInsert.__annotations__
assert set(BoxUpdate.__annotations__) == {"class_", "price", "half"}

insert: TypeAdapter[Any] = TypeAdapter(BoxInsert)
new = {"class_": "a", "mood": "so-so", "code": "ABC-1", "price": 5, "kind": "round"}
sent = insert.dump_json(insert.validate_python(new), by_alias=True)
assert b'"class":"a"' in sent, sent
assert insert.validate_python({**new, "order_": None})["order_"] is None


def faults(field: str, wrong: object) -> set[object]:
    """Return the fields that validation reports for a wrong value."""
    try:
        insert.validate_python({**new, field: wrong})
    except ValidationError as error:
        found = error.errors()
    else:
        found = []
    return {each["loc"][0] for each in found}


for field, wrong in {
    "class_": None,
    "price": 0,
    "kind": "oval",
    "order_": 1,
    "mood": "bad",
    "code": "ABC-1234",
    "half": 6,
    "copy_": 1,
    "c": 1,
}.items():
    assert faults(field, wrong) == {field}, field

assert hasattr(BoxesTable, "delete")
assert hasattr(BoxesTable, "update")
assert not hasattr(BoxesTable, "upsert")
assert not hasattr(found, "HiddenFromClientsArgs")
assert "BoxPriceInsert" not in found.__all__
assert list(functions.PackArgs.__annotations__) == ["lines"]
assert get_args(functions.Pack2Args)[0] is str
assert list(functions.Pack3Args.__annotations__) == ["line", "class_"]
packed: Any = TypeAdapter(functions.PackResult).validate_json(
    '[{"sku": "ABC-1", "amount": "1.00", "notes": null}]'
)
assert packed[0].amount == Decimal("1.00")
