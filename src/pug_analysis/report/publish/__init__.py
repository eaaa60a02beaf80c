"""Folders on the disk: one rename publishes, and what was published is kept and known again."""
