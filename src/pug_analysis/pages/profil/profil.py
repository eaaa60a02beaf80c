"""Tabel 4.1 of the roadmap: all ASN by sex, line by line, and the tables beside it."""

from __future__ import annotations

import pandas as pd

from pug_analysis.analyses.counts import add_share, count_by_sex
from pug_analysis.careers.columns import TOTAL_ASN
from pug_analysis.careers.pooled import Pooled, counted
from pug_analysis.careers.snapshot import UNKNOWN
from pug_analysis.careers.targets import conversion
from pug_analysis.terms import golongan, jabatan, pegawai

#: A functional post whose title is missing: its group is not known.
NAMELESS = "JF tanpa nama"

#: Blocks of Tabel 4.1 in printed order: (kategori, column of the snapshot, {level: line}).
#: Lines beyond the roadmap's own are those without which a block would not add up to all ASN.
_BLOCKS = (
    (
        "Status Kepegawaian",
        "kelompok_status",
        {"PNS": "PNS", "PPPK": "PPPK", "PPPK Paruh Waktu": "PPPK Paruh Waktu"},
    ),
    (
        "Jenjang Jabatan Struktural",
        "jenjang",
        {
            "JPT Pratama": "JPT Pratama (Eselon II)",
            "Administrator": "Administrator (Eselon III)",
            "Pengawas": "Pengawas (Eselon IV)",
        },
    ),
    (
        "Jenis Jabatan",
        "jenis",
        {
            "Pelaksana": "Pelaksana",
            "JF": "Jabatan Fungsional (Total)",
            "Guru": "– JF Guru",
            "Kesehatan": "– JF Kesehatan",
            "Teknis": "– JF Teknis Lainnya",
            NAMELESS: "– JF tidak diketahui",
            UNKNOWN: "Lainnya/tidak diketahui",
        },
    ),
    (
        "Pangkat / Golongan Ruang",
        "kelompok_golongan",
        {
            "Golongan IV": "Golongan IV",
            "Golongan III": "Golongan III",
            "Golongan II": "Golongan II",
            "Golongan I": "Golongan I",
            "PPPK": "PPPK (golongan I-XVII)",
            UNKNOWN: UNKNOWN,
        },
    ),
    (
        "Tingkat Pendidikan",
        "kelompok_pendidikan",
        {level: level for level in (*pegawai.KELOMPOK_PENDIDIKAN, UNKNOWN)},
    ),
    ("Kelompok Usia", "kelompok_usia", {level: level for level in pegawai.KELOMPOK_USIA}),
    (
        "Masa Kerja",
        "kelompok_masa_kerja",
        {level: level for level in pegawai.KELOMPOK_MASA_KERJA},
    ),
)

#: The lines of the JF groups are part of the JF line above them.
_PARTS = ("– JF Guru", "– JF Kesehatan", "– JF Teknis Lainnya", "– JF tidak diketahui")


def profile_table(snapshot: pd.DataFrame | Pooled) -> pd.DataFrame:
    """Tabel 4.1: every line by sex.

    Parameters
    ----------
    snapshot : of :func:`pug_analysis.careers.build_snapshot`, or what agencies have added up

    Returns
    -------
    DataFrame, one row per printed line, in printed order: ``kategori``, ``sub_kategori`` ("" for
    the total), ``pria``, ``wanita``, ``total`` (people), ``share_wanita`` (0..1, missing where
    the line has nobody).

    Raises
    ------
    ValueError
        if a person falls in no line of a block.
    """
    return add_share(counted(snapshot, "profil", count_profile))


def count_profile(snapshot: pd.DataFrame) -> pd.DataFrame:
    """Count the lines of Tabel 4.1: ``kategori, sub_kategori, pria, wanita, total``."""
    total = pd.DataFrame({"kategori": [TOTAL_ASN], "sub_kategori": [""], **_totals(snapshot)})
    blocks = [_block(snapshot, *block) for block in _BLOCKS]
    return pd.concat([total, *blocks], ignore_index=True)


def count_beside(snapshot: pd.DataFrame, jabatan_table: pd.DataFrame) -> dict[str, int]:
    """Count what the note under Tabel 4.1 names.

    Returns
    -------
    ``orang_aktif``; of them ``cpns``, ``eselon_v``, and ``penyetaraan``: people in a functional post
    whose structural post was converted into one.
    """
    functional = snapshot.loc[snapshot["jenjang"] == "JF", "pegawai_id"]
    return {
        "orang_aktif": len(snapshot),
        "cpns": int((snapshot["status_asn"] == "CPNS").sum()),
        "eselon_v": int(snapshot["eselon"].isin(["V.a", "V.b"]).sum()),
        "penyetaraan": int(functional.isin(conversion(jabatan_table).index).sum()),
    }


def ministry_layout(profile: pd.DataFrame) -> pd.DataFrame:
    """The same lines as the ministry prints them (PermenPPPA, Lampiran B).

    Returns
    -------
    DataFrame, one row per line: ``kategori, sub_kategori, l, p, l_p, share_l, share_p,
    perbedaan`` with perbedaan = share_l - share_p (0..1).
    """
    share_p = profile["share_wanita"]
    return pd.DataFrame(
        {
            "kategori": profile["kategori"],
            "sub_kategori": profile["sub_kategori"],
            "l": profile["pria"],
            "p": profile["wanita"],
            "l_p": profile["total"],
            "share_l": 1 - share_p,
            "share_p": share_p,
            "perbedaan": 1 - 2 * share_p,
        }
    )


def check_blocks(profile: pd.DataFrame) -> pd.DataFrame:
    """Check that the lines of each block add up to all ASN, for each sex.

    Structural posts and kinds of position are one block: together they hold everybody.

    Returns
    -------
    DataFrame, one row per block: ``blok, pria, wanita, total, total_asn, selisih`` (people).
    """
    whole = profile.loc[~profile["sub_kategori"].isin(_PARTS) & (profile["kategori"] != TOTAL_ASN)]
    positions = {"Jenjang Jabatan Struktural", "Jenis Jabatan"}
    block = whole["kategori"].where(
        ~whole["kategori"].isin(positions), "Jenjang Jabatan Struktural + Jenis Jabatan"
    )
    sums = whole.groupby(block, sort=False)[["pria", "wanita", "total"]].sum()
    parts = profile.loc[profile["sub_kategori"].isin(_PARTS), ["pria", "wanita", "total"]].sum()
    jf = profile.loc[profile["sub_kategori"] == "Jabatan Fungsional (Total)", "total"].item()
    everyone = profile.loc[profile["kategori"] == TOTAL_ASN, "total"].item()
    sums.loc["Jabatan Fungsional (jumlah kelompoknya)"] = parts
    sums["seharusnya"] = everyone
    sums.loc["Jabatan Fungsional (jumlah kelompoknya)", "seharusnya"] = jf
    sums["selisih"] = sums["total"] - sums["seharusnya"]
    return sums.rename_axis("blok").reset_index()


def profile_by_pd(snapshot: pd.DataFrame | Pooled, *, conf_level: float = 0.95) -> pd.DataFrame:
    """Men and women in each perangkat daerah, with the interval of the share of women.

    Of several agencies: in each of them, since their perangkat daerah share names.

    Returns
    -------
    DataFrame, one row per PD, by name, those unknown last: ``perangkat_daerah, pria, wanita,
    total, share_wanita, conf_low, conf_high, conf_level, method``.
    """
    table = add_share(counted(snapshot, "daerah", _by_office), conf_level=conf_level)
    return table.sort_values(
        "perangkat_daerah", key=lambda s: s.eq(UNKNOWN).astype(str) + s, ignore_index=True
    )


def _by_office(snapshot: pd.DataFrame) -> pd.DataFrame:
    named = snapshot.assign(
        perangkat_daerah=snapshot["perangkat_daerah"].fillna("").replace("", UNKNOWN)
    )
    return count_by_sex(named, by="perangkat_daerah")


def golongan_table(snapshot: pd.DataFrame | Pooled) -> pd.DataFrame:
    """Every golongan by sex, PNS and PPPK apart, since both ladders share their codes.

    Returns
    -------
    DataFrame: ``kelompok`` (PNS, PPPK), ``golongan`` lowest first, ``pria, wanita, total,
    share_wanita``. Golongan of nobody are rows of zeros.
    """
    return add_share(counted(snapshot, "golongan", count_golongan))


def count_golongan(snapshot: pd.DataFrame) -> pd.DataFrame:
    """Count every golongan of both ladders: ``kelompok, golongan, pria, wanita, total``."""
    ladders = {"PNS": golongan.GOLONGAN_PNS, "PPPK": golongan.GOLONGAN_PPPK}
    pns = snapshot["status_asn"].isin(["PNS", "CPNS"])
    tables = []
    for name, levels in ladders.items():
        people = snapshot.loc[pns if name == "PNS" else ~pns]
        code = people["golongan"].fillna("")
        known = people.assign(golongan=code.where(code.isin(levels), UNKNOWN))
        counts = count_by_sex(known, by="golongan", levels=(*levels, UNKNOWN))
        tables.append(counts.assign(kelompok=name))
    table = pd.concat(tables, ignore_index=True)
    return table[["kelompok", "golongan", "pria", "wanita", "total"]]


def age_pyramid(snapshot: pd.DataFrame | Pooled) -> pd.DataFrame:
    """Five-year age groups by sex, as a population pyramid shows them.

    Returns
    -------
    DataFrame, youngest first: ``kelompok_usia`` ("20-24", ... "60+"), ``pria, wanita, total,
    share_wanita``.
    """
    table = counted(snapshot, "usia", count_ages)
    return add_share(table if table["total"].iloc[0] else table.iloc[1:].reset_index(drop=True))


def count_ages(snapshot: pd.DataFrame) -> pd.DataFrame:
    """Count five-year age groups, "< 20" first: ``kelompok_usia, pria, wanita, total``."""
    edges = range(20, 60, 5)
    labels = ["< 20", *(f"{low}-{low + 4}" for low in edges), "60+"]
    age = pd.cut(
        snapshot["usia_tahun"].astype("int64"),
        [-1, *(e - 1 for e in edges), 59, 200],
        labels=labels,
    )
    banded = snapshot.assign(kelompok_usia=age.astype("string"))
    return count_by_sex(banded, by="kelompok_usia", levels=labels)


def jf_levels(snapshot: pd.DataFrame | Pooled) -> pd.DataFrame:
    """People in functional positions by jenjang and sex, lowest first.

    Returns
    -------
    DataFrame: ``jenjang_jf, pria, wanita, total, share_wanita``; those without a jenjang last.
    """
    return add_share(counted(snapshot, "jenjang_jf", count_jf))


def count_jf(snapshot: pd.DataFrame) -> pd.DataFrame:
    """Count people in functional positions by jenjang: ``jenjang_jf, pria, wanita, total``."""
    jf = snapshot.loc[snapshot["jenjang"] == "JF"]
    level = jf["jenjang_jf"].fillna("")
    known = jf.assign(jenjang_jf=level.where(level.isin(jabatan.JENJANG_JF), UNKNOWN))
    return count_by_sex(known, by="jenjang_jf", levels=(*jabatan.JENJANG_JF, UNKNOWN))


def _block(
    snapshot: pd.DataFrame, kategori: str, column: str, lines: dict[str, str]
) -> pd.DataFrame:
    if column == "jenis":
        return _positions(snapshot, kategori, lines)
    wanted = snapshot if column != "jenjang" else snapshot[snapshot["jenjang"].isin(list(lines))]
    counts = count_by_sex(wanted, by=column, levels=tuple(lines))
    return _lines(counts, column, kategori, lines)


def _positions(snapshot: pd.DataFrame, kategori: str, lines: dict[str, str]) -> pd.DataFrame:
    """Kinds of position: everybody who is in no structural post, JF once whole and once by group."""
    structural = ("JPT Pratama", "Administrator", "Pengawas")
    others = snapshot.loc[~snapshot["jenjang"].isin(structural)]
    whole = others.assign(jenis=others["jenjang"].replace({"JPT Madya": UNKNOWN}))
    jf = others.loc[others["jenjang"] == "JF"]
    jf = jf.assign(jenis=jf["kelompok_jf"].fillna("").replace("", NAMELESS))
    counts = pd.concat(
        [
            count_by_sex(whole, by="jenis", levels=("Pelaksana", "JF", UNKNOWN)),
            count_by_sex(jf, by="jenis", levels=(*jabatan.KELOMPOK_JF, NAMELESS)),
        ],
        ignore_index=True,
    )
    return _lines(counts, "jenis", kategori, lines)


def _lines(counts: pd.DataFrame, column: str, kategori: str, lines: dict[str, str]) -> pd.DataFrame:
    ordered = counts.set_index(column).loc[list(lines)].reset_index(drop=True)
    ordered.insert(0, "kategori", kategori)
    ordered.insert(1, "sub_kategori", list(lines.values()))
    return ordered


def _totals(snapshot: pd.DataFrame) -> dict[str, list[int]]:
    women = int((snapshot["jenis_kelamin"] == "P").sum())
    return {"pria": [len(snapshot) - women], "wanita": [women], "total": [len(snapshot)]}
