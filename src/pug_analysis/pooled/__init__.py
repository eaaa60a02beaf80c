"""Pooling without personal data: additive tables out of one agency, and the sum of many agencies'."""
