"""Whether a published report is still what its input gives."""
