"""The files of a report: pages, index, tables, PDF, and where all of it comes from."""
