"""The cohort page's further pieces: rank speed, requirements, before and after, the risk table."""

from __future__ import annotations

import pandas as pd

from pug_analysis.analyses.cohort import SEX, Question
from pug_analysis.careers.load import Data
from pug_analysis.release.display import Released, Several
from pug_analysis.release.kohort import SEX_WORD
from pug_analysis.release.tables import Column, release_table


def tabel_pangkat(table: pd.DataFrame) -> Released:
    """Waiting time of each golongan step."""
    return release_table(
        table,
        name="kohort_pangkat",
        title="Tabel 3.10. Kecepatan kenaikan pangkat: waktu tunggu di setiap golongan",
        columns=(
            Column("dari", "Dari", "text"),
            Column("ke", "Ke", "text"),
            Column("n_pria", "Pria", "count"),
            Column("n_wanita", "Wanita", "count"),
            Column("median_pria", "Median tunggu pria (bulan)", "count"),
            Column("median_wanita", "Median tunggu wanita (bulan)", "count"),
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
        ),
    )


def tabel_syarat(table: pd.DataFrame) -> Released:
    """Requirements of the next post."""
    return release_table(
        table,
        name="kohort_syarat",
        title="Tabel 3.11. Siapa yang memenuhi syarat jabatan berikutnya, jalur struktural",
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
            "Catatan: masa jabatan dan pendidikan menurut PP 11/2017, disederhanakan (tanpa jalur "
            "jabatan fungsional "
            "dan, untuk JPT, pengalaman lima tahun dan batas usia); golongan adalah kelaziman lama "
            "(PP 100/2000). Diklat kepemimpinan umumnya diikuti sesudah diangkat, bukan saringan awal.",
        ),
    )


def tabel_program(rates: pd.DataFrame, ratios: pd.DataFrame, data: Data) -> Several:
    """Before and after the dated programme of the settings."""
    words = {"1. sebelum": "sebelum", "2. sesudah": "sesudah"}
    program = data.config.kohort.program_nama
    shown = rates.assign(masa=rates["masa"].map(words), jk=rates[SEX].map(SEX_WORD))
    first = release_table(
        shown,
        name="kohort_program_laju",
        title=f"Tabel 3.12. Pengangkatan per 100 orang-tahun sebelum dan sesudah: {program}",
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
    )
    second = release_table(
        ratios.assign(masa=ratios["masa"].map(words)),
        name="kohort_program_rasio",
        title="Tabel 3.13. Rasio laju wanita terhadap pria",
        columns=(
            Column("masa", "Masa", "text"),
            Column("estimate", "Rasio", "number"),
            Column("conf_low", "Batas bawah", "number"),
            Column("conf_high", "Batas atas", "number"),
            Column("p_value", "Nilai-p", "p"),
        ),
        notes=(
            "Catatan: selang eksak Poisson. Perubahan sesudah suatu tanggal bukan bukti bahwa program itu "
            "penyebabnya.",
        ),
    )
    return Several((first, second))


def tabel_risiko(question: Question) -> Released:
    """The risk table, from which every curve of the page can be drawn again."""
    columns = [SEX, "time", "cause", "n_risk", "n_event", "n_censor"]
    table = pd.DataFrame(columns=columns) if question.by_sex is None else question.by_sex.at_risk()
    return release_table(
        table.assign(jk=table[SEX].map(SEX_WORD)),
        name="kohort_tabel_risiko",
        title=f"Tabel risiko {question.target}: orang berisiko, kejadian, dan penyensoran per bulan",
        columns=(
            Column("jk", "Jenis kelamin", "text"),
            Column("time", "Bulan", "count"),
            Column("cause", "Sebab", "text"),
            Column("n_risk", "Berisiko", "count"),
            Column("n_event", "Kejadian", "count"),
            Column("n_censor", "Tersensor", "count"),
        ),
        file_only=True,
    )
