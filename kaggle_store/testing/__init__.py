"""Helpers for tests: stand-ins of Supabase Auth, Kaggle and GPU clouds, stacks, faults, clock."""

from typing import TYPE_CHECKING

from kaggle_store._lazy import lazy_names

if TYPE_CHECKING:
    from kaggle_store.testing.auth_server import AuthServer as AuthServer
    from kaggle_store.testing.clock import Clock as Clock
    from kaggle_store.testing.fake_gpu_clouds import FakeSaladCloud as FakeSaladCloud
    from kaggle_store.testing.fake_gpu_clouds import FakeVastAi as FakeVastAi
    from kaggle_store.testing.fake_kaggle import FakeKaggle as FakeKaggle
    from kaggle_store.testing.fake_kaggle import Fault as Fault
    from kaggle_store.testing.faults import StoreFault as StoreFault
    from kaggle_store.testing.faults import StoreFaults as StoreFaults

__all__ = [
    "AuthServer",
    "Clock",
    "FakeKaggle",
    "FakeSaladCloud",
    "FakeVastAi",
    "Fault",
    "StoreFault",
    "StoreFaults",
]

if not TYPE_CHECKING:
    __getattr__, __dir__ = lazy_names(
        __name__,
        {
            "AuthServer": "auth_server",
            "Clock": "clock",
            "FakeKaggle": "fake_kaggle",
            "Fault": "fake_kaggle",
            "StoreFault": "faults",
            "StoreFaults": "faults",
            "FakeSaladCloud": "fake_gpu_clouds",
            "FakeVastAi": "fake_gpu_clouds",
        },
    )
