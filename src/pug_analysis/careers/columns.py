"""Names of columns that every table of people has."""

from __future__ import annotations

SEX = "jenis_kelamin"
#: Groups fixed at entry, within which the sexes are compared.
ENTRY_GROUPS = ("angkatan", "pendidikan", "keluarga")
#: Name of the line that counts everybody.
TOTAL_ASN = "Total ASN"
