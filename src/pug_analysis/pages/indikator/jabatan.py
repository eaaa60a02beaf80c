"""Women in posts equal to eselon II and III (I.2.10), in three readings of the indicator.

The published metadata count functional posts as equal to an eselon; read literally, teachers of
level Ahli Madya alone outnumber every structural post. So three readings stand side by side.
"""

from __future__ import annotations

from typing import Final

import pandas as pd

from pug_analysis.analyses.counts import add_share
from pug_analysis.careers.targets import conversion

#: Readings of the indicator and what each counts.
RAGAM: Final = {
    "a": "Jabatan struktural saja",
    "b": "Struktural dan JF hasil penyetaraan",
    "c": "Struktural dan semua JF setara",
}
#: Structural level of each eselon, and the JF level that the metadata hold equal to it.
JENJANG_SETARA: Final = {
    "II": ("JPT Pratama", "Ahli Utama"),
    "III": ("Administrator", "Ahli Madya"),
}
#: Both eselon together.
GABUNGAN: Final = "II dan III"


def classify_posts(snapshot: pd.DataFrame, jabatan: pd.DataFrame, *, ragam: str) -> pd.Series:
    """Eselon that each active person's post is equal to.

    Reading b adds those whose Administrator post was converted into JF Ahli Madya and who hold that
    level today; no post of eselon II was converted.

    Parameters
    ----------
    snapshot : of ``careers.build_snapshot``
    jabatan : processed table
    ragam : a, b, or c

    Returns
    -------
    string Series aligned with the snapshot: II, III, or "".

    Raises
    ------
    ValueError
        if the reading is not one of them.
    """
    if ragam not in RAGAM:
        raise ValueError(f"ragam must be one of {tuple(RAGAM)}, but was {ragam!r}")
    equal = pd.Series("", index=snapshot.index, dtype="string")
    for eselon, (level, _) in JENJANG_SETARA.items():
        equal = equal.mask(snapshot["jenjang"] == level, eselon)
    if ragam == "a":
        return equal
    functional = snapshot["jenjang"] == "JF"
    if ragam == "b":
        converted = conversion(jabatan, level="Administrator").index
        return equal.mask(
            functional
            & (snapshot["jenjang_jf"] == JENJANG_SETARA["III"][1])
            & snapshot["pegawai_id"].isin(converted),
            "III",
        )
    for eselon, (_, jf) in JENJANG_SETARA.items():
        equal = equal.mask(functional & (snapshot["jenjang_jf"] == jf), eselon)
    return equal


def count_equal_posts(snapshot: pd.DataFrame, jabatan: pd.DataFrame) -> pd.DataFrame:
    """Men and women in posts equal to eselon II and III, by reading.

    Returns
    -------
    DataFrame, three rows per reading: ``ragam`` (a, b, c), ``setara`` (II, III, II dan III), ``pria,
    wanita, total, share_wanita`` (0..1, missing where nobody holds such a post).
    """
    rows = []
    women = snapshot["jenis_kelamin"] == "P"
    for ragam in RAGAM:
        equal = classify_posts(snapshot, jabatan, ragam=ragam)
        for name, chosen in (
            *((one, equal == one) for one in JENJANG_SETARA),
            (GABUNGAN, equal != ""),
        ):
            rows.append(
                {
                    "ragam": ragam,
                    "setara": name,
                    "pria": int((chosen & ~women).sum()),
                    "wanita": int((chosen & women).sum()),
                }
            )
    counts = pd.DataFrame(rows)
    return add_share(counts.assign(total=counts["pria"] + counts["wanita"]))
