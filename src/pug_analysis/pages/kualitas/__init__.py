"""The account of rows and people, findings, completeness."""
