"""What may leave the building: tables, figures and sentences made from finished numbers.

A report page shows only what this room made (see :class:`pug_analysis.release.display.Released`).
One module per page holds that page's pieces: ``profil``, ``piramida``, ``kualitas``.
"""
