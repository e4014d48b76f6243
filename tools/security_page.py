"""Write the access matrix of tests/security/matrix.py between the markers of its page.

`python -m tools.security_page` writes it, `--check` fails when it is out of date.
"""

from __future__ import annotations

import sys
from pathlib import Path

from tests.security.matrix import page

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
    if "--check" in sys.argv[1:]:
        if not PAGE.exists() or current != with_matrix(current):
            print(
                "docs/reference/access.md differs from the matrix: run `make models`",
                file=sys.stderr,
            )
            return 1
        return 0
    PAGE.write_text(with_matrix(current), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
