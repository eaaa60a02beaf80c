"""The action plan against what was counted."""
