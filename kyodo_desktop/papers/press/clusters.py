"""What the reader sees as one character: a base with its selector and combining marks (stand-in)."""

from __future__ import annotations

import re
from typing import Final

_CLUSTER: Final = re.compile(".[\u0300-\u036f\u3099\u309a\u20dd\u20de\ufe00-\ufe0f\U000e0100-\U000e01ef]*", re.S)


def clusters(text: str) -> tuple[str, ...]:
    """`text` cut into bases, each with what attaches to it."""
    return tuple(_CLUSTER.findall(text))
