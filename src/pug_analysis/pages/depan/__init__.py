"""The index of a report: what changed since last year."""
