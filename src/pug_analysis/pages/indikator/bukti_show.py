"""The pieces on appointments: champions (I.2.2), facilitators (I.2.4), the Pokja (I.2.7), documents."""

from __future__ import annotations

import pandas as pd

from pug_analysis.careers.load import Data
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
from pug_analysis.release.ledger import PD, Release
from pug_analysis.release.lines import sex_columns
from pug_analysis.release.numbers import bilangan, tanggal
from pug_analysis.release.register import belum_ada, dengan_tanggal, sumber_register
from pug_analysis.release.tables import Column, release_table

_TANPA_BERKAS = "tanpa berkas"
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
    table = release_table(
        account,
        name="indikator_penunjukan",
        title=f"Tabel I.5. Orang yang ditunjuk atau bersertifikat, {tanggal(data.cutoff)}",
        terms=Release("B", data.edition, exact=True),
        columns=(
            Column("jenis", "Dokumen", "text"),
            Column("pria", "Pria", "count"),
            Column("wanita", "Wanita", "count"),
            Column("total", "Berlaku", "count"),
            Column("perangkat_daerah", "Perangkat daerah", "whole"),
            Column("habis", "Tidak dihitung: masa berlaku habis", "count"),
            Column("tidak_bertugas", "Tidak dihitung: tidak lagi bertugas", "count"),
        ),
        notes=(
            "Catatan: setiap orang dihitung sekali per jenis, dengan dokumen terbaiknya. Hari terakhir berlaku "
            "masih berlaku; dokumen tanpa batas dihitung berlaku.",
            sumber_register(data),
        ),
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
        f"{_women(table)} menjadi Gender Champion dengan SK yang berlaku pada {tanggal(data.cutoff)}.",
        daftar_tanpa(lacking, "Gender Champion", data),
    ]
    parts = (text(*said), _champions(table, data), _steps(steps, data))
    return Several(parts if len(log) else (*parts, belum_ada("kegiatan_pug", data)))


def _women(table: pd.DataFrame) -> str:
    total, women = int(table["total"].sum()), int(table["wanita"].sum())
    if not total:
        return "Tidak ada orang yang"
    return f"{bilangan(total)} orang ({bilangan(women)} wanita)"


def _champions(table: pd.DataFrame, data: Data) -> Released:
    return release_table(
        table,
        name="indikator_champion",
        title="Tabel I.6. Gender Champion menurut perangkat daerah, jenjang, dan jenis kelamin (I.2.2), "
        f"{tanggal(data.cutoff)}",
        terms=Release("A", data.edition, exact=True),
        columns=(
            Column("perangkat_daerah", "Perangkat daerah", "text"),
            Column("jenjang", "Jenjang", "text"),
            *sex_columns(data),
        ),
        row_header=1,
        notes=(
            "Catatan: penunjukan dengan SK bersifat terbuka. Setiap orang dihitung sekali; perangkat daerah "
            "menurut SK, atau tempat kerja bila SK tidak menyebutnya.",
            sumber_register(data),
        ),
    )


def _steps(steps: pd.DataFrame, data: Data) -> Released:
    return release_table(
        dengan_tanggal(steps, days=("terakhir",)),
        name="indikator_champion_langkah",
        title=f"Tabel I.7. Langkah program Gender Champion sampai {tanggal(data.cutoff)}",
        terms=Release("B", data.edition, exact=True),
        columns=(
            Column("langkah", "Langkah", "text"),
            Column("orang", "Orang", "count"),
            Column("perangkat_daerah", "Perangkat daerah", "whole"),
            Column("kegiatan", "Kegiatan", "whole"),
            Column("terakhir", "Terakhir", "text"),
            Column("berkas_bukti", "Berkas bukti", "text"),
        ),
        notes=(
            "Catatan: komunitas praktik dihitung per triwulan tahun laporan; … = tidak berlaku, atau "
            "triwulannya belum mulai.",
            sumber_register(data),
        ),
    )


def fasilitator(data: Data) -> Several:
    """I.2.4: certified facilitators by validity, by issuer, and by office."""
    sk = data.tables["sk_pug"]
    if sk.empty:
        return Several(())
    people = find_appointed(sk, data.snapshot, jenis=FASILITATOR, cutoff=data.cutoff)
    people = people.assign(penerbit=people["penerbit"].fillna("").replace("", "tidak tercatat"))
    blocks = {
        "Sertifikat": count_appointed(people, by=("keadaan",), valid=False),
        "Penerbit sertifikat yang berlaku": count_appointed(people, by=("penerbit",)),
    }
    tables = [
        counts.rename(columns={counts.columns[0]: "rincian"}).assign(menurut=name)
        for name, counts in blocks.items()
    ]
    offices = count_appointed(people, by=("perangkat_daerah",))
    opening = f"{_women(offices)} memegang sertifikat fasilitator PUG yang berlaku pada {tanggal(data.cutoff)}."
    table = pd.concat(tables, ignore_index=True)
    return Several((text(opening), _issuers(table, data), _facilitators(offices, data)))


def _issuers(table: pd.DataFrame, data: Data) -> Released:
    return release_table(
        table,
        name="indikator_fasilitator",
        title=f"Tabel I.8. Fasilitator PUG bersertifikat (I.2.4), {tanggal(data.cutoff)}",
        terms=Release("B", data.edition, exact=True),
        columns=(
            Column("menurut", "Menurut", "text"),
            Column("rincian", "Rincian", "text"),
            *sex_columns(data),
        ),
        row_header=1,
        notes=(
            "Catatan: setiap orang dihitung sekali, dengan sertifikat terbaiknya.",
            sumber_register(data),
        ),
    )


def _facilitators(offices: pd.DataFrame, data: Data) -> Released:
    notes: tuple[str, ...] = ()
    if is_protected(data.edition):
        # They are few, and an office that is not listed has none: no holder of a post there is certified.
        offices = offices.iloc[:0]
        notes = ("Catatan: menurut perangkat daerah hanya dalam edisi internal.",)
    return release_table(
        offices,
        name="indikator_fasilitator_pd",
        title="Tabel I.9. Fasilitator dengan sertifikat yang berlaku menurut perangkat daerah",
        terms=Release("B", data.edition),
        columns=(Column("perangkat_daerah", "Perangkat daerah", "text"), *sex_columns(data)),
        notes=(*notes, sumber_register(data)),
    )


def pokja(data: Data) -> Several:
    """I.2.7: members of the Pokja by office and role; meetings of the year."""
    sk, log = data.tables["sk_pug"], data.tables["kegiatan_pug"]
    if sk.empty:
        return Several(())
    people = find_appointed(sk, data.snapshot, jenis=POKJA, cutoff=data.cutoff)
    people = people.assign(peran=people["peran"].fillna("").replace("", "tidak tercatat"))
    table = count_appointed(people, by=("perangkat_daerah", "peran"))
    said = [
        f"{_women(table)} menjadi anggota Pokja PUG dengan SK yang berlaku pada "
        f"{tanggal(data.cutoff)}."
    ]
    if len(log):
        meetings = count_activities(log, cutoff=data.cutoff).set_index("jenis")
        row = meetings.loc["Rapat Pokja PUG"]
        said.append(
            f"Rapat Pokja pada {data.periode.label}: {bilangan(row['kegiatan'])} kali (sampai tanggal yang "
            f"sama tahun sebelumnya {bilangan(row['setahun_lalu'])} kali), {bilangan(row['berbukti'])} di "
            "antaranya dengan berkas bukti."
        )
    return Several((text(*said), _members(table, data)))


def _members(table: pd.DataFrame, data: Data) -> Released:
    return release_table(
        table,
        name="indikator_pokja",
        title="Tabel I.10. Anggota Pokja PUG menurut perangkat daerah dan peran (I.2.7), "
        f"{tanggal(data.cutoff)}",
        terms=Release("A", data.edition, exact=True),
        columns=(
            Column("perangkat_daerah", "Perangkat daerah", "text"),
            Column("peran", "Peran", "text"),
            *sex_columns(data),
        ),
        row_header=1,
        notes=(
            "Catatan: penunjukan dengan SK bersifat terbuka. Anggota tanpa NIP, misalnya kepala daerah, tidak "
            "dihitung.",
            sumber_register(data),
        ),
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
    until = " sampai " + shown["berlaku_sampai"]
    public = table["jenis"].isin(_PENUNJUKAN)
    shown = shown.assign(
        orang=table["orang"].astype("Int64").where(public),
        keadaan=table["keadaan"] + until.where(shown["berlaku_sampai"] != "", ""),
        berkas_bukti=shown["berkas_bukti"].replace("", _TANPA_BERKAS),
    )
    recent = table.groupby("jenis").cumcount() < _PER_JENIS
    return Several((_documents(shown, None if recent.all() else recent, data),))


def _documents(shown: pd.DataFrame, on_page: pd.Series | None, data: Data) -> Released:
    return release_table(
        shown,
        name="indikator_dokumen",
        title=f"Tabel I.11. Dokumen PUG dalam register sampai {tanggal(data.cutoff)}",
        terms=Release("A", data.edition, exact=True),
        columns=(
            Column("jenis", "Jenis", "text"),
            Column("nomor", "Nomor", "text"),
            Column("tanggal", "Tanggal", "text"),
            Column("penandatangan", "Penandatangan", "text"),
            Column("perangkat_daerah", "Perangkat daerah", "text"),
            Column("keadaan", "Keadaan", "text"),
            Column("orang", "Orang ditunjuk", "count"),
            Column("berkas_bukti", "Berkas bukti", "text"),
        ),
        row_header=1,
        notes=(
            f"Catatan: halaman ini memuat paling banyak {_PER_JENIS} dokumen terbaru setiap jenis; sertifikat "
            "perorangan tidak didaftar. I.2.2 meminta SK yang ditandatangani Sekretaris Daerah; penandatangan "
            "ditulis menurut register.",
            sumber_register(data),
        ),
        on_page=on_page,
    )
