"""The pages, a folder each: what counts stands beside what shows."""
