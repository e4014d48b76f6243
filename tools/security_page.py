"""Write the access matrix of tests/security/matrix.py between the markers of its page.

`python -m tools.security_page` writes it, `--check` fails when it is out of date.
"""

from __future__ import annotations

import sys
from pathlib import Path

from tests.security.matrix import page
from tools.written_page import write_or_check

PAGE = Path(__file__).parents[1] / "docs" / "reference" / "access.md"
BEGIN, END = "<!-- matrix -->", "<!-- /matrix -->"
STUB = f"# Access\n\n{BEGIN}\n{END}\n"


def with_matrix(text: str) -> str:
    """Return the page with the text between the markers replaced."""
    before, begin, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise SystemExit(f"docs/reference/access.md lacks the markers {BEGIN} and {END}")
    return f"{before}{BEGIN}\n\n{page()}\n{END}{after}"


def main() -> int:
    """Write the matrix, or with --check return 1 if it is out of date."""
    current = PAGE.read_text("utf-8") if PAGE.exists() else STUB
    return write_or_check(PAGE, with_matrix(current), "matrix")


if __name__ == "__main__":
    sys.exit(main())
