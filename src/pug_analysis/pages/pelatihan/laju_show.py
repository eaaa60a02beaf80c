"""The pieces on rates of leadership training: as often as the other sex, person-year for person-year."""

from __future__ import annotations

import pandas as pd

from pug_analysis.analyses.cohort import MIN_AT_RISK
from pug_analysis.careers.columns import SEX
from pug_analysis.careers.load import Data
from pug_analysis.pages.pelatihan.akses import ALL_LEVELS
from pug_analysis.pages.pelatihan.akses_show import JALUR
from pug_analysis.release.disclosure import add_released, is_protected
from pug_analysis.release.disclosure_estimates import (
    released_expected,
    released_ratios,
    smallest_ratio,
)
from pug_analysis.release.disclosure_models import (
    protect_rates,
    released_rate_ratio,
    released_years,
)
from pug_analysis.release.disclosure_shares import VALUES
from pug_analysis.release.disclosure_tests import open_p_values
from pug_analysis.release.display import Released, Several, headline, text, warning
from pug_analysis.release.halangan import TANPA_DAFTAR, TERLALU_SEDIKIT
from pug_analysis.release.kurva import SEX_WORD, catatan_bulat, catatan_golongan
from pug_analysis.release.ledger import Cells, Release
from pug_analysis.release.numbers import desimal
from pug_analysis.release.tables import Column, release_table
from pug_analysis.stats import holm
from pug_analysis.stats.decision import MIN_EVENTS, MIN_PEOPLE

#: Words for the verdicts in tables; "small" is an equal ratio whose interval does not hold 1.
PUTUSAN = {
    "gap": "berbeda",
    "equivalent": "setara",
    "small": "setara, bedanya kecil",
    "inconclusive": "belum pasti",
    "too_few": "terlalu sedikit",
    "no_leavers": "belum dapat dihitung",
    "none": "tidak diputuskan",
}


def tabel_laju(*rates: pd.DataFrame, data: Data) -> Released:
    """Participants per eligible person-year, every level and route."""
    found = pd.concat(rates, ignore_index=True)
    shown = protect_rates(found, public=True, edition=data.edition)
    shown["n_event"] = shown["n_event"].mask(found["n_people"] == 0, 0)
    cells = {"n_people": {}, "n_event": {"ikut": "ya"}}
    who = {"pelatihan": "pelatihan", SEX: "jk"}
    public = {"n_early": "", "n_event": "n_people"}
    return release_table(
        shown.assign(jk=shown[SEX].map(SEX_WORD), pelatihan=_course(shown)),
        name="pelatihan_laju",
        title="Tabel P.2. Peserta pertama kali per 100 orang-tahun berhak, menurut jenjang dan jalur",
        terms=Release(
            "D", data.edition, public=public, cells=Cells("berhak dilatih", cells, rows=who)
        ),
        columns=(
            Column("pelatihan", "Pelatihan dan jalur", "text"),
            Column("jk", "Jenis kelamin", "text"),
            Column("n_early", "Ikut sebelum berhak", "count"),
            Column("n_people", "Orang berhak", "count"),
            Column("n_event", "Peserta", "count"),
            Column("orang_tahun", "Orang-tahun", "number"),
            Column("estimate", "Per 100 orang-tahun", "number"),
            Column("conf_low", "Batas bawah", "number"),
            Column("conf_high", "Batas atas", "number"),
        ),
        row_header=1,
        notes=(
            "Catatan: sebelum = sebelum diangkat, di jenjang di bawahnya, sejak memenuhi masa jabatan; "
            "sesudah = sesudah diangkat, memegang jabatan itu tanpa pelatihannya. Pelatihan yang selesai "
            "pada bulan pengangkatan dihitung sesudah diangkat. Ikut sebelum berhak: sudah selesai sebelum "
            "waktunya mulai dihitung, sehingga tidak termasuk orang berhak. Orang-tahun: satu orang berhak "
            f"selama satu tahun. Selang 95% eksak Poisson. … = kurang dari {MIN_PEOPLE} orang berhak"
            f"{', atau pesertanya disembunyikan' * is_protected(data.edition)}.",
        ),
    )


def tabel_rasio(
    before: pd.DataFrame, inside: pd.DataFrame, from_start: pd.DataFrame, data: Data
) -> Released:
    """Rate ratios of women to men, crude and adjusted; last, counted from the first day in the level."""
    whole = from_start.loc[_is_whole(from_start)]
    words = _course(before), _course(inside), f"{ALL_LEVELS}, sejak awal"
    parts = [
        table.assign(pelatihan=word)
        for table, word in zip((before, inside, whole), words, strict=True)
    ]
    shown = pd.concat([part.dropna(axis="columns", how="all") for part in parts], ignore_index=True)
    columns = dict.fromkeys([*parts[0].columns, "p_terkoreksi"])
    shown = shown.reindex(columns=list(columns))
    shown = released_access(shown, data)
    small = (shown["putusan"] == "equivalent") & _not_one(shown)
    return release_table(
        shown.assign(putusan=shown["putusan"].mask(small, "small").map(PUTUSAN)),
        name="pelatihan_rasio",
        title="Tabel P.3. Rasio laju wanita terhadap pria",
        terms=Release("D", data.edition, public={"n_pria": "", "n_wanita": ""}),
        columns=(
            Column("pelatihan", "Pelatihan dan jalur", "text"),
            Column("ukuran", "Ukuran", "text"),
            Column("n_pria", "Peserta pria", "count"),
            Column("n_wanita", "Peserta wanita", "count"),
            Column("estimate", "Rasio", "number"),
            Column("conf_low", "Batas bawah", "number"),
            Column("conf_high", "Batas atas", "number"),
            Column("rasio_terlihat", "Terlihat bila ≤", "number"),
            Column("p_terkoreksi", "Nilai-p, terkoreksi", "p"),
            Column("putusan", "Putusan", "text"),
        ),
        row_header=1,
        notes=(
            "Catatan: rasio 1 berarti wanita dan pria sama sering. Kasar: selang eksak. Disesuaikan: "
            "Mantel-Haenszel di dalam masa (sampai 2018, 2019-2021, 2022 dan sesudahnya) dan angkatan yang "
            "sama, 'Semua jenjang' juga di dalam jenjang. Tidak dihitung bila peserta pria atau wanita "
            f"kurang dari {MIN_EVENTS}, atau bila wanita dan pria tidak pernah berhak dalam kelompok yang "
            "sama. Terlihat bila ≤: rasio serendah itu akan ditemukan dengan peluang 80%. Pertanyaan utama "
            "adalah 'Semua jenjang, sebelum', disesuaikan. Berbeda: nilai-p terkoreksi di bawah 0,05. "
            "Peluang salah 5% dibagi: empat perlima untuk pertanyaan utama, seperlima untuk semua baris "
            "lain yang disesuaikan bersama (Holm); bila pertanyaan utama terbukti, baris lain memakai "
            "seluruhnya. Selang 95% tidak dikoreksi. Baris kasar tidak diputuskan, karena susunan "
            "kelompoknya dapat berbeda; 'sejak awal' hanya memeriksa kepekaan: waktu dihitung sejak hari "
            "pertama di jenjang bawah, bukan sejak memenuhi masa jabatan. 'Bedanya kecil': "
            "selangnya tidak memuat 1, tetapi seluruhnya di dalam batas toleransi.",
            *catatan_bulat(data),
        ),
    )


def tabel_uji_akses(*tests: pd.DataFrame, data: Data) -> Released:
    """Stratified log-rank tests of both routes, Holm over all their rows."""
    shown = pd.concat(tests, ignore_index=True)
    shown = open_p_values(
        shown.assign(p_holm=holm(shown["p_value"])), ("p_value", "p_holm", "p_kasar"),
        observed="n_wanita", expected="harapan_wanita",
        events=shown[["n_pria", "n_wanita"]].sum(axis=1), variance="varians_wanita",
        edition=data.edition,
    )  # fmt: skip
    shown = shown.assign(
        harapan_wanita=released_expected(
            shown["harapan_wanita"], beside=shown["n_wanita"], edition=data.edition
        ),
    )
    return release_table(
        shown.assign(pelatihan=_course(shown)),
        name="pelatihan_uji",
        title="Tabel P.4. Uji log-rank: apakah wanita dan pria mengikuti pelatihan pada waktu yang sama",
        terms=Release("D", data.edition, public={"n_wanita": ""}),
        columns=(
            Column("pelatihan", "Pelatihan dan jalur", "text"),
            Column("n_wanita", "Peserta wanita", "count"),
            Column("harapan_wanita", "Peserta wanita, bila sama", "number"),
            Column("p_value", "Nilai-p", "p"),
            Column("p_holm", "Nilai-p (Holm)", "p"),
            Column("p_kasar", "Nilai-p tanpa strata", "p"),
        ),
        notes=(
            "Catatan: berstrata angkatan, pendidikan, dan keluarga jabatan saat masuk; Holm atas semua "
            f"baris tabel ini. Tidak diuji bila peserta pria atau wanita kurang dari {MIN_EVENTS}, atau "
            f"kurang dari {MIN_AT_RISK} orang dari salah satu jenis kelamin berhak pada saat yang sama.",
            *catatan_golongan(data),
        ),
    )


def released_access(ratios: pd.DataFrame, data: Data) -> pd.DataFrame:
    """Give the ratios of a protected edition the numbers that follow from what it shows.

    Crude ratios are computed anew from released participants and person-years; adjusted ones get
    the error of the released participants; the ratio that would have been found follows from it.

    Parameters
    ----------
    ratios : of ``pages.pelatihan.laju.judge_ratios``
    """
    if not is_protected(data.edition) or ratios.empty:
        return ratios
    ratios = _with_sums(ratios)
    shown = released_ratios(
        ratios, counts=("n_pria", "n_wanita"), others=("rasio_terlihat", "p_terkoreksi"),
        edition=data.edition,
    )  # fmt: skip
    crude = (shown["ukuran"] == "kasar") & shown["estimate"].notna()
    for place in shown.index[crude]:
        shown.loc[place, list(VALUES)] = released_rate_ratio(
            events=tuple(ratios.loc[place, ["n_wanita", "n_pria"]]),
            years=tuple(ratios.loc[place, ["tahun_wanita", "tahun_pria"]]),
        )
    hidden = shown["estimate"].isna() & ratios["estimate"].notna()
    return shown.assign(
        rasio_terlihat=smallest_ratio(shown["conf_low"], shown["conf_high"]),
        putusan=shown["putusan"].mask(hidden, "too_few"),
    )


def _with_sums(ratios: pd.DataFrame) -> pd.DataFrame:
    """Let participants of all levels be the sum of what is shown of each, so that they add nothing."""
    summed = ratios.copy()
    for _, rows in ratios.groupby(["jalur", "ukuran"], sort=False):
        whole = rows.index[rows["jenjang"] == ALL_LEVELS]
        parts = rows.drop(index=whole)
        if parts.empty or whole.empty:
            continue
        for sex in ("pria", "wanita"):
            total = int(rows.loc[whole[0], f"n_{sex}"])
            summed.loc[whole, f"n_{sex}"] = add_released(parts[f"n_{sex}"], total)
            summed.loc[whole, f"tahun_{sex}"] = released_years(parts[f"tahun_{sex}"]).sum()
    return summed


def kalimat_rasio(
    before: pd.DataFrame, inside: pd.DataFrame, data: Data, *, margin: float
) -> Several:
    """The verdict on both routes, all levels together; the route before the post is the headline."""
    tables = (released_access(table, data) for table in (before, inside))
    first, second = (table.loc[_is_whole(table)].iloc[0] for table in tables)
    label = "Pelatihan kepemimpinan sebelum diangkat: laju wanita dibanding pria, semua jenjang"
    if first["putusan"] == "no_leavers":
        head = headline(label, "Belum ada", TANPA_DAFTAR.lower())
        return Several((head, text(f"{TANPA_DAFTAR}.")))
    value = {
        "equivalent": "Setara", "inconclusive": "Belum pasti", "too_few": "Terlalu sedikit",
    }.get(first["putusan"])  # fmt: skip
    note = TERLALU_SEDIKIT.lower() if first["putusan"] == "too_few" else _interval(first)
    head = headline(label, value or f"{desimal(first['estimate'], digits=2)} kali", note)
    return Several((head, text(*(_said(row, margin) for row in (first, second)), _CAUTION)))


def kotak_berlawanan(*ratios: pd.DataFrame) -> Several:
    """A warning where the crude and the adjusted ratio of all levels point to different sides.

    Two ratios near 1 whose intervals both hold 1 point nowhere, and give no warning.
    """
    opposed = []
    for table in ratios:
        whole = table.loc[table["jenjang"] == ALL_LEVELS].set_index("ukuran")
        sides = whole["estimate"] - 1
        sure = _not_one(whole).any()
        if sure and sides["kasar"] * sides["disesuaikan"] < 0:
            opposed.append(JALUR[table["jalur"].iloc[0]])
    if not opposed:
        return Several(())
    box = warning(
        f"Perbandingan kasar dan yang disesuaikan menunjuk arah yang berlawanan ({', '.join(opposed)}). Yang "
        "dipakai adalah perbandingan di dalam jenjang, masa, dan angkatan yang sama; selisih kasar terjadi "
        "karena susunan kelompoknya berbeda."
    )
    return Several((box,))


def _is_whole(table: pd.DataFrame) -> pd.Series:
    """Mark the adjusted row of all levels, which carries the verdict."""
    return (table["jenjang"] == ALL_LEVELS) & (table["ukuran"] == "disesuaikan")


def _not_one(table: pd.DataFrame) -> pd.Series:
    """Mark ratios whose interval does not hold 1."""
    return (table["conf_low"] > 1) | (table["conf_high"] < 1)


def _course(table: pd.DataFrame) -> pd.Series:
    return table["jenjang"] + ", " + table["jalur"]


_SMALL = "; selangnya tidak memuat 1, jadi perbedaannya ada, tetapi lebih kecil daripada batas itu"
_CAUTION = (
    "Perbedaan menunjukkan siapa yang ikut, bukan sebabnya: pencalonan, jadwal, tempat, dan kemauan tidak "
    "tercatat dalam data ini."
)


def _said(row: pd.Series, margin: float) -> str:
    route = JALUR[row["jalur"]].capitalize()
    if row["putusan"] == "too_few":
        return f"{route}: {TERLALU_SEDIKIT.lower()}."
    ratio = desimal(row["estimate"], digits=2)
    bounds = f"{desimal(1 / margin, digits=2)} sampai {desimal(margin, digits=2)}"
    said = {
        "gap": f"wanita mengikuti pelatihan {ratio} kali sesering pria yang sama berhaknya "
        f"({_interval(row)}); selangnya tidak memuat 1.",
        "equivalent": f"wanita mengikuti pelatihan {ratio} kali sesering pria ({_interval(row)}), setara dalam "
        f"batas toleransi {bounds}{_SMALL if row['conf_low'] > 1 or row['conf_high'] < 1 else ''}.",
        "inconclusive": f"wanita mengikuti pelatihan {ratio} kali sesering pria ({_interval(row)}); belum "
        f"dapat disimpulkan apakah keduanya berbeda. {_unproven(row)}Ini bukan berarti tidak ada perbedaan: "
        "dengan peluang 80%, data sebanyak ini baru menemukan rasio "
        f"{desimal(row['rasio_terlihat'], digits=2)} atau lebih rendah; perbedaan yang lebih kecil dapat "
        "luput.",
    }[row["putusan"]]
    return f"{route}, semua jenjang, masa, dan angkatan disamakan: {said}"


def _unproven(row: pd.Series) -> str:
    """Why an interval without 1 is no verdict."""
    if row["conf_low"] <= 1 <= row["conf_high"]:
        return ""
    return (
        "Selangnya tidak memuat 1, tetapi dengan koreksi untuk banyaknya perbandingan (Tabel P.3) "
        "perbedaannya belum terbukti. "
    )


def _interval(row: pd.Series) -> str:
    low, high = (desimal(row[end], digits=2) for end in ("conf_low", "conf_high"))
    return f"selang 95%: {low} sampai {high}"
