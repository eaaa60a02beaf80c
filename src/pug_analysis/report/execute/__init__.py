"""Running the notebooks: one worker each, forked from a warm process; what is kept is not run again."""
