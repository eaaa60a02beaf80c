"""The cohort page's comparisons: tests, models, all targets, sensitivity, composition."""

from __future__ import annotations

import pandas as pd

from pug_analysis.analyses.cohort import Question
from pug_analysis.analyses.hazards import EARLY_UNTIL, Hazards
from pug_analysis.careers.load import Data
from pug_analysis.pages.kohort.insidensi_show import in_years
from pug_analysis.pages.kohort.terlindung_show import (
    released_comparison,
    released_hazards,
    released_split,
    released_standard,
    released_tests,
)
from pug_analysis.release.disclosure import count_in_words, is_protected
from pug_analysis.release.display import Released, Several, text, warning
from pug_analysis.release.halangan import HALANGAN, TANPA_KELOMPOK, lacks_groups
from pug_analysis.release.kurva import catatan_bulat
from pug_analysis.release.ledger import PRIA, WANITA, Cells, Release
from pug_analysis.release.numbers import bilangan, desimal, p_kata, persen
from pug_analysis.release.tables import Column, release_table
from pug_analysis.stats.decision import MIN_EVENTS, MIN_PEOPLE

_SIGNIFICANT = 0.05
PUTUSAN = {
    "gap": "ada kesenjangan",
    "equivalent": "setara dalam batas toleransi",
    "small": "berbeda, tetapi di dalam batas toleransi",
    "inconclusive": "belum dapat disimpulkan",
    "too_few": "jumlah kasus terlalu sedikit",
    "rounded": "pembulatan terlalu kasar",
    "no_groups": "tanpa kelompok pembanding",
}


def tabel_uji(
    tests: pd.DataFrame, standard: pd.DataFrame, question: Question, data: Data, *, time: int
) -> Released:
    """Stratified and crude tests, the difference in months, and the standardised difference."""
    names = {
        "logrank_stratified": "Uji log-rank, berstrata angkatan, pendidikan, dan keluarga jabatan saat masuk: "
        "promosi wanita dikurangi harapan (orang)",
        "logrank_crude": "Uji log-rank tanpa strata: promosi wanita dikurangi harapan (orang)",
        "rmst": "Rata-rata waktu sejak mencapainya dalam masa pengamatan, wanita dikurangi pria (bulan)",
    }
    tests, standard = released_tests(tests, question, data), released_standard(standard, data)
    shown = tests.assign(nama=tests["ukuran"].map(names))
    if len(standard):
        shown = pd.concat([shown, _standard_rows(standard.iloc[0], time, data)], ignore_index=True)
    return release_table(
        shown,
        name="kohort_uji",
        title=f"Tabel 3.5. Perbandingan wanita dan pria menuju {question.target}",
        terms=Release("D", data.edition),
        columns=(
            Column("nama", "Ukuran", "text"),
            Column("estimate", "Nilai", "number"),
            Column("conf_low", "Batas bawah", "number"),
            Column("conf_high", "Batas atas", "number"),
            Column("p_value", "Nilai-p", "p"),
            Column("method", "Metode", "text"),
        ),
        notes=(
            f"Catatan: putusan memakai uji log-rank berstrata sampai {in_years(time)} (Tabel 3.7), tonggak "
            "yang ditetapkan sebelum melihat data. Tabel ini memeriksanya: log-rank di sini atas seluruh masa "
            "pengamatan, dan tidak satu pun barisnya putusan tersendiri. … = tidak ada untuk ukuran itu.",
            *catatan_bulat(data),
        ),
    )


def _standard_rows(row: pd.Series, time: int, data: Data) -> pd.DataFrame:
    """The standardised shares and difference, and the crude difference of the same people."""
    same = "susunan angkatan, pendidikan, dan keluarga jabatan disamakan"
    when, method = f"pada {in_years(time)}", f"standardisasi langsung, {_people(row, data)}"
    points = {name: 100 * row[name] for name in ("estimate", "conf_low", "conf_high")}
    lines = (
        {"nama": f"Selisih bagian {when} dengan {same}, wanita dikurangi pria (poin persen)",
         **points, "p_value": row["p_value"], "method": method},
        {"nama": f"Bagian wanita {when} dengan {same} (persen)",
         "estimate": 100 * row["share_wanita"], "method": method},
        {"nama": f"Bagian pria {when} dengan {same} (persen)",
         "estimate": 100 * row["share_pria"], "method": method},
        {"nama": f"Selisih orang yang sama {when} tanpa disamakan, wanita dikurangi pria (poin persen)",
         "estimate": 100 * row["crude"], "method": "Aalen-Johansen"},
    )  # fmt: skip
    return pd.DataFrame(lines)


def _people(row: pd.Series, data: Data) -> str:
    people = count_in_words(row["n_total"], edition=data.edition)
    return (
        f"{bilangan(row['n_strata'])} kelompok berisi {people} orang "
        f"({persen(row['share_people'], digits=0)} dari yang dianalisis)"
    )


def kalimat_standar(
    standard: pd.DataFrame, question: Question, data: Data, *, time: int
) -> Several:
    """The difference if both sexes had entered in the same groups, in words."""
    if not question.enough:
        return Several(())
    if lacks_groups(question):
        return Several((text(f"Selisih dengan susunan yang disamakan {TANPA_KELOMPOK}."),))
    if standard.empty:
        said = (
            "Selisih dengan susunan angkatan, pendidikan, dan keluarga jabatan yang disamakan tidak dapat "
            f"dihitung: tidak cukup kelompok yang memuat paling sedikit {MIN_PEOPLE} wanita dan "
            f"{MIN_PEOPLE} pria sejak awal, diamati sampai {in_years(time)}, dan paling sedikit "
            f"{MIN_EVENTS} orang dari setiap jenis kelamin mencapainya."
        )
        return Several((text(said),))
    row = released_standard(standard, data).iloc[0]
    low, high = (desimal(100 * row[name]) for name in ("conf_low", "conf_high"))
    sure = "" if row["conf_low"] > 0 or row["conf_high"] < 0 else "; selang ini memuat nol"
    said = (
        "Seandainya wanita dan pria masuk dengan susunan angkatan, pendidikan, dan keluarga jabatan yang "
        f"sama, dari 100 wanita {desimal(100 * row['share_wanita'])} mencapai {question.target} dalam "
        f"{in_years(time)}, dari 100 pria {desimal(100 * row['share_pria'])}: selisih "
        f"wanita dikurangi pria {desimal(100 * row['estimate'])} poin persen (selang 95%: {low} "
        f"sampai {high}{sure}). Tanpa disamakan, selisih pada orang yang sama "
        f"{desimal(100 * row['crude'])} poin persen. Dihitung dari "
        f"{_people(row, data)}; kelompok lain terlalu kecil atau tidak diamati dari awal sampai tonggak itu."
    )
    return Several((text(said),))


def kotak_simpson(tests: pd.DataFrame) -> Several:
    """A warning where the crude and the stratified comparison point to different sides.

    Two tests that both find nothing point nowhere, and give no warning.
    """
    ways = tests.set_index("ukuran").reindex(["logrank_crude", "logrank_stratified"])
    opposed = ways["estimate"].prod(min_count=2) < 0
    if not opposed or not (ways["p_value"] < _SIGNIFICANT).any():
        return Several(())
    return Several(
        (
            warning(
                "Perbandingan kasar dan perbandingan di dalam kelompok yang setara (angkatan, pendidikan, "
                "keluarga jabatan) menunjuk arah yang berlawanan. Yang dipakai adalah perbandingan di dalam "
                "kelompok setara; selisih kasar terjadi karena susunan kelompoknya berbeda."
            ),
        )
    )


def tabel_model(hazards: Hazards, question: Question, data: Data) -> Released:
    """Hazard ratios; early and late apart where one ratio would mislead."""
    adjusted = (
        "Disesuaikan menurut angkatan, pendidikan, dan keluarga jabatan saat masuk, lama kerja, serta masa "
        "berlakunya aturan pengangkatan (2022, 2024, Oktober 2025)."
    )
    hazards = released_hazards(hazards, data)
    checkable = hazards.p_time == hazards.p_time
    p_time = p_kata(hazards.p_time, classes=is_protected(data.edition)) if checkable else ""
    if hazards.table.empty and lacks_groups(question):
        note = f"Catatan: model {TANPA_KELOMPOK}."
    elif hazards.table.empty:
        note = f"{HALANGAN[question.obstacle]} dengan model ini."
    elif not hazards.proportional:
        note = (
            "Catatan: rasio wanita terhadap pria berubah menurut waktu "
            f"({p_time}), sehingga tidak diringkas menjadi satu angka. Kedua rasio dan "
            "pemeriksaan itu membandingkan wanita dan pria dengan angkatan, pendidikan, dan keluarga jabatan "
            "saat masuk serta lama kerja yang sama (log-rank berstrata)."
        )
    else:
        checked = (
            f"Pemeriksaan perubahan rasio menurut waktu: {p_time}."
            if checkable
            else "Perubahan rasio menurut waktu tidak dapat diperiksa: untuk itu diperlukan paling sedikit "
            f"{MIN_EVENTS} promosi wanita dan {MIN_EVENTS} promosi pria sebelum dan sesudah "
            f"{in_years(EARLY_UNTIL)}."
        )
        note = f"Catatan: rasio di bawah 1 berarti wanita lebih lambat. {checked} {adjusted}"
    if len(hazards.table) and question.tallies is not None:
        note += " Model Cox memerlukan data orang, sehingga tidak ada dalam laporan gabungan."
    events = count_in_words(hazards.n_event, edition=data.edition)
    return release_table(
        hazards.table,
        name="kohort_model",
        title=f"Tabel 3.6. Rasio hazard menuju {question.target}, {events} promosi",
        terms=Release("D", data.edition),
        columns=(
            Column("model", "Model", "text"),
            Column("term", "Peubah", "text"),
            Column("hazard_ratio", "Rasio hazard", "number"),
            Column("conf_low", "Batas bawah", "number"),
            Column("conf_high", "Batas atas", "number"),
            Column("p_value", "Nilai-p", "p"),
        ),
        row_header=1,
        notes=(note, *catatan_bulat(data)),
    )


_SAME_GROUPS = (
    "Catatan: selisih, selang, nilai-p, dan putusan berasal dari satu perbandingan: wanita dan pria dengan "
    "angkatan, pendidikan, dan keluarga jabatan saat masuk yang sama, sampai tonggak itu (log-rank "
    "berstrata). Bagian menggabungkan semua kelompok, sehingga pengurangannya bukan selisih itu: susunan "
    "kelompoknya dapat berbeda."
)


def _comparison(
    table: pd.DataFrame, *, data: Data, first: Column, name: str, title: str, notes: tuple
) -> Released:
    shown = released_comparison(table, data)
    sexes = (("pria", PRIA), ("wanita", WANITA))
    cells = {f"n_{word}": fixed for word, fixed in sexes}
    cells |= {f"kejadian_{word}": {**fixed, "mencapai": "ya"} for word, fixed in sexes}
    small = (table["putusan"] == "equivalent") & (table["conf_low"] * table["conf_high"] > 0)
    return release_table(
        shown.assign(putusan=table["putusan"].mask(small, "small").map(PUTUSAN)),
        name=name,
        title=title,
        terms=Release("D", data.edition, cells=Cells(name, cells, rows={"pertanyaan": first.name})),
        columns=(
            first,
            Column("putusan", "Putusan", "text"),
            Column("n_pria", "Pria", "count"),
            Column("n_wanita", "Wanita", "count"),
            Column("kejadian_pria", "Mencapai, pria (seluruh pengamatan)", "count"),
            Column("kejadian_wanita", "Mencapai, wanita (seluruh pengamatan)", "count"),
            Column("share_pria", "Bagian pria, semua digabung", "share"),
            Column("share_wanita", "Bagian wanita, semua digabung", "share"),
            Column("estimate", "Selisih dalam kelompok sama (poin)", "points"),
            Column("conf_low", "Batas bawah", "points"),
            Column("conf_high", "Batas atas", "points"),
            Column("p_value", "Nilai-p, terkoreksi", "p"),
        ),
        notes=(*notes, *catatan_bulat(data)),
    )


def tabel_sasaran(table: pd.DataFrame, data: Data, *, time: int) -> Released:
    """One line per target."""
    return _comparison(
        table,
        data=data,
        first=Column("sasaran", "Sasaran", "text"),
        name="kohort_sasaran",
        title=f"Tabel 3.7. Semua sasaran pada {in_years(time)}",
        notes=(
            f"{_SAME_GROUPS} Putusan 'ada kesenjangan' bila nilai-p terkoreksi di bawah 0,05. Peluang salah "
            "5% dibagi: empat perlima untuk pertanyaan utama halaman ini, seperlima untuk semua sasaran "
            "lain bersama (Holm); bila pertanyaan utama terbukti, sasaran lain memakai seluruhnya. Selang "
            "95% tidak dikoreksi, sehingga selang tanpa nol belum tentu putusan. Selain pertanyaan utama, "
            "baris dibaca sebagai penjajakan.",
        ),
    )


def tabel_penyetaraan(table: pd.DataFrame, data: Data, *, time: int) -> Released:
    """Sensitivity to the treatment of position conversion."""
    names = {
        "compete": "Penyetaraan sebagai risiko bersaing (utama)",
        "censor": "Penyetaraan sebagai penyensoran",
        "stay": "Tetap berisiko; JF Ahli Madya dihitung mencapai",
    }
    return _comparison(
        table.assign(perlakuan=table["perlakuan"].map(names)),
        data=data,
        first=Column("perlakuan", "Perlakuan", "text"),
        name="kohort_penyetaraan",
        title=f"Tabel 3.8. Pengawas ke Administrator menurut perlakuan penyetaraan, {in_years(time)}",
        notes=(
            f"{_SAME_GROUPS} Nilai-p setelah koreksi Holm atas ketiga baris. Bila ketiganya sejalan, "
            "kesimpulan tidak bergantung pada penyetaraan; putusan sasaran ini ada pada Tabel 3.7.",
        ),
    )


def tabel_susunan(table: pd.DataFrame, question: Question, data: Data, *, time: int) -> Released:
    """Composition and rates of the crude difference."""
    names = {
        "total": "Selisih seluruhnya",
        "composition": "karena susunan keluarga jabatan",
        "rate": "karena laju di dalam keluarga jabatan yang sama",
    }
    lacking = (f"Catatan: uraian ini {TANPA_KELOMPOK}.",) * (question.obstacle == "protected")
    shown = released_split(table, question, data)
    return release_table(
        shown.assign(bagian=table["part"].map(names)),
        name="kohort_susunan",
        title=f"Tabel 3.9. Uraian Kitagawa: selisih mencapai {question.target} dalam {in_years(time)}, semua "
        "keluarga jabatan (poin persen)",
        terms=Release("D", data.edition),
        columns=(
            Column("bagian", "Bagian", "text"),
            Column("estimate", "Wanita dikurangi pria", "points"),
            Column("conf_low", "Batas bawah", "points"),
            Column("conf_high", "Batas atas", "points"),
        ),
        notes=(
            *lacking,
            "Catatan: dihitung dari orang yang masuk cukup lama sehingga tonggak itu sudah lewat "
            "dan yang diamati "
            "sejak masuk; yang berhenti tanpa mencapainya dihitung belum mencapai. Guru dan "
            "tenaga kesehatan hampir "
            "tidak pernah mencapai jabatan struktural, sehingga bagian laju di sini lebih kecil "
            "daripada selisih "
            "pada keluarga jabatan teknis saja.",
            *catatan_bulat(data),
        ),
    )
