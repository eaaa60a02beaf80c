"""The pieces on women in posts equal to eselon II and III (I.2.10) and on data by sex (I.3)."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.metadata import version

import pandas as pd

from pug_analysis.careers.columns import TOTAL_ASN
from pug_analysis.careers.load import Data
from pug_analysis.ingest.tables.schema import TABLES
from pug_analysis.instrumen import Form
from pug_analysis.pages.indikator.jabatan import JENJANG_SETARA, RAGAM, count_equal_posts
from pug_analysis.pages.kualitas.kualitas import completeness_by_sex
from pug_analysis.pages.profil.profil import profile_table
from pug_analysis.release.display import Released, Several, reading, text
from pug_analysis.release.numbers import bilangan, persen, persen_kata, tanggal
from pug_analysis.release.showing import show_table
from pug_analysis.release.teks import say

_KEYS = ["ragam", "setara"]
_PUBLIKASI = "Publikasi Data Terpilah"


def jabatan_setara(series: Sequence[Data], form: Form) -> Several:
    """I.2.10 in its three readings, beside the same day of the year before."""
    data = series[-1]
    table = count_equal_posts(data.snapshot, data.tables["jabatan"])
    earlier = [one for one in series if one.periode == data.periode.last_year]
    before = table[_KEYS].assign(wanita=pd.NA, total=pd.NA, share_wanita=float("nan"))
    if earlier:
        before = count_equal_posts(earlier[0].snapshot, earlier[0].tables["jabatan"])
    before = before[[*_KEYS, "wanita", "total", "share_wanita"]]
    both = table.merge(before, on=_KEYS, suffixes=("", "_lalu"), validate="one_to_one")
    both["perubahan"] = both["share_wanita"] - both["share_wanita_lalu"]
    return Several((text(*_sentences(both, form, data)), _equal_posts(both, form, data)))


def _sentences(table: pd.DataFrame, form: Form, data: Data) -> list[str]:
    own = table.loc[table["ragam"] == form.pengajuan.ragam_i_2_10]
    parts = [_of_posts(row) for _, row in own.iterrows()]
    ragam = form.pengajuan.ragam_i_2_10
    return [
        say(
            "indikator_diajukan",
            ragam=ragam,
            arti=RAGAM[ragam].lower().replace("jf", "JF"),
            berkas=form.berkas,
            tanggal=tanggal(data.cutoff),
            isi="; ".join(parts),
        )
    ]


def _of_posts(row: pd.Series) -> str:
    if not row["total"]:
        return say("indikator_setara", "kosong", eselon=row["setara"])
    return say(
        "indikator_setara",
        "ada",
        eselon=row["setara"],
        wanita=bilangan(row["wanita"]),
        total=bilangan(row["total"]),
        bagian=persen_kata(row["share_wanita"]),
    )


def _equal_posts(table: pd.DataFrame, form: Form, data: Data) -> Released:
    submitted = table["ragam"].eq(form.pengajuan.ragam_i_2_10)
    names = table["ragam"] + ". " + table["ragam"].map(RAGAM)
    shown = table.assign(nama=names + submitted.map({True: " (diajukan)", False: ""}))
    jf = [
        say("indikator_jf_setara", jenjang=name, eselon=eselon)
        for eselon, (_, name) in JENJANG_SETARA.items()
    ]
    return show_table(
        shown,
        "indikator_jabatan_setara",
        data,
        words={"jf": ", ".join(jf), "lalu": tanggal(data.periode.last_year.cutoff)},
        row_header=1,
    )


def cara_jabatan() -> Released:
    """How the three readings are read."""
    return reading(say("indikator_cara_jabatan"), say("indikator_cara_jabatan_program"))


def data_terpilah(series: Sequence[Data]) -> Released:
    """I.3: what exists as system, publication and metadata, as far as the package knows itself."""
    data = series[-1]
    rows = [*_system(data), *_publication(series), *_metadata()]
    frame = pd.DataFrame(rows, columns=["unsur", "bukti", "keterangan"])
    return show_table(frame, "indikator_data_terpilah", data, row_header=1)


def _system(data: Data) -> list[tuple[str, str, str]]:
    lines = profile_table(data.snapshot)
    blocks = [name for name in lines["kategori"].unique() if name != TOTAL_ASN]
    filled = completeness_by_sex(data.snapshot)
    least = filled[["share_pria", "share_wanita"]].min(axis=1).idxmin()
    worst = filled.loc[least]
    shares = ", ".join(
        f"{name} {persen(worst[f'share_{name}'])}"
        for name in ("pria", "wanita")
        if pd.notna(worst[f"share_{name}"])
    )
    unit = say("indikator_data_unsur", "sistem")
    people = data.snapshot
    known = say(
        "indikator_data_isi",
        "jenis_kelamin",
        jumlah=bilangan(people["jenis_kelamin"].isin(["L", "P"]).sum()),
        semua=bilangan(len(people)),
    )
    told = say("indikator_data_isi", "blok", jumlah=bilangan(len(blocks)), isi="; ".join(blocks))
    program = f"pug-analysis {version('pug-analysis')}"
    return [
        (unit, say("indikator_data_bukti", "pengolah"), program),
        (unit, say("indikator_data_bukti", "jenis_kelamin"), known),
        (unit, say("indikator_data_bukti", "blok"), told),
        (
            unit,
            say("indikator_data_bukti", "kurang", variabel=worst["variabel"]),
            say("indikator_data_isi", "kurang", isi=shares),
        ),
    ]


def _publication(series: Sequence[Data]) -> list[tuple[str, str, str]]:
    data = series[-1]
    days = "; ".join(tanggal(one.cutoff) for one in series)
    sk = data.tables["sk_pug"]
    own = sk.loc[(sk["jenis"] == _PUBLIKASI) & (sk["tanggal"] <= pd.Timestamp(data.cutoff))]
    told = say("indikator_data_isi", "belum")
    if len(own):
        latest = own.sort_values(["tanggal", "berkas_bukti"]).iloc[-1]
        told = say(
            "indikator_data_isi",
            "berkas" if latest["berkas_bukti"] else "tanpa_berkas",
            jumlah=bilangan(len(own)),
            tanggal=tanggal(latest["tanggal"].date()),
            berkas=latest["berkas_bukti"],
        )
    unit = say("indikator_data_unsur", "publikasi")
    lines = bilangan(len(profile_table(data.snapshot)))
    return [
        (unit, say("indikator_data_bukti", "keadaan"), days),
        (unit, say("indikator_data_bukti", "baris"), lines),
        (unit, say("indikator_data_bukti", "tercatat"), told),
    ]


def _metadata() -> list[tuple[str, str, str]]:
    columns = [column for table in TABLES.values() for column in table.columns]
    told = say(
        "indikator_data_isi",
        "arti",
        jumlah=bilangan(sum(bool(column.meaning) for column in columns)),
        semua=bilangan(len(columns)),
        tabel=bilangan(len(TABLES)),
    )
    unit = say("indikator_data_unsur", "metadata")
    return [(unit, say("indikator_data_bukti", "arti"), told)]
