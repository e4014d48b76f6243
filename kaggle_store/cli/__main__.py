# PYTHON_ARGCOMPLETE_OK
"""`python -m kaggle_store.cli`."""

import sys

from kaggle_store.cli import main

sys.exit(main())
