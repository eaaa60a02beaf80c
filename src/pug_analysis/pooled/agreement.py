"""Whether the tables of active people add up, and agree with each other: all are of the same people."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import pandas as pd

from pug_analysis.careers.columns import TOTAL_ASN
from pug_analysis.pages.piramida.jenjang import DASAR, LINGKUP
from pug_analysis.pooled.reading import FlawError

_SEXES: Final = ["pria", "wanita"]
_SYARAT_LINES: Final = 5
#: Files without a row that an agency may have; every other one brings a row.
_EMPTY_FILES: Final = 1000


def check_people(
    counts: Mapping[str, pd.DataFrame], numbers: Mapping[str, int], *, people: int
) -> None:
    """Check sums and agreement of the tables that every export has.

    Parameters
    ----------
    counts : tables by name, each of its form (see ``pooled.forms``)
    numbers : single counts by name
    people : active people, as the export says

    Raises
    ------
    FlawError
        naming the file that does not add up or does not agree.
    """
    _check_sums(counts)
    _check_profile(counts["profil"], people=people)
    _check_levels(counts)
    _check_requirements(counts["syarat"], counts["jenjang"])
    _check_account(counts)
    _check_numbers(counts, numbers, people=people)
    if "pelatihan_jenis" in counts:
        _check_trained(counts["pelatihan_jenis"], counts["profil"])


def line(profil: pd.DataFrame, *names: str) -> pd.Series:
    """Men and women in some lines of the profile together.

    Parameters
    ----------
    names : values of ``sub_kategori``; "" is the total
    """
    return profil.loc[profil["sub_kategori"].isin(names), _SEXES].sum()


def _check_sums(counts: Mapping[str, pd.DataFrame]) -> None:
    for name, table in counts.items():
        if "total" in table and (table["pria"] + table["wanita"] != table["total"]).any():
            raise FlawError(f"{name}.csv", "pria dan wanita tidak berjumlah total")


def _check_profile(profil: pd.DataFrame, *, people: int) -> None:
    if int(profil["total"].iloc[0]) != people:
        raise FlawError("profil.csv", f"totalnya bukan {people} orang seperti disebut ekspor.json")
    total = line(profil, "")
    # Posts are two blocks: structural ones, and all others; groups of JF are parts of a line there.
    parts = profil["sub_kategori"].str.startswith("– ")
    posts = {"Jenjang Jabatan Struktural", "Jenis Jabatan"}
    block = profil["kategori"].mask(profil["kategori"].isin(posts), "Jabatan")
    for name, rows in profil.loc[~parts & (profil["kategori"] != TOTAL_ASN)].groupby(block):
        _agree("profil.csv", rows[_SEXES].sum(), total, f"{name} dan {TOTAL_ASN}")
    functional = line(profil, "Jabatan Fungsional (Total)")
    _agree("profil.csv", profil.loc[parts, _SEXES].sum(), functional, "kelompok JF dan jumlahnya")


def _check_levels(counts: Mapping[str, pd.DataFrame]) -> None:
    profil = counts["profil"]
    total, functional = line(profil, ""), line(profil, "Jabatan Fungsional (Total)")
    _check_golongan(counts["golongan"], profil)
    _agree("usia.csv", counts["usia"][_SEXES].sum(), total, "jumlahnya dan profil.csv")
    of_jf = counts["jenjang_jf"][_SEXES].sum()
    _agree("jenjang_jf.csv", of_jf, functional, "jumlahnya dan profil.csv")

    ladder = counts["jenjang"].set_index(["lingkup", "jenjang"])[_SEXES]
    base = counts["dasar"].set_index(["lingkup", "jenjang"])[_SEXES]
    everyone = counts["lingkup"].set_index("lingkup")[_SEXES]
    _agree("lingkup.csv", everyone.loc[LINGKUP[0]], total, f"{LINGKUP[0]} dan profil.csv")
    for lingkup, lowest in zip(LINGKUP, DASAR, strict=True):
        parts = base.loc[lingkup].sum()
        _agree("dasar.csv", parts, ladder.loc[lingkup, lowest], f"{lingkup} dan jenjang.csv")
        _within(
            "jenjang.csv",
            ladder.loc[lingkup].sum(),
            everyone.loc[lingkup],
            f"{lingkup}, lingkup.csv",
        )
    whole, track = LINGKUP
    _within("jenjang.csv", ladder.loc[track].iloc[1:], ladder.loc[whole].iloc[1:], track)
    _within("dasar.csv", base.loc[track], base.loc[whole], track)
    _within("lingkup.csv", everyone.loc[track], everyone.loc[whole], track)
    _agree("lingkup.csv", everyone.loc[track], ladder.loc[track].sum(), f"{track} dan jenjang.csv")
    for kind, named in (("Pelaksana", line(profil, "Pelaksana")), ("JF", functional)):
        _agree("dasar.csv", base.loc[whole, kind], named, f"{kind} dan profil.csv")
    for level in ladder.loc[whole].index[1:]:
        named = profil.loc[profil["sub_kategori"].str.startswith(f"{level} ("), _SEXES].sum()
        _agree("jenjang.csv", ladder.loc[whole, level], named, f"{level} dan profil.csv")


def _check_golongan(golongan: pd.DataFrame, profil: pd.DataFrame) -> None:
    by_ladder = golongan.groupby("kelompok")[_SEXES].sum()
    _agree("golongan.csv", by_ladder.loc["PNS"], line(profil, "PNS"), "PNS dan profil.csv")
    others = line(profil, "PPPK", "PPPK Paruh Waktu")
    _agree("golongan.csv", by_ladder.loc["PPPK"], others, "PPPK dan profil.csv")
    pns = golongan.loc[golongan["kelompok"] == "PNS"]
    for roman, rows in pns.groupby(pns["golongan"].str.partition("/")[0]):
        if f"Golongan {roman}" in set(profil["sub_kategori"]):
            named = line(profil, f"Golongan {roman}")
            _agree("golongan.csv", rows[_SEXES].sum(), named, f"golongan {roman} dan profil.csv")


def _check_requirements(syarat: pd.DataFrame, jenjang: pd.DataFrame) -> None:
    """Nobody meets both of two requirements who misses one, and all are of the level below."""
    track = jenjang.loc[jenjang["lingkup"] == LINGKUP[1]].set_index("jenjang")
    for sex in _SEXES:
        met, of = syarat[sex], syarat[f"{sex}_semua"]
        if (met > of).any():
            raise FlawError("syarat.csv", f"lebih banyak {sex} yang memenuhi daripada yang ada")
        if (of.to_numpy() != syarat["dari"].map(track[sex]).to_numpy()).any():
            raise FlawError("syarat.csv", f"kolom {sex}_semua tidak cocok dengan jenjang.csv")
        steps = met.to_numpy().reshape(-1, _SYARAT_LINES)
        held, schooled, both = steps[:, 0], steps[:, 1], steps[:, 2]
        of_step = of.to_numpy().reshape(-1, _SYARAT_LINES)[:, 0]
        if ((both > held) | (both > schooled) | (both < held + schooled - of_step)).any():
            raise FlawError("syarat.csv", "syarat formal tidak cocok dengan kedua bagiannya")


def _check_account(counts: Mapping[str, pd.DataFrame]) -> None:
    rows, kept = counts["neraca"], counts["tersisih"].set_index("kelompok")
    fates = rows[["dipakai", "karantina", "gabung", "bukan_data"]].sum(axis=1)
    if (fates != rows["baris_masuk"]).any():
        raise FlawError("neraca.csv", "baris masuk tidak sama dengan jumlah nasibnya")
    total = line(counts["profil"], "")
    _within("tersisih.csv", total, kept["dipakai"].set_axis(_SEXES), "profil.csv")
    if kept["dipakai"].sum() > rows["dipakai"].sum():
        raise FlawError(
            "tersisih.csv", "lebih banyak orang daripada baris yang dipakai menurut neraca.csv"
        )
    # protected counts may be two higher than those of the account, for each sex
    if kept["karantina"].sum() > rows["karantina"].sum() + 4:
        raise FlawError("tersisih.csv", "lebih banyak baris karantina daripada menurut neraca.csv")


def _check_numbers(
    counts: Mapping[str, pd.DataFrame], numbers: Mapping[str, int], *, people: int
) -> None:
    profil = counts["profil"]
    if numbers["orang_aktif"] != people:
        raise FlawError("angka.csv", f"orang_aktif bukan {people} seperti disebut ekspor.json")
    most = {
        "cpns": "PNS",
        "eselon_v": "Pelaksana",
        "penyetaraan": "Jabatan Fungsional (Total)",
    }
    for name, of in most.items():
        if numbers[name] > line(profil, of).sum():
            raise FlawError("angka.csv", f"{name} lebih banyak daripada {of} dalam profil.csv")
    rows = counts["neraca"]["baris_masuk"]
    if (numbers["berkas"] == 0) != rows.empty or numbers["berkas"] > rows.sum() + _EMPTY_FILES:
        raise FlawError("angka.csv", "jumlah berkas tidak cocok dengan neraca.csv")


def _check_trained(trained: pd.DataFrame, profil: pd.DataFrame) -> None:
    active = line(profil, "")
    for sex in _SEXES:
        if (trained[f"{sex}_aktif"] != active[sex]).any():
            raise FlawError("pelatihan_jenis.csv", f"{sex}_aktif tidak cocok dengan profil.csv")
        kinds, all_kinds = trained[sex].iloc[:-1], trained[sex].iloc[-1]
        if all_kinds > active[sex] or kinds.max() > all_kinds or kinds.sum() < all_kinds:
            raise FlawError(
                "pelatihan_jenis.csv", f"{sex} menurut jenis tidak cocok dengan semua jenis"
            )


def _agree(file: str, one: pd.Series, other: pd.Series, what: str) -> None:
    if one.to_numpy().tolist() != other.to_numpy().tolist():
        raise FlawError(file, f"tidak cocok: {what}")


def _within(
    file: str, part: pd.Series | pd.DataFrame, of: pd.Series | pd.DataFrame, what: str
) -> None:
    if (part.to_numpy() > of.to_numpy()).any():
        raise FlawError(file, f"tidak cocok: bagian lebih besar daripada seluruhnya ({what})")
