"""People act as themselves: sign in to a project, keep the session, and open clients with it.

`sign_in` asks Supabase Auth, `local_person` needs only a local stack and a name. `save`, `load` and
`forget` keep a session between two programs; `open_store` opens a client as the person.
"""

from kaggle_store.sign_in.local_person import local_person
from kaggle_store.sign_in.session import Session
from kaggle_store.sign_in.signed_in import SignedIn, sign_in
from kaggle_store.sign_in.standing import Standing, standing
from kaggle_store.sign_in.stored import (
    forget,
    load,
    open_store,
    save,
    sign_out,
    signed_in_url,
)

__all__ = [
    "Session",
    "SignedIn",
    "Standing",
    "forget",
    "load",
    "local_person",
    "open_store",
    "save",
    "sign_in",
    "sign_out",
    "signed_in_url",
    "standing",
]
