"""The official vocabulary: codes, ordered levels, names, with their legal source.

Codes are data, labels are display. Tables hold the codes; ``release`` adds the labels.
"""

from pug_analysis.terms import diklat, golongan, jabatan, kalender, pegawai, temuan

__all__ = ["diklat", "golongan", "jabatan", "kalender", "pegawai", "temuan"]
