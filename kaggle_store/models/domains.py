# Generated from supabase/migrations by `make models`; do not edit.
"""The database's domains as input types with their limits."""

from decimal import Decimal
from typing import Annotated, TypeAlias

from pydantic import Strict

from kaggle_store.models._base import Characters, Double, Numeric, Text, Timestamp

Dollars: TypeAlias = Annotated[Decimal | float, Numeric(16, 6, ge="0")]
"""US dollars, exact to a millionth: one model call may cost 0.0042."""
Email: TypeAlias = Annotated[
    str, Characters(pattern=r"^[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+\.[A-Za-z]{2,}$")
]
"""An e-mail address."""
Fraction: TypeAlias = Annotated[float, Double(ge=0, le=1)]
"""A number from 0 to 1."""
Gigabytes: TypeAlias = Annotated[Decimal | float, Numeric(18, 9, ge="0")]
"""Gigabytes (10^9 bytes), exact to the byte: a data set may have 25 kB."""
Moment: TypeAlias = Timestamp
"""A time between 1900 and 2200, so that no sum of it overflows."""
Percentage: TypeAlias = Annotated[Decimal | float, Numeric(5, 2, ge="0", le="100")]
"""A percentage from 0 to 100, to two decimals."""
PositiveDecimal: TypeAlias = Annotated[Decimal | float, Numeric(15, 6, ge="0")]
"""A number that is not negative, to six decimals; durations use it."""
Score: TypeAlias = Annotated[float, Double(allow_inf_nan=False)]
"""A score of a model or a submission: any finite number."""
TextList: TypeAlias = Annotated[list[Text], Strict()]
"""A list of texts: one dimension, no nulls, so that every client can read it."""
TotalDollars: TypeAlias = Annotated[Decimal | float, Numeric(30, 6, ge="0")]
"""A sum of US dollars, exact to a millionth: wide enough for any number of `dollars`."""
