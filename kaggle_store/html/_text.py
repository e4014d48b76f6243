"""Text of the data, made safe to draw."""

from __future__ import annotations

import re

_NO_XML = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML cannot contain, and control characters: vl-convert would end the process."""
_TURNING = re.compile("[\u2028\u2029\u202a-\u202e\u2066-\u2069]")
"""Characters that change the direction or the line of what is shown around them."""


def clean(text: str) -> str:
    """Return a text with U+FFFD for what cannot be shown, or would change what is around it."""
    return _TURNING.sub("\N{REPLACEMENT CHARACTER}", _NO_XML.sub("\N{REPLACEMENT CHARACTER}", text))


def shortened(text: str, most: int = 40) -> str:
    """Return a long text without its middle: names often differ at their ends."""
    text, half = clean(text), most // 2
    return text if len(text) <= most else f"{text[: half - 1]}…{text[-half:]}"
