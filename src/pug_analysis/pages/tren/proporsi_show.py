"""The pieces of the trend page on values: which periods there are, shares over time, SDG, the nation."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

import pandas as pd

from pug_analysis.careers.load import Data
from pug_analysis.pages.tren.acuan import beside
from pug_analysis.pages.tren.baris import KEY, MANAGERIAL
from pug_analysis.pages.tren.keadaan import are_linked
from pug_analysis.pages.tren.proporsi import MIN_PERIODS
from pug_analysis.release.display import Released, Several, headline, reading, text, warning
from pug_analysis.release.ledger import Release
from pug_analysis.release.lines import sex_columns, sumber
from pug_analysis.release.numbers import bilangan, desimal, persen, tanggal
from pug_analysis.release.tables import Column, release_table
from pug_analysis.stats import share_interval

#: The page shows this many periods side by side; the files hold all.
SHOWN = 5
_TOP = ("Jenjang Jabatan Struktural", "JPT Pratama (Eselon II)")


def line_name(row: pd.Series) -> str:
    """Name of a line, as a sentence says it."""
    return str(row["sub_kategori"] or row["kategori"]).removeprefix("– ")


def short_name(period: str) -> str:
    """Name of a period where there is little room.

    >>> short_name("semester I 2025"), short_name("2025")
    ('S1 2025', '2025')
    """
    return period.replace("semester I ", "S1 ")


def keadaan(series: Sequence[Data]) -> Several:
    """Which periods the page rests on, and what they do not allow."""
    data = series[-1]
    days = ", ".join(tanggal(one.cutoff) for one in series)
    said = [f"Halaman ini memakai {len(series)} keadaan data: {days}."]
    yearly = [one for one in series if one.semester == data.semester]
    earlier = data.periode.last_year
    bring = (
        f"Tambahkan ekspor keadaan {tanggal(earlier.cutoff)} (atau keadaan lain sebelumnya) ke folder "
        f"data/raw/{earlier.name}, lalu jalankan laporan kembali."
    )
    if len(series) == 1:
        said = [
            f"Baru ada satu keadaan data, {tanggal(data.cutoff)}, sehingga perubahan belum dapat "
            f"ditunjukkan: halaman ini hanya memuat nilai, pembanding nasional, SDG 5.5.2, dan kemajuan "
            f"periode ini. {bring}"
        ]
    elif len(yearly) < MIN_PERIODS:
        said.append(
            f"Perubahan rata-rata per tahun baru dihitung bila ada {MIN_PERIODS} keadaan pada tanggal yang "
            "sama dalam tahun yang berbeda."
        )
    return Several((text(*said), *_unlinked(series)))


def _unlinked(series: Sequence[Data]) -> tuple[Released, ...]:
    """A box where people cannot be followed from one period to the next."""
    broken = [
        f"{earlier.periode.label} dan {later.periode.label}"
        for earlier, later in pairwise(series)
        if not are_linked(later, earlier)
    ]
    if not broken:
        return ()
    return (
        warning(
            f"Orang tidak dapat dihubungkan antara {'; '.join(broken)}: nama samaran kedua data dibuat dengan "
            "kunci rahasia yang berbeda, atau isinya orang yang sama sekali lain. Jumlah dan proporsi tetap "
            "ditunjukkan; pembetulan, yang datang dan pergi, dan ujinya tidak."
        ),
    )


def tabel_proporsi(table: pd.DataFrame, data: Data) -> Released:
    """Share of women and people on every line, periods side by side."""
    periods = list(dict.fromkeys(table["periode"]))[-SHOWN:]
    wide = table.loc[table["periode"] == periods[-1], KEY].reset_index(drop=True)
    columns = [
        Column("kategori", "Kategori", "text"),
        Column("sub_kategori", "Sub-Kategori", "text"),
    ]
    word = data.config.profil.label_wanita.lower()
    for place, period in enumerate(periods):
        rows = table.loc[table["periode"] == period]
        wide[f"total_{place}"] = rows["total"].to_numpy()
        wide[f"share_{place}"] = rows["share_wanita"].to_numpy()
        head = short_name(period)
        columns.append(Column(f"total_{place}", f"n {head}", "count"))
        columns.append(Column(f"share_{place}", f"% {head}", "share"))
    return release_table(
        wide,
        name="tren_proporsi",
        title=f"Tabel T.1. Proporsi {word} pada setiap baris Tabel 4.1 dan jabatan pimpinan, menurut periode",
        terms=Release("B", data.edition, exact=True),
        columns=columns,
        row_header=1,
        notes=(
            f"Catatan: n = orang, % = proporsi {word}; tahun berarti keadaan 31 Desember, S1 (semester I) "
            "keadaan 30 Juni. – = tidak ada; … = tidak dapat dihitung. Semua periode dihitung dengan setelan "
            "pug.toml yang berlaku sekarang, sehingga definisinya sama. Definisi baris seperti Tabel 4.1; "
            "I.2.10 (a) jabatan struktural eselon II dan III, (b) ditambah jabatan fungsional hasil "
            "penyetaraan, (c) ditambah semua jabatan fungsional yang setara (Ahli Utama dan Ahli Madya)."
            + _left_out(table),
            sumber(data),
        ),
    )


def _left_out(table: pd.DataFrame) -> str:
    n = table["periode"].nunique()
    if n <= SHOWN:
        return ""
    return f" Halaman memuat {SHOWN} dari {n} periode; semuanya ada dalam Tabel T.2."


def tabel_nilai(table: pd.DataFrame, data: Data) -> Released:
    """Men, women, total and share of every line and period, in the files."""
    return release_table(
        table,
        name="tren_nilai",
        title="Tabel T.2. Pria, wanita, total, dan proporsi setiap baris pada setiap periode",
        terms=Release("B", data.edition, exact=True),
        columns=(
            Column("periode", "Periode", "text"),
            Column("keadaan", "Keadaan", "text"),
            Column("kategori", "Kategori", "text"),
            Column("sub_kategori", "Sub-Kategori", "text"),
            *sex_columns(data),
        ),
        notes=(sumber(data),),
        file_only=True,
    )


def tabel_sdg(table: pd.DataFrame, data: Data, *, conf_level: float = 0.95) -> Released:
    """SDG 5.5.2: women among eselon II, and among all structural levels."""
    top = (table["kategori"] == _TOP[0]) & (table["sub_kategori"] == _TOP[1])
    chosen = table.loc[top | (table["sub_kategori"] == MANAGERIAL)].reset_index(drop=True)
    rows = pd.concat([chosen.loc[chosen["sub_kategori"] == name] for name in (_TOP[1], MANAGERIAL)])
    rows = rows.reset_index(drop=True)
    ends = share_interval(rows["wanita"], rows["total"], conf_level=conf_level)
    words = {_TOP[1]: "Eselon II (rumus pemerintah)", MANAGERIAL: "Semua jenjang, eselon II-IV"}
    rows = rows.assign(ukuran=rows["sub_kategori"].map(words)).join(ends[["conf_low", "conf_high"]])
    return release_table(
        rows,
        name="tren_sdg",
        title="Tabel T.7. SDG 5.5.2: perempuan pada posisi manajerial, menurut periode",
        terms=Release("A", data.edition, exact=True),
        columns=(
            Column("ukuran", "Ukuran", "text"),
            Column("periode", "Periode", "text"),
            *sex_columns(data),
            Column("conf_low", "Batas bawah", "share"),
            Column("conf_high", "Batas atas", "share"),
        ),
        row_header=1,
        notes=(
            "Catatan: indikator 'Persentase perempuan yang berada di posisi manajerial' (SDGs 5.5.2; RPJMN "
            "2025-2029 04.19.02.01.02). Rumus pemerintah: perempuan di antara kepala daerah dan pejabat eselon "
            "I dan II. Kepala daerah bukan ASN dan tidak ada dalam data ini; eselon I tidak ada di kabupaten. "
            "Maka yang dihitung hanya eselon II (JPT Pratama). Baris kedua, semua jenjang struktural II-IV, "
            "mendekati makna SDG tetapi bukan rumus pemerintah.",
            f"Batas: selang kepercayaan {persen(conf_level, digits=0)}; Clopper-Pearson bila kurang dari 100 "
            f"orang, selebihnya Wilson. {_target(data)}",
            sumber(data),
        ),
    )


def _target(data: Data) -> str:
    """The target that the settings give for eselon II; none is invented."""
    share = data.config.target.jpt_pratama
    if share is None:
        return "Target tidak ditampilkan karena pug.toml tidak memuatnya."
    return f"Target JPT Pratama menurut pug.toml: {persen(share)}."


def kalimat_sdg(table: pd.DataFrame, data: Data) -> Several:
    """The headline of SDG 5.5.2 at the report's day."""
    row = table.loc[(table["bulan"] == data.until) & (table["sub_kategori"] == _TOP[1])].iloc[0]
    word = data.config.profil.label_wanita.lower()
    if not row["total"]:
        return Several((text("Tidak ada pejabat eselon II dalam data tahun ini."),))
    note = (
        f"{bilangan(row['wanita'])} dari {bilangan(row['total'])} pejabat, {tanggal(data.cutoff)}"
    )
    card = headline(f"SDG 5.5.2: {word} pada eselon II", persen(row["share_wanita"]), note)
    one = desimal(100 / row["total"])
    return Several((card, text(f"Pada eselon II satu orang setara dengan {one} poin persen.")))


def tabel_nasional(national: pd.DataFrame, table: pd.DataFrame, data: Data) -> Released:
    """Own shares beside the published national ones, each with its date and population."""
    now = table.loc[table["bulan"] == data.until, [*KEY, "total", "share_wanita"]]
    own = now.rename(columns={"total": "total_kini", "share_wanita": "share_kini"})
    rows = national.merge(own, on=KEY, how="left")
    drawn = beside(national, until=data.cutoff)[[*KEY, "keadaan"]].assign(garis="ya")
    rows = rows.merge(drawn, on=[*KEY, "keadaan"], how="left").fillna({"garis": ""})
    rows = rows.assign(
        baris=[line_name(row) for _, row in rows.iterrows()],
        keadaan=[_day(published) for published in rows["keadaan"]],
    )
    word = data.config.profil.label_wanita.lower()
    return release_table(
        rows,
        name="tren_nasional",
        title=f"Tabel T.8. Proporsi {word} di {data.config.instansi.kabupaten} ({tanggal(data.cutoff)}) dan di "
        "seluruh Indonesia",
        terms=Release("B", data.edition, exact=True),
        columns=(
            Column("baris", "Baris", "text"),
            Column("total_kini", "Orang, kabupaten", "count"),
            Column("share_kini", f"% {word}, kabupaten", "share"),
            Column("populasi", "Populasi nasional", "text"),
            Column("keadaan", "Keadaan", "text"),
            Column("total", "Orang, nasional", "count"),
            Column("share_wanita", f"% {word}, nasional", "share"),
            Column("garis", "Digambar", "text"),
            Column("sumber", "Sumber", "text"),
        ),
        row_header=0,
        notes=(
            "Catatan: angka nasional diterbitkan pada tahun yang tertulis, sering bukan tahun laporan, dan "
            "dihitung dari seluruh instansi pusat dan daerah; selisihnya menggambarkan, bukan menilai. "
            "Jumlah … = hanya persentasenya yang diterbitkan. 'Digambar' menandai garis pada Gambar T.1.",
        ),
    )


def _day(published: str) -> str:
    """A published date in words; a bare year stays as it is."""
    return tanggal(date.fromisoformat(published)) if "-" in published else published


def cara_proporsi(table: pd.DataFrame) -> Released:
    """How the shares over time are read."""
    counted = "Setiap angka adalah hitungan lengkap pada satu hari, bukan sampel."
    if table["periode"].nunique() < 2:
        return reading(
            f"{counted} Pada baris yang berisi sedikit orang, satu orang menggeser beberapa poin."
        )
    return reading(
        f"{counted} Perubahan proporsi dapat datang "
        "dari tiga hal: catatan lama yang dibetulkan, orang yang datang dan pergi karena kebetulan, dan "
        "perubahan yang nyata. Tabel T.3 sampai T.5 memisahkannya. Pada baris yang berisi sedikit orang, satu "
        "orang saja sudah menggeser beberapa poin."
    )
