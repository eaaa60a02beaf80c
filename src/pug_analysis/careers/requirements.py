"""What the next structural post asks for."""

from __future__ import annotations

#: Post asked for: level held now, years in it, education ids, lowest golongan, training.
#: PP 11/2017 (years, education; simplified: no JF routes, no age limit); PP 100/2000 with
#: PP 13/2002 (golongan, still practice).
_D3_UP = ("30", "35", "40", "42", "45", "47", "49", "50")


_S1_UP = _D3_UP[1:]


STEPS = (
    ("Pengawas", "Pelaksana", 4, _D3_UP, "III/b", "PKP"),
    ("Administrator", "Pengawas", 3, _S1_UP, "III/d", "PKA"),
    ("JPT Pratama", "Administrator", 2, _S1_UP, "IV/b", "PKN II"),
)
