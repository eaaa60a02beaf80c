"""The pieces on who is trained in gender mainstreaming (I.2.1) and on the training roadmap."""

from __future__ import annotations

import pandas as pd

from pug_analysis.analyses.gender_training import (
    JUMLAH,
    account_trained,
    count_trained_by_function,
    count_trained_by_pd,
    cover_by_pd,
    cover_roadmap,
    find_trained,
    is_target,
)
from pug_analysis.careers.load import Data
from pug_analysis.careers.snapshot import UNKNOWN
from pug_analysis.instrumen import Form
from pug_analysis.release.disclosure import PERCENT_FROM, SMALLEST, protect_parts, released_share
from pug_analysis.release.display import Released, Several, reading, text
from pug_analysis.release.ledger import PD, PRIA, SEX, WANITA, Cells, Release
from pug_analysis.release.numbers import bilangan, persen_kata, tanggal
from pug_analysis.release.perangkat_daerah import catatan_perlindungan, pejabat_per_pd
from pug_analysis.release.register import belum_ada, sumber_register
from pug_analysis.release.tables import Column, release_table
from pug_analysis.terms.pug import TINGKAT

#: People in service who are trained in gender mainstreaming: whom the tables of I.2.1 count.
TERLATIH = "ASN terlatih PUG"
_SEXES = ("pria", "wanita")
_ACTIVE = ("pria_aktif", "wanita_aktif")


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
            _by_function(table, data),
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
        f"wanita. {bilangan(with_one)} dari {bilangan(len(places))} perangkat daerah mempunyai paling "
        "sedikit satu orang terlatih.",
    ]
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


def _by_function(table: pd.DataFrame, data: Data) -> Released:
    return release_table(
        table,
        name="indikator_terlatih_fungsi",
        title=f"Tabel I.3. ASN aktif yang terlatih PUG menurut fungsi (I.2.1), {tanggal(data.cutoff)}",
        terms=Release("B", data.edition, exact=True),
        columns=(Column("fungsi", "Fungsi", "text"), *_trained_columns("share")),
        notes=(
            "Catatan: setiap orang dihitung sekali, apa pun tingkat dan banyaknya pelatihan, asalkan selesai "
            f"paling lambat {tanggal(data.cutoff)}. Fungsi dibaca dari nama jabatan dan unit; yang tidak cocok "
            "dengan kata kunci mana pun dihitung sebagai pelaksana teknis. Baris '– di antaranya' sudah "
            "termasuk dalam baris di atasnya.",
            sumber_register(data),
        ),
    )


def _trained_columns(share: str) -> tuple[Column, ...]:
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
            cells=Cells(TERLATIH, trained, rows={PD: "perangkat_daerah"}, complete=(PD, SEX)),
        ),
        columns=(
            Column("perangkat_daerah", "Perangkat daerah", "text"),
            *_trained_columns("share"),
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
        table, parts=_ACTIVE, total="total_aktif", least=least, edition=data.edition
    )
    counts = protect_parts(table, parts=_SEXES, total="total", edition="pokja")
    for name in (*_SEXES, "total"):
        shown[name] = counts[name].mask(shown["total_aktif"].isna(), pd.NA)
    pairs = zip(shown["total"], shown["total_aktif"], strict=True)
    return shown.assign(share=[released_share(*pair) for pair in pairs])


def _lacking(offices: pd.DataFrame, what: str, data: Data) -> Released:
    """Names of the PD without anybody; small ones are counted only where units are not shown."""
    places = offices.loc[offices["perangkat_daerah"] != UNKNOWN]
    names = places.loc[places["total"] == 0].rename(columns={"total_aktif": "orang"})
    return text(daftar_tanpa(names, what, data))


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


def peta_jalan(data: Data, form: Form) -> Several:
    """Coverage of the training roadmap by group and year, and by perangkat daerah."""
    trained = find_trained(data.tables, cutoff=data.cutoff, sources=form.pengajuan.sumber_pelatihan)
    if trained.empty:
        return Several((belum_ada("pelatihan_pug", data),))
    table = cover_roadmap(data.snapshot, trained, form=form, cutoff=data.cutoff)
    offices = cover_by_pd(data.snapshot, trained, form=form)
    planners = offices.loc[offices["tingkat"] == "L2"]
    return Several(
        (
            _roadmap(table, form, data),
            _roadmap_pd(offices, count_trained_by_pd(data.snapshot, trained), form, data),
            text(*_gaps(planners, data)),
        )
    )


def _roadmap(table: pd.DataFrame, form: Form, data: Data) -> Released:
    # The sum over a few named offices would narrow what is hidden of each.
    local = [one.nama for one in form.sasaran if one.perangkat_daerah]
    if data.edition != "internal":
        told = ~table["sasaran"].isin(local)
        numbers = [*_SEXES, "total", *_ACTIVE, "total_aktif", "share"]
        table = table.assign(**{name: table[name].where(told) for name in numbers})
    shown = table.assign(tingkat=table["tingkat"].map(TINGKAT), tahun=table["tahun"].astype(str))
    return release_table(
        shown,
        name="indikator_peta_jalan",
        title=f"Tabel I.16. Cakupan peta jalan pelatihan PUG, keadaan {tanggal(data.cutoff)}",
        terms=Release("B", data.edition, exact=True),
        columns=(
            Column("tingkat", "Tingkat", "text"),
            Column("sasaran", "Sasaran", "text"),
            Column("tahun", "Tahun", "text"),
            *_trained_columns("share"),
        ),
        row_header=2,
        notes=(
            "Catatan: yang dihitung pegawai yang bertugas pada tanggal laporan; terlatih berarti pernah "
            "menyelesaikan pelatihan tingkat itu sampai akhir tahun pada barisnya (tahun laporan: sampai "
            "tanggal laporan). Bagi yang diangkat dalam tahun itu: sampai tanggal laporan. … = tahun yang "
            "belum tiba, tanpa sasaran, atau (edisi pokja dan publik) sasaran beberapa perangkat daerah.",
            sumber_register(data),
        ),
    )


def _roadmap_pd(offices: pd.DataFrame, everybody: pd.DataFrame, form: Form, data: Data) -> Released:
    parts, notes = [], []
    for target in form.sasaran:
        rows = offices.loc[offices["sasaran"] == target.nama].reset_index(drop=True)
        if len(rows):
            people = data.snapshot.loc[is_target(data.snapshot, target)]
            if len(people) == len(data.snapshot) and _tells_on(rows, everybody, data):
                rows = rows.iloc[:0]
                notes.append(
                    f"{target.nama}: tidak ditampilkan menurut perangkat daerah; angkanya hampir sama dengan "
                    "Tabel I.4, dan selisihnya akan membuka jumlah kecil."
                )
            parts.append(protect_trained(rows, data, people=people) if len(rows) else rows)
    shown = pd.concat(parts, ignore_index=True)
    return release_table(
        shown.assign(tingkat=shown["tingkat"].map(TINGKAT)),
        name="indikator_peta_jalan_pd",
        title="Tabel I.17. Cakupan peta jalan pelatihan PUG menurut perangkat daerah",
        terms=Release("B", data.edition, derived=("total", "total_aktif")),
        columns=(
            Column("tingkat", "Tingkat", "text"),
            Column("sasaran", "Sasaran", "text"),
            Column("perangkat_daerah", "Perangkat daerah", "text"),
            *_trained_columns("share"),
        ),
        row_header=2,
        notes=(*notes, *catatan_perlindungan(data), sumber_register(data)),
        file_only=True,
    )


def _tells_on(level: pd.DataFrame, everybody: pd.DataFrame, data: Data) -> bool:
    """Whether two protected tables of nested people differ, in all, by so few that each unmasks the other."""
    if data.edition == "internal":
        return False
    gaps = everybody[list(_SEXES)].sum() - level[list(_SEXES)].sum()
    return bool(gaps.between(1, SMALLEST - 1).any())


def _gaps(planners: pd.DataFrame, data: Data) -> list[str]:
    known = planners.loc[planners["perangkat_daerah"] != UNKNOWN]
    sizes = data.snapshot["perangkat_daerah"].value_counts()
    lacking = known.loc[known["total"] == 0]
    lacking = lacking.assign(orang=lacking["perangkat_daerah"].map(sizes))
    places = data.snapshot["perangkat_daerah"].fillna("").replace("", pd.NA).nunique()
    return [
        daftar_tanpa(lacking, "perencana atau staf keuangan terlatih Level 2 (PPRG)", data),
        f"Perangkat daerah yang jabatan perencana atau keuangannya tidak ditemukan menurut nama jabatan: "
        f"{bilangan(places - len(known))}.",
    ]


def cara_terlatih() -> Released:
    """How the tables of I.2.1 are read."""
    return reading(
        "Kolom terlatih dan kolom ASN aktif menghitung orang yang sama lingkupnya, sehingga persentasenya "
        "dapat dibaca langsung. Pelatihan yang tidak tercatat di register maupun SIMPEG tidak "
        "terhitung, dan pelatihan di SIMPEG dikenali dari namanya."
    )
