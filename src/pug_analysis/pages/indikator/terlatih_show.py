"""The pieces on who is trained in gender mainstreaming (I.2.1), by function and by perangkat daerah."""

from __future__ import annotations

import numpy as np
import pandas as pd

from pug_analysis.careers.load import Data
from pug_analysis.careers.snapshot import UNKNOWN
from pug_analysis.instrumen import Form
from pug_analysis.pages.indikator.pejabat_show import (
    names_of_posts,
    protect_functions,
    tells_which,
)
from pug_analysis.pages.indikator.terlatih import (
    JUMLAH,
    TANPA_JABATAN,
    account_trained,
    count_trained_by_function,
    count_trained_by_pd,
    find_trained,
)
from pug_analysis.release.disclosure import (
    PERCENT_FROM,
    is_protected,
    protect_parts,
    released_share,
)
from pug_analysis.release.display import Released, Several, reading, text
from pug_analysis.release.ledger import PD, PRIA, SEX, WANITA, Cells, Release
from pug_analysis.release.numbers import bilangan, persen_kata, tanggal
from pug_analysis.release.perangkat_daerah import catatan_perlindungan, pejabat_per_pd
from pug_analysis.release.register import belum_ada, sumber_register
from pug_analysis.release.tables import Column, release_table

#: People in service who are trained in gender mainstreaming: whom the tables of I.2.1 count.
TERLATIH = "ASN terlatih PUG"
SEXES = ("pria", "wanita")
ACTIVE = ("pria_aktif", "wanita_aktif")
#: Trained people, and of how many; among those are holders of posts, known by name.
PUBLIC = {name: f"{name}_aktif" for name in (*SEXES, "total")}


def terlatih(data: Data, form: Form) -> Several:
    """I.2.1: who is trained, by the form's functions and by perangkat daerah."""
    sources = form.pengajuan.sumber_pelatihan
    trained = find_trained(data.tables, cutoff=data.cutoff, sources=sources)
    if trained.empty:
        return Several((belum_ada("pelatihan_pug", data),))
    table = count_trained_by_function(data.snapshot, trained, form=form)
    offices = count_trained_by_pd(data.snapshot, trained)
    account = account_trained(data.tables, data.snapshot, trained, sources=sources)
    return Several(
        (
            text(*_sentences(table, offices, data)),
            _account(account, data),
            _by_function(table, form, data),
            _by_pd(offices, data),
            _lacking(offices, "ASN terlatih PUG", data),
        )
    )


def _sentences(table: pd.DataFrame, offices: pd.DataFrame, data: Data) -> list[str]:
    whole = table.set_index("fungsi").loc[JUMLAH]
    places = offices.loc[offices["perangkat_daerah"] != UNKNOWN]
    with_one = int((places["total"] > 0).sum())
    share = f" ({persen_kata(whole['share'])})" if whole["total_aktif"] else ""
    said = [
        f"{bilangan(whole['total'])} dari {bilangan(whole['total_aktif'])} ASN aktif{share} pernah "
        f"menyelesaikan pelatihan PUG: {bilangan(whole['pria'])} pria dan {bilangan(whole['wanita'])} "
        "wanita.",
    ]
    if not (is_protected(data.edition) and tells_which(offices)):
        said[0] += (
            f" {bilangan(with_one)} dari {bilangan(len(places))} perangkat daerah mempunyai paling sedikit "
            "satu orang terlatih."
        )
    if data.tables["pelatihan_pug"].empty:
        said.append(
            "Register pelatihan_pug.xlsx belum ada: yang terhitung hanya pelatihan yang tercatat di SIMPEG."
        )
    return said


def _account(account: pd.DataFrame, data: Data) -> Released:
    return release_table(
        account,
        name="indikator_terlatih_alur",
        title=f"Tabel I.2. Orang yang pernah menyelesaikan pelatihan PUG sampai {tanggal(data.cutoff)}",
        terms=Release("B", data.edition, exact=True),
        columns=(Column("kelompok", "Kelompok", "text"), Column("orang", "Orang", "count")),
        notes=(
            "Catatan: pelatihan di SIMPEG dikenali dari nama kursusnya. Seseorang dihitung sekali.",
            sumber_register(data),
        ),
    )


def _by_function(table: pd.DataFrame, form: Form, data: Data) -> Released:
    posts = names_of_posts(form)
    shown = protect_functions(table, form, edition=data.edition)
    return release_table(
        shown,
        name="indikator_terlatih_fungsi",
        title=f"Tabel I.3. ASN aktif yang terlatih PUG menurut fungsi (I.2.1), {tanggal(data.cutoff)}",
        terms=Release(
            "B",
            data.edition,
            exact=True,
            public={name: f"{name}_aktif" for name in SEXES},
            public_rows={"fungsi": posts},
            cells=Cells(
                TERLATIH,
                {"pria": PRIA, "wanita": WANITA, "total": {}},
                rows={"fungsi": "fungsi"},
                where={"fungsi": (*form.fungsi, TANPA_JABATAN, JUMLAH)},
                whole=JUMLAH,
                complete=("fungsi", SEX),
            ),
        ),
        columns=(Column("fungsi", "Fungsi", "text"), *trained_columns("share")),
        notes=(
            "Catatan: setiap orang dihitung sekali, apa pun tingkat dan banyaknya pelatihan, asalkan selesai "
            f"paling lambat {tanggal(data.cutoff)}. Fungsi dibaca dari nama jabatan dan unit; yang tidak cocok "
            "dengan kata kunci mana pun dihitung sebagai pelaksana teknis. Baris '– di antaranya' sudah "
            "termasuk dalam baris di atasnya.",
            sumber_register(data),
        ),
    )


def trained_columns(share: str) -> tuple[Column, ...]:
    """Trained and active people by sex, and the share of all of them."""
    return (
        Column("pria", "Pria terlatih", "count"),
        Column("wanita", "Wanita terlatih", "count"),
        Column("total", "Terlatih", "count"),
        Column("pria_aktif", "Pria aktif", "count"),
        Column("wanita_aktif", "Wanita aktif", "count"),
        Column("total_aktif", "ASN aktif", "count"),
        Column(share, "% terlatih", "share"),
    )


def _by_pd(offices: pd.DataFrame, data: Data) -> Released:
    trained = {"pria": PRIA, "wanita": WANITA, "total": {}}
    return release_table(
        protect_trained(offices, data, people=data.snapshot),
        name="indikator_terlatih_pd",
        title="Tabel I.4. ASN aktif yang terlatih PUG menurut perangkat daerah (I.2.1), "
        f"{tanggal(data.cutoff)}",
        terms=Release(
            "B",
            data.edition,
            derived=("total", "total_aktif"),
            public=PUBLIC,
            cells=Cells(TERLATIH, trained, rows={PD: "perangkat_daerah"}, complete=(PD, SEX)),
        ),
        columns=(
            Column("perangkat_daerah", "Perangkat daerah", "text"),
            *trained_columns("share"),
        ),
        notes=(
            "Catatan: menurut abjad, bukan peringkat. Perangkat daerah adalah tempat kerja pada tanggal "
            "laporan.",
            *catatan_perlindungan(data),
            sumber_register(data),
        ),
    )


def protect_trained(table: pd.DataFrame, data: Data, *, people: pd.DataFrame) -> pd.DataFrame:
    """Protect trained and active people; shares come from what is shown of them.

    Parameters
    ----------
    people : the part of the snapshot that the table counts
    """
    if data.edition == "internal":
        return table
    least = pejabat_per_pd(people, table[PD])
    shown = protect_parts(
        table, parts=ACTIVE, total="total_aktif", least=least, edition=data.edition
    )
    counts = protect_parts(
        table,
        parts=SEXES,
        total="total",
        among=table[list(ACTIVE)].to_numpy(np.int64),
        edition="pokja",
    )
    for name in (*SEXES, "total"):
        shown[name] = counts[name].mask(shown["total_aktif"].isna(), pd.NA)
    pairs = zip(shown["total"], shown["total_aktif"], strict=True)
    return shown.assign(share=[released_share(*pair) for pair in pairs])


def _lacking(offices: pd.DataFrame, what: str, data: Data) -> Released:
    places = offices.loc[offices["perangkat_daerah"] != UNKNOWN]
    names = places.loc[places["total"] == 0].rename(columns={"total_aktif": "orang"})
    return text(tanpa_terlatih(names, what, data))


def tanpa_terlatih(offices: pd.DataFrame, what: str, data: Data) -> str:
    """Name the PD without anybody trained, inside only: it tells of each holder of a post there.

    Parameters
    ----------
    offices, what : as for :func:`daftar_tanpa`
    """
    if is_protected(data.edition):
        return f"Perangkat daerah tanpa {what} hanya disebut dalam edisi internal."
    return daftar_tanpa(offices, what, data)


def daftar_tanpa(offices: pd.DataFrame, what: str, data: Data) -> str:
    """Sentence that names the PD without something.

    Parameters
    ----------
    offices : ``perangkat_daerah, orang`` (active people)
    what : what they lack
    """
    if offices.empty:
        return f"Tidak ada perangkat daerah tanpa {what}."
    named = offices
    if data.edition == "publik":
        named = offices.loc[offices["orang"] >= PERCENT_FROM]
    words = "; ".join(named["perangkat_daerah"]) or "semuanya"
    rest = len(offices) - len(named)
    more = f"; dan {bilangan(rest)} dengan kurang dari {PERCENT_FROM} ASN" if rest else ""
    return f"Perangkat daerah tanpa {what} ({bilangan(len(offices))}): {words}{more}."


def cara_terlatih() -> Released:
    """How the tables of I.2.1 are read."""
    return reading(
        "Kolom terlatih dan kolom ASN aktif menghitung orang yang sama lingkupnya, sehingga persentasenya "
        "dapat dibaca langsung. Pelatihan yang tidak tercatat di register maupun SIMPEG tidak "
        "terhitung, dan pelatihan di SIMPEG dikenali dari namanya."
    )
