from __future__ import annotations

import numpy as np

from pug_analysis.simulate.people.invented import invent_names, numbered


def test_names_are_invented_for_everybody(regency):
    names = invent_names(regency.people)
    assert len(set(names)) > 200
    assert all(name == name.upper() and " " in name for name in names[:50])


def test_numbers_are_padded():
    assert numbered(np.array([7]), "X", 4, ".pdf").tolist() == ["X0007.pdf"]
