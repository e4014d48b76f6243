"""Passengers of a fictitious ship, drawn with a fixed seed, and their features.

The competition's data cannot be redistributed; these have the same columns and similar
correlations: women, children and the upper classes were more likely to survive.
"""

import math
import random
from dataclasses import dataclass

FEATURES = 9
"""Length of the list that `features` returns."""


@dataclass(frozen=True, slots=True)
class Passenger:
    """One passenger, with the label `survived`."""

    id: int
    travel_class: int
    female: bool
    age: float
    relatives: int
    fare: float
    port: str
    survived: bool


def draw_passengers(first_id: int, count: int, seed: int) -> list[Passenger]:
    """Draw passengers; the same arguments return the same ones."""
    rng = random.Random(seed)  # noqa: S311 - a fixed seed
    return [_passenger(first_id + number, rng) for number in range(count)]


@dataclass(frozen=True, slots=True)
class Data:
    """Passengers for training, for validation, and to predict."""

    training: list[Passenger]
    validation: list[Passenger]
    test: list[Passenger]

    @classmethod
    def draw(cls) -> "Data":
        """Draw as many passengers as the competition has."""
        known = draw_passengers(1, 891, seed=1912)
        return cls(known[:712], known[712:], draw_passengers(892, 418, seed=1913))


def features(passenger: Passenger) -> list[float]:
    """Return the scaled features of a passenger."""
    return [
        float(passenger.female),
        float(passenger.travel_class == 1),
        float(passenger.travel_class == 3),
        (passenger.age - 30.0) / 15.0,
        float(passenger.age < 12),
        passenger.relatives / 3.0,
        math.log1p(passenger.fare) - 3.0,
        float(passenger.port == "C"),
        float(passenger.port == "Q"),
    ]


def _passenger(number: int, rng: random.Random) -> Passenger:
    travel_class = rng.choices((1, 2, 3), (24, 21, 55))[0]
    female = rng.random() < 0.36
    age = round(min(80.0, max(0.5, rng.gauss(40.0 - 5.0 * travel_class, 14.0))), 1)
    relatives = rng.choices((0, 1, 2, 3, 5, 7), (60, 18, 11, 6, 3, 2))[0]
    fare = round((1 + relatives / 2) * math.exp(rng.gauss(5.3 - travel_class, 0.5)), 4)
    port = rng.choices("SCQ", (72, 19, 9))[0]
    survived = rng.random() < _survival(travel_class, female, age, relatives)
    return Passenger(number, travel_class, female, age, relatives, fare, port, survived)


def _survival(travel_class: int, female: bool, age: float, relatives: int) -> float:
    logit = 0.9 - 1.4 * travel_class + (5.2 - 0.4 * travel_class) * female
    logit += 2.6 * (age < 12) - 0.02 * (age - 30.0) - 0.9 * (relatives > 3)
    return 1.0 / (1.0 + math.exp(-logit))
