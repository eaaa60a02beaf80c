"""How tests are spread and drawn; fixtures stand in ``tests``."""

from __future__ import annotations

import pytest
from hypothesis import settings

# How long one drawn example takes says more of what else the machine does than of the code;
# speed is measured by ``make bench``. Sixty examples, so that all tests fit into a coffee break.
settings.register_profile("tanpa batas waktu", deadline=None, max_examples=60)
settings.load_profile("tanpa batas waktu")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put files that run notebooks first.

    ``make test`` gives each file to one process, so that no report is made twice for the sake of
    its fixtures. A file of minutes that comes last would leave the other processes idle.
    """
    long = {item.path for item in items if item.get_closest_marker("notebook")}
    items.sort(key=lambda item: item.path not in long)
