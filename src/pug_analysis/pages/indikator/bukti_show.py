"""The pieces on appointments: champions (I.2.2), facilitators (I.2.4), the Pokja (I.2.7), documents."""

from __future__ import annotations

import pandas as pd

from pug_analysis.careers.load import Data
from pug_analysis.careers.offices import PD
from pug_analysis.pages.indikator.kegiatan import count_activities
from pug_analysis.pages.indikator.penunjukan import (
    CHAMPION,
    FASILITATOR,
    POKJA,
    account_appointed,
    count_appointed,
    find_appointed,
    find_offices_without,
    list_documents,
    track_champions,
)
from pug_analysis.pages.indikator.terlatih_show import daftar_tanpa
from pug_analysis.release.disclosure import is_protected
from pug_analysis.release.display import Released, Several, text
from pug_analysis.release.numbers import bilangan, tanggal
from pug_analysis.release.register import belum_ada, dengan_tanggal, sumber_register
from pug_analysis.release.showing import show_table
from pug_analysis.release.teks import say

#: Documents of a kind that the page shows; the files hold all.
_PER_JENIS = 3
#: Appointments, which are public: of other documents the number of people is not told.
_PENUNJUKAN = (CHAMPION, POKJA, "SK Focal Point")


def penunjukan(data: Data) -> Several:
    """Who is appointed: champions, facilitators and Pokja together, and who does not count."""
    sk = data.tables["sk_pug"]
    if sk.empty:
        return Several((belum_ada("sk_pug", data),))
    account = account_appointed(sk, data.snapshot, cutoff=data.cutoff)
    if is_protected(data.edition):
        # One office with all of them would say that nobody elsewhere is certified.
        places = account[PD].astype("Int64").mask(account["jenis"] == FASILITATOR)
        account = account.assign(**{PD: places})
    table = show_table(
        account,
        "indikator_penunjukan",
        data,
        words={"sumber_register": sumber_register(data)},
    )
    return Several((table,))


def champion(data: Data) -> Several:
    """I.2.2: champions by office, level and sex; offices without; the steps of the programme."""
    sk, log = data.tables["sk_pug"], data.tables["kegiatan_pug"]
    if sk.empty:
        return Several(())
    people = find_appointed(sk, data.snapshot, jenis=CHAMPION, cutoff=data.cutoff)
    table = count_appointed(people, by=("perangkat_daerah", "jenjang"))
    lacking = find_offices_without(data.snapshot, table["perangkat_daerah"])
    steps = track_champions(sk, log, data.snapshot, cutoff=data.cutoff)
    said = [
        say("indikator_champion_pembuka", siapa=_women(table), tanggal=tanggal(data.cutoff)),
        daftar_tanpa(lacking, say("indikator_apa", "champion"), data),
    ]
    parts = (text(*said), _champions(table, data), _steps(steps, data))
    return Several(parts if len(log) else (*parts, belum_ada("kegiatan_pug", data)))


def _women(table: pd.DataFrame) -> str:
    total, women = int(table["total"].sum()), int(table["wanita"].sum())
    if not total:
        return say("indikator_orang", "tidak_ada")
    return say("indikator_orang", "ada", jumlah=bilangan(total), wanita=bilangan(women))


def _champions(table: pd.DataFrame, data: Data) -> Released:
    return show_table(
        table,
        "indikator_champion",
        data,
        words={"sumber_register": sumber_register(data)},
        row_header=1,
    )


def _steps(steps: pd.DataFrame, data: Data) -> Released:
    return show_table(
        dengan_tanggal(steps, days=("terakhir",)),
        "indikator_champion_langkah",
        data,
        words={"sumber_register": sumber_register(data)},
    )


def fasilitator(data: Data) -> Several:
    """I.2.4: certified facilitators by validity, by issuer, and by office."""
    sk = data.tables["sk_pug"]
    if sk.empty:
        return Several(())
    people = find_appointed(sk, data.snapshot, jenis=FASILITATOR, cutoff=data.cutoff)
    unknown = say("indikator_tidak_tercatat")
    people = people.assign(penerbit=people["penerbit"].fillna("").replace("", unknown))
    by_state = count_appointed(people, by=("keadaan",), valid=False)
    blocks = {
        say("indikator_fasilitator_menurut", "sertifikat"): by_state,
        say("indikator_fasilitator_menurut", "penerbit"): count_appointed(people, by=("penerbit",)),
    }
    tables = [
        counts.rename(columns={counts.columns[0]: "rincian"}).assign(menurut=name)
        for name, counts in blocks.items()
    ]
    offices = count_appointed(people, by=("perangkat_daerah",))
    day = tanggal(data.cutoff)
    opening = say("indikator_fasilitator_pembuka", siapa=_women(offices), tanggal=day)
    table = pd.concat(tables, ignore_index=True)
    return Several((text(opening), _issuers(table, data), _facilitators(offices, data)))


def _issuers(table: pd.DataFrame, data: Data) -> Released:
    return show_table(
        table,
        "indikator_fasilitator",
        data,
        words={"sumber_register": sumber_register(data)},
        row_header=1,
    )


def _facilitators(offices: pd.DataFrame, data: Data) -> Released:
    if is_protected(data.edition):
        # They are few, and an office that is not listed has none: no holder of a post there is certified.
        offices = offices.iloc[:0]
    return show_table(
        offices,
        "indikator_fasilitator_pd",
        data,
        words={"sumber_register": sumber_register(data)},
    )


def pokja(data: Data) -> Several:
    """I.2.7: members of the Pokja by office and role; meetings of the year."""
    sk, log = data.tables["sk_pug"], data.tables["kegiatan_pug"]
    if sk.empty:
        return Several(())
    people = find_appointed(sk, data.snapshot, jenis=POKJA, cutoff=data.cutoff)
    people = people.assign(
        peran=people["peran"].fillna("").replace("", say("indikator_tidak_tercatat"))
    )
    table = count_appointed(people, by=("perangkat_daerah", "peran"))
    said = [say("indikator_pokja_pembuka", siapa=_women(table), tanggal=tanggal(data.cutoff))]
    if len(log):
        meetings = count_activities(log, cutoff=data.cutoff).set_index("jenis")
        row = meetings.loc["Rapat Pokja PUG"]
        said.append(
            say(
                "indikator_pokja_rapat",
                periode=data.periode.label,
                jumlah=bilangan(row["kegiatan"]),
                lalu=bilangan(row["setahun_lalu"]),
                berbukti=bilangan(row["berbukti"]),
            )
        )
    return Several((text(*said), _members(table, data)))


def _members(table: pd.DataFrame, data: Data) -> Released:
    return show_table(
        table,
        "indikator_pokja",
        data,
        words={"sumber_register": sumber_register(data)},
        row_header=1,
    )


def dokumen(data: Data) -> Several:
    """Every document of the register with number, date, signatory, validity and file."""
    sk = data.tables["sk_pug"]
    if sk.empty:
        return Several(())
    table = list_documents(sk, cutoff=data.cutoff).sort_values(
        ["jenis", "tanggal", "nomor"], ascending=[True, False, True], ignore_index=True
    )
    shown = dengan_tanggal(table, days=("tanggal", "berlaku_sampai"))
    public = table["jenis"].isin(_PENUNJUKAN)
    states = [
        say("indikator_dokumen_sampai", keadaan=state, hari=day) if day else state
        for state, day in zip(table["keadaan"], shown["berlaku_sampai"], strict=True)
    ]
    shown = shown.assign(
        orang=table["orang"].astype("Int64").where(public),
        keadaan=states,
        berkas_bukti=shown["berkas_bukti"].replace("", say("indikator_tanpa_berkas")),
    )
    recent = table.groupby("jenis").cumcount() < _PER_JENIS
    return Several((_documents(shown, None if recent.all() else recent, data),))


def _documents(shown: pd.DataFrame, on_page: pd.Series | None, data: Data) -> Released:
    return show_table(
        shown,
        "indikator_dokumen",
        data,
        words={"per_jenis": str(_PER_JENIS), "sumber_register": sumber_register(data)},
        row_header=1,
        on_page=on_page,
    )
