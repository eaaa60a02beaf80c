"""The editions of a report: who reads it decides what it shows."""

from __future__ import annotations

from typing import Final, Literal, get_args

Edition = Literal["pokja", "publik", "internal"]

#: All of them; the order is the one in which messages name them.
EDITIONS: Final[tuple[Edition, ...]] = get_args(Edition)
#: The one that shows exact counts: its owner alone may open it, and nothing attacks it.
OPEN: Final = "internal"
