"""What is said of the loss: nothing where nothing is lost."""

from __future__ import annotations

from pug_analysis.pooled.loss import bound_headline, describe_loss


def test_exact_tables_lose_nothing(merged):
    assert describe_loss(merged.pooled) == []
    assert bound_headline(merged.pooled) == 0
