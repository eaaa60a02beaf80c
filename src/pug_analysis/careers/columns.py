"""Names of columns that every table of people has."""

from __future__ import annotations

SEX = "jenis_kelamin"
