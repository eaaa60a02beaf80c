"""The cohort page's further pieces: rank speed, requirements, before and after, the risk table."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pandas as pd

from pug_analysis.analyses.cohort import Question
from pug_analysis.careers.columns import SEX
from pug_analysis.careers.load import Data
from pug_analysis.pages.kohort.insidensi_show import SEX_WORD
from pug_analysis.pages.kohort.program import BeforeAfter
from pug_analysis.release.disclosure import SMALLEST, is_protected
from pug_analysis.release.disclosure_estimates import released_expected, released_log_ratio
from pug_analysis.release.disclosure_models import (
    half_years,
    protect_rates,
    released_rate_ratio,
)
from pug_analysis.release.disclosure_public import hide_ends, leave_out_beside
from pug_analysis.release.disclosure_shares import VALUES, released_counts
from pug_analysis.release.disclosure_tests import open_p_values
from pug_analysis.release.display import Released, Several, text
from pug_analysis.release.halangan import HALANGAN
from pug_analysis.release.kurva import catatan_golongan, risk_file
from pug_analysis.release.ledger import Release
from pug_analysis.release.numbers import desimal, p_kata, tanggal
from pug_analysis.release.tables import Column, release_table
from pug_analysis.stats.decision import MIN_EVENTS, MIN_PEOPLE

if TYPE_CHECKING:
    from pug_analysis.careers.load import Edition


def tabel_pangkat(table: pd.DataFrame, data: Data) -> Released:
    """Waiting time of each golongan step."""
    medians = {
        name: half_years(table[name].astype(float), edition=data.edition)
        for name in ("median_pria", "median_wanita")
    }
    expected = released_expected(
        table["harapan_wanita"], beside=table["kejadian_wanita"], edition=data.edition
    )
    shown = open_p_values(
        table, ("p_value", "p_holm"), observed="kejadian_wanita", expected="harapan_wanita",
        events=table[["kejadian_pria", "kejadian_wanita"]].sum(axis=1), variance="varians_wanita",
        edition=data.edition,
    )  # fmt: skip
    return release_table(
        shown.assign(**medians, harapan_wanita=expected),
        name="kohort_pangkat",
        title="Tabel 3.10. Kecepatan kenaikan pangkat: waktu tunggu di setiap golongan",
        terms=Release("D", data.edition),
        columns=(
            Column("dari", "Dari", "text"),
            Column("ke", "Ke", "text"),
            Column("n_pria", "Pria", "count"),
            Column("n_wanita", "Wanita", "count"),
            Column("median_pria", "Median tunggu pria (bulan)", "whole"),
            Column("median_wanita", "Median tunggu wanita (bulan)", "whole"),
            Column("kejadian_wanita", "Wanita naik", "count"),
            Column("harapan_wanita", "Wanita naik, bila sama cepat", "number"),
            Column("p_value", "Nilai-p", "p"),
            Column("p_holm", "Nilai-p (Holm)", "p"),
        ),
        notes=(
            "Catatan: semua keluarga jabatan dan pendidikan. Median menggabungkan semuanya dan "
            "dapat berbeda karena "
            "susunannya; 'bila sama cepat' dan nilai-p membandingkan orang dengan angkatan, "
            "pendidikan, dan keluarga "
            "jabatan yang sama. Kenaikan pangkat reguler hampir otomatis setiap empat tahun, "
            "sehingga kesenjangan "
            "lebih mungkin tampak pada jabatan struktural.",
            *_without_ranks(data),
            *catatan_golongan(data),
        ),
    )


def _without_ranks(data: Data) -> tuple[str, ...]:
    if data.pooled is None or data.pooled.tier == "tepat":
        return ()
    return (
        "Tidak ada dalam laporan gabungan ini: daerah yang terlindung memberi tabel tanpa "
        "kenaikan pangkat.",
    )


#: Levels whose holders are known by name.
_PEJABAT = ("Pengawas", "Administrator")
_MEMENUHI = {"pria": "pria_semua", "wanita": "wanita_semua"}


def tabel_syarat(table: pd.DataFrame, data: Data) -> Released:
    """Requirements of the next post."""
    return release_table(
        protect_requirements(table, edition=data.edition),
        name="kohort_syarat",
        title="Tabel 3.11. Siapa yang memenuhi syarat jabatan berikutnya, jalur struktural",
        terms=Release(
            "B", data.edition, exact=True, public=_MEMENUHI, public_rows={"dari": _PEJABAT}
        ),
        columns=(
            Column("ke", "Jabatan berikutnya", "text"),
            Column("dari", "Jenjang sekarang", "text"),
            Column("syarat", "Syarat", "text"),
            Column("pria", "Pria memenuhi", "count"),
            Column("pria_semua", "Pria seluruhnya", "count"),
            Column("share_pria", "% pria", "share"),
            Column("wanita", "Wanita memenuhi", "count"),
            Column("wanita_semua", "Wanita seluruhnya", "count"),
            Column("share_wanita", "% wanita", "share"),
        ),
        row_header=2,
        notes=(
            f"Catatan: … = persentase dari kurang dari {MIN_PEOPLE} orang tidak ditampilkan. Diklat dihitung "
            "bagi setiap orang yang mempunyainya, dengan atau tanpa tanggal selesai, menurut kode dan nama "
            "diklat; yang baru selesai sesudah akhir tahun laporan tidak dihitung. Orang yang jenjang "
            "diklatnya tidak dapat dipastikan, atau yang baris diklatnya dikarantina, tidak diketahui sudah "
            "atau belum, dan tidak ikut dihitung pada baris diklat, juga tidak pada 'seluruhnya'. "
            "Masa jabatan dan pendidikan menurut PP 11/2017, disederhanakan (tanpa jalur "
            "jabatan fungsional "
            "dan, untuk JPT, pengalaman lima tahun dan batas usia); golongan adalah kelaziman lama "
            "(PP 100/2000). Diklat kepemimpinan umumnya diikuti sesudah diangkat, bukan saringan awal."
            + _SEMUA_PEJABAT
            * is_protected(data.edition),
        ),
    )


_SEMUA_PEJABAT = (
    " Edisi pokja dan publik: pada baris diklat Pengawas dan Administrator 'seluruhnya' memuat juga yang tidak "
    "diketahui."
)


def protect_requirements(table: pd.DataFrame, *, edition: Edition) -> pd.DataFrame:
    """Hide requirements that few or nearly all holders of a level meet; whom a row leaves out is not told.

    Parameters
    ----------
    table : of ``pages.kohort.syarat.next_step_requirements``

    Returns
    -------
    DataFrame like ``table``. Of holders of posts, those of whom nobody knows whether they had the training
    count among all of the level: how many they are would follow from both numbers.
    """
    if not is_protected(edition):
        return table
    posts = table["dari"].isin(_PEJABAT)
    shown = table.copy()
    for name, size in _MEMENUHI.items():
        shown[size] = table[size].where(~posts, table.groupby("dari")[size].transform("max"))
        share = table[name] / shown[size].where(shown[size] >= MIN_PEOPLE)
        shown[f"share_{name}"] = table[f"share_{name}"].where(~posts, share.astype(float))
    shown = hide_ends(shown, _MEMENUHI, where=posts, edition=edition)
    for name in _MEMENUHI:
        shown = leave_out_beside(shown, [f"share_{name}"], parts=[name], edition=edition)
    return shown


def tabel_program(found: BeforeAfter, question: Question, data: Data) -> Several:
    """Before and after the dated programme of the settings, or how to set one."""
    settings = data.config.kohort
    if settings.program_mulai is not None and data.pooled is not None:
        return Several((text(GABUNGAN_TANPA_PROGRAM),))
    if settings.program_mulai is None:
        return Several((text(TANPA_PROGRAM),))
    if found.rates.empty:
        return Several((text(f"{HALANGAN[question.obstacle]} (sebelum dan sesudah program)."),))
    named = f" ({settings.program_nama})" if settings.program_nama else ""
    program = f"{tanggal(settings.program_mulai)}{named}"
    found = released_program(found, data)
    parts = (
        _rates(found, question, program, data),
        kalimat_perubahan(found, question, program, data),
    )
    return Several(parts if found.ratios.empty else (*parts[:1], _ratios(found, data), *parts[1:]))


#: Said where no programme is set.
TANPA_PROGRAM = (
    "Belum ada program yang dibandingkan. Untuk membandingkan pengangkatan sebelum dan sesudah suatu "
    "program, tulis program_nama dan program_mulai (tanggal mulainya) pada bagian [kohort] di pug.toml."
)
GABUNGAN_TANPA_PROGRAM = (
    "Sebelum dan sesudah program tidak ada dalam laporan gabungan: untuk itu waktu setiap orang harus dipotong "
    "pada bulan program, sedangkan yang digabung hanya tabel jumlah."
)
_MASA = {"1. sebelum": "sebelum", "2. sesudah": "sesudah"}


#: Which rates are shown, in an edition that is not protected and in one that is.
_LAJU_TAMPIL = {
    False: "Laju ditulis berapa pun pengangkatannya, karena laju yang tampil hanya bila cukup banyak rata-rata "
    "terlalu tinggi; bila sedikit, selangnya lebar.",
    True: "Laju tidak tampil di tempat pengangkatannya disembunyikan; yang tampil karena itu terpilih, dan "
    "rata-rata agak terlalu tinggi.",
}


def _rates(found: BeforeAfter, question: Question, program: str, data: Data) -> Released:
    shown = found.rates.assign(
        masa=found.rates["masa"].map(_MASA), jk=found.rates[SEX].map(SEX_WORD)
    )
    return release_table(
        protect_rates(shown, edition=data.edition),
        name="kohort_program_laju",
        title=f"Tabel 3.12. Pengangkatan {question.target} per 100 orang-tahun sebelum dan sesudah {program}",
        terms=Release("D", data.edition),
        columns=(
            Column("masa", "Masa", "text"),
            Column("jk", "Jenis kelamin", "text"),
            Column("n_event", "Pengangkatan", "count"),
            Column("orang_tahun", "Orang-tahun", "number"),
            Column("estimate", "Per 100 orang-tahun", "number"),
            Column("conf_low", "Batas bawah", "number"),
            Column("conf_high", "Batas atas", "number"),
        ),
        row_header=1,
        notes=(f"Catatan: selang eksak Poisson. {_LAJU_TAMPIL[is_protected(data.edition)]}",),
    )


def _ratios(found: BeforeAfter, data: Data) -> Released:
    change = found.change.assign(nama="sesudah dibagi sebelum")
    ratios = found.ratios.assign(nama=found.ratios["masa"].map(_MASA))
    shown = ratios if change.empty else pd.concat([ratios, change], ignore_index=True)
    return release_table(
        shown,
        name="kohort_program_rasio",
        title="Tabel 3.13. Rasio laju wanita terhadap pria, dan perubahannya",
        terms=Release("D", data.edition),
        columns=(
            Column("nama", "Masa", "text"),
            Column("estimate", "Rasio", "number"),
            Column("conf_low", "Batas bawah", "number"),
            Column("conf_high", "Batas atas", "number"),
            Column("p_value", "Nilai-p", "p"),
        ),
        notes=(
            "Catatan: rasio 1 berarti wanita diangkat secepat pria; 'sesudah dibagi sebelum' 1 berarti rasio "
            "itu tidak berubah. Selang rasio eksak Poisson; selang perubahan menurut Wald pada skala log.",
        ),
    )


def released_program(found: BeforeAfter, data: Data) -> BeforeAfter:
    """Compute both ratios anew from released appointments and person-years, and their change.

    Nothing is left of a ratio of which an appointment count is hidden.
    """
    if not is_protected(data.edition) or found.ratios.empty:
        return found
    rows = found.rates.set_index(["masa", SEX])
    ratios, events = found.ratios.copy(), []
    for place, name in ratios["masa"].items():
        both = rows.loc[[(name, "P"), (name, "L")]]
        if (both["n_event"] < SMALLEST).any():
            return replace(found, ratios=ratios.iloc[:0], change=found.change.iloc[:0])
        events += both["n_event"].tolist()
        ratios.loc[place, list(VALUES)] = released_rate_ratio(
            events=tuple(both["n_event"]), years=tuple(both["orang_tahun"])
        )
    if found.change.empty:
        return replace(found, ratios=ratios)
    before, after = ratios["estimate"]
    error = float((1 / released_counts(pd.Series(events))).sum() ** 0.5)
    exact = tuple(float(found.change[name].iloc[0]) for name in VALUES[1:])
    shown = released_log_ratio(after / before, error=error, exact=(exact[0], exact[1]))
    change = found.change.assign(**dict(zip(VALUES, shown, strict=True)))
    return replace(found, ratios=ratios, change=change)


def kalimat_perubahan(found: BeforeAfter, question: Question, program: str, data: Data) -> Released:
    """Whether the ratio of the sexes changed, in words; never as an effect of the programme."""
    least = SMALLEST if is_protected(data.edition) else MIN_EVENTS
    if found.change.empty:
        return text(
            f"Apakah rasio wanita terhadap pria berubah: kasus terlalu sedikit. Untuk itu diperlukan paling "
            f"sedikit {least} pengangkatan wanita dan {least} pengangkatan pria, baik sebelum maupun "
            "sesudahnya."
        )
    row = found.change.iloc[0]
    before, after = (desimal(value, digits=2) for value in found.ratios["estimate"])
    numbers = (
        f"{before} sebelum dan {after} sesudah {program}; sesudah dibagi sebelum "
        f"{desimal(row['estimate'], digits=2)} (selang 95%: {desimal(row['conf_low'], digits=2)} sampai "
        f"{desimal(row['conf_high'], digits=2)}; {p_kata(row['p_value'], classes=is_protected(data.edition))})"
    )
    what = f"Rasio laju pengangkatan {question.target}, wanita terhadap pria,"
    caution = (
        "Yang dibandingkan hanya waktunya: hal lain yang berubah pada masa yang sama ikut terhitung, sehingga "
        "bukan bukti bahwa program itu penyebabnya."
    )
    if row["conf_low"] > 1 or row["conf_high"] < 1:
        way = "naik" if row["estimate"] > 1 else "turun"
        return text(f"{what} berubah ({way}): {numbers}. {caution}")
    return text(
        f"{what} tidak terbukti berubah: {numbers}. Ini bukan berarti rasionya tetap. {caution}"
    )


def tabel_risiko(question: Question, data: Data) -> Several:
    """The risk table, from which every curve of the page can be drawn again; by year if protected."""
    return risk_file(
        () if question.by_sex is None else (({}, question.by_sex),),
        by=(Column("jk", "Jenis kelamin", "text"),),
        name="kohort_tabel_risiko",
        title=f"Tabel risiko {question.target}",
        data=data,
    )
