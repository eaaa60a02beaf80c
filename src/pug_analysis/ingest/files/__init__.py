"""Raw files of any format, guarded, as sheets of raw cells."""
