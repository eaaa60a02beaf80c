"""Who is trained in gender mainstreaming (I.2.1) and how far the training roadmap has come.

Trained is who finished such a training by the day of the report, by the office's register or by the
words of a course in the personnel records. Counted are people in service on that day, each once.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date

import pandas as pd

from pug_analysis.careers.course_names import pug_level
from pug_analysis.careers.events import pug_trainings
from pug_analysis.careers.snapshot import UNKNOWN
from pug_analysis.instrumen import Form
from pug_analysis.instrumen.form import Sasaran

#: Line of those whose post says nothing of their work, and of everybody.
TANPA_JABATAN, JUMLAH = "Jabatan tidak diketahui", "Jumlah"
#: Groups of the account of trained people.
SUMBER_REGISTER = "Dihitung: tercatat dalam register kantor"
HANYA_SIMPEG = "Dihitung: hanya tercatat dalam riwayat kursus SIMPEG"
TIDAK_BERTUGAS = "Tidak dihitung: tidak lagi bertugas pada tanggal laporan"
TANPA_TANGGAL = "Tidak dihitung: kursus tanpa tanggal dan tahun"
DIKARANTINA = "Tidak diketahui: hanya dari baris kursus yang dikarantina"
_TRAINED = {"pegawai_id": "string", "tingkat": "string", "tahun": "Int64", "sumber": "string"}
_COUNTS = ["pria", "wanita", "pria_aktif", "wanita_aktif"]


def find_trained(
    tables: Mapping[str, pd.DataFrame], *, cutoff: date, sources: Collection[str]
) -> pd.DataFrame:
    """Gender trainings that had ended by a day.

    A course with a year and no end date counts once that year is over: when it ended within it is
    not guessed. One with neither never counts, see :func:`count_undated`.

    Parameters
    ----------
    tables : processed tables; ``pelatihan_pug`` and ``kursus`` are read
    cutoff : day of the report
    sources : of them, those that count

    Returns
    -------
    DataFrame, one row per person, level and source: ``pegawai_id, tingkat`` (L1, L2, L3, khusus),
    ``tahun`` (of the first such training), ``sumber``. People who have left are in it.
    """
    parts = [pd.DataFrame({name: pd.Series(dtype=kind) for name, kind in _TRAINED.items()})]
    if "pelatihan_pug" in sources:
        register = tables["pelatihan_pug"]
        ended = register.loc[register["tanggal_selesai"] <= pd.Timestamp(cutoff)]
        parts.append(
            ended[["pegawai_id", "tingkat"]].assign(
                tahun=ended["tanggal_selesai"].dt.year.astype("Int64"), sumber="pelatihan_pug"
            )
        )
    if "kursus" in sources:
        courses = pug_trainings(tables["kursus"])
        ended = courses.loc[_ended(courses, cutoff)]
        parts.append(ended[["pegawai_id", "tingkat", "tahun"]].assign(sumber="kursus"))
    rows = pd.concat([part.astype(_TRAINED) for part in parts], ignore_index=True)
    keys = ["pegawai_id", "tingkat", "sumber"]
    first = rows.groupby(keys, sort=True)["tahun"].min().reset_index()
    return first[list(_TRAINED)].astype(_TRAINED)


def count_undated(tables: Mapping[str, pd.DataFrame], *, sources: Collection[str]) -> int:
    """People whose only known gender trainings are courses without any date."""
    if "kursus" not in sources:
        return 0
    courses = pug_trainings(tables["kursus"])
    dated = set(courses.loc[courses["selesai"].notna() | courses["tahun"].notna(), "pegawai_id"])
    dated |= set(tables["pelatihan_pug"]["pegawai_id"])
    return len(set(courses["pegawai_id"]) - dated)


def count_quarantined(tables: Mapping[str, pd.DataFrame], *, sources: Collection[str]) -> int:
    """People whose only known gender trainings are courses of which the rows are quarantined."""
    if "kursus" not in sources:
        return 0
    lost = tables["diklat_karantina"]
    names = lost["nama_diklat"].fillna("")
    lost = lost.loc[(lost["sumber"] == "kursus") & (names.map(pug_level) != "")]
    known = set(pug_trainings(tables["kursus"])["pegawai_id"])
    return len(set(lost["pegawai_id"]) - known - set(tables["pelatihan_pug"]["pegawai_id"]))


def count_trained_by_function(
    snapshot: pd.DataFrame, trained: pd.DataFrame, *, form: Form
) -> pd.DataFrame:
    """Trained and all active people by the form's functions.

    Parameters
    ----------
    snapshot : of ``careers.build_snapshot``, with ``fungsi_jabatan``
    trained : of :func:`find_trained`; training of any level counts
    form : which functions of posts each of its own holds

    Returns
    -------
    DataFrame: ``fungsi`` (those of the form, below each its lines "– di antaranya", then those without
    a known post, then all), ``pria, wanita, total`` (trained), ``pria_aktif, wanita_aktif,
    total_aktif``, ``share`` (trained of all, 0..1).
    """
    people = _mark(snapshot, trained)
    work = people["fungsi_jabatan"].fillna("")
    lines = []
    for name, group in form.fungsi.items():
        lines.append((name, work.isin(group)))
        lines += [
            (f"– di antaranya {one}", work.eq(one))
            for one in group
            if one in form.di_antaranya.fungsi_jabatan
        ]
    lines.append((TANPA_JABATAN, ~work.isin([one for g in form.fungsi.values() for one in g])))
    lines.append((JUMLAH, pd.Series(True, index=people.index)))
    rows = [{"fungsi": name} | _count(people.loc[chosen]) for name, chosen in lines]
    return _with_share(pd.DataFrame(rows))


def count_trained_by_pd(snapshot: pd.DataFrame, trained: pd.DataFrame) -> pd.DataFrame:
    """Trained and all active people by perangkat daerah, those without a known one last.

    Returns
    -------
    DataFrame with the columns of :func:`count_trained_by_function`, ``perangkat_daerah`` first.
    """
    people = _mark(snapshot, trained)
    place = people["perangkat_daerah"].fillna("").replace("", UNKNOWN).astype("string")
    rows = [
        {"perangkat_daerah": name} | _count(group)
        for name, group in people.groupby(place, sort=True)
    ]
    table = pd.DataFrame(rows, columns=["perangkat_daerah", *_COUNTS])
    table = table.sort_values(
        "perangkat_daerah", key=lambda s: s.eq(UNKNOWN).astype(str) + s, ignore_index=True
    )
    return _with_share(table)


def account_trained(
    tables: Mapping[str, pd.DataFrame],
    snapshot: pd.DataFrame,
    trained: pd.DataFrame,
    *,
    sources: Collection[str],
) -> pd.DataFrame:
    """Account of the people known to be trained: who is counted, and who is not.

    Returns
    -------
    DataFrame of five rows: ``kelompok, orang`` (people): in service and in the office's register; in service
    and only in the personnel records; trained and no longer in service; only courses without a date;
    only courses whose rows are quarantined.
    """
    people = trained["pegawai_id"].drop_duplicates()
    active = people.isin(snapshot["pegawai_id"])
    listed = people.isin(trained.loc[trained["sumber"] == "pelatihan_pug", "pegawai_id"])
    counts = {
        SUMBER_REGISTER: (active & listed).sum(),
        HANYA_SIMPEG: (active & ~listed).sum(),
        TIDAK_BERTUGAS: (~active).sum(),
        TANPA_TANGGAL: count_undated(tables, sources=sources),
        DIKARANTINA: count_quarantined(tables, sources=sources),
    }
    return pd.DataFrame(
        {"kelompok": list(counts), "orang": [int(count) for count in counts.values()]}
    )


def is_target(snapshot: pd.DataFrame, target: Sasaran, *, year: int | None = None) -> pd.Series:
    """Whether each active person belongs to a target group.

    Parameters
    ----------
    target : a group of the form
    year : year of appointment that a group of new recruits asks for

    Returns
    -------
    boolean Series aligned with the snapshot.
    """
    chosen = pd.Series(True, index=snapshot.index)
    if target.fungsi_jabatan:
        chosen &= snapshot["fungsi_jabatan"].isin(target.fungsi_jabatan)
    if target.perangkat_daerah:
        words = [word.upper() for word in target.perangkat_daerah]
        offices = snapshot["perangkat_daerah"].fillna("")
        meant = [name for name in offices.unique() if any(word in name.upper() for word in words)]
        chosen &= offices.isin(meant)
    if target.baru:
        chosen &= snapshot["tmt_cpns"].dt.year.eq(year)
    return chosen


def cover_roadmap(
    snapshot: pd.DataFrame, trained: pd.DataFrame, *, form: Form, cutoff: date
) -> pd.DataFrame:
    """Coverage of each target group of the training roadmap, year by year.

    Those in service on the day of the report are counted, at the end of each year of the roadmap;
    new recruits of a year are counted by whether they are trained by the day of the report.

    Parameters
    ----------
    snapshot : of ``careers.build_snapshot``
    trained : of :func:`find_trained`
    form : target groups and years

    Returns
    -------
    DataFrame, one row per group and year: ``tingkat, sasaran, tahun, pria, wanita, total`` (trained
    at that level), ``pria_aktif, wanita_aktif, total_aktif`` (of the group), ``share`` (0..1);
    numbers of years after the report are missing.
    """
    rows = []
    for target in form.sasaran:
        own = trained.loc[trained["tingkat"] == target.tingkat]
        for year in range(form.peta_jalan.dari, form.peta_jalan.sampai + 1):
            row = {"tingkat": target.tingkat, "sasaran": target.nama, "tahun": year}
            if year <= cutoff.year:
                people = snapshot.loc[is_target(snapshot, target, year=year)]
                done = own if target.baru else own.loc[own["tahun"] <= year]
                row |= _count(_mark(people, done))
            rows.append(row)
    columns = ["tingkat", "sasaran", "tahun", *_COUNTS]
    table = pd.DataFrame(rows, columns=columns).astype(dict.fromkeys(_COUNTS, "Int64"))
    return _with_share(table)


def cover_by_pd(snapshot: pd.DataFrame, trained: pd.DataFrame, *, form: Form) -> pd.DataFrame:
    """Coverage of each target group on the day of the report, by perangkat daerah.

    Groups of new recruits are left out: they are few in each.

    Returns
    -------
    DataFrame, one row per group and PD that has people of it: ``tingkat, sasaran`` and the columns
    of :func:`count_trained_by_pd`.
    """
    tables = []
    for target in form.sasaran:
        if target.baru:
            continue
        people = snapshot.loc[is_target(snapshot, target)]
        own = trained.loc[trained["tingkat"] == target.tingkat]
        table = count_trained_by_pd(people, own)
        table.insert(0, "tingkat", target.tingkat)
        table.insert(1, "sasaran", target.nama)
        tables.append(table)
    return pd.concat(tables, ignore_index=True)


def _ended(courses: pd.DataFrame, cutoff: date) -> pd.Series:
    """Whether a course had surely ended by the day."""
    until = cutoff.year * 12 + cutoff.month - 1
    last_year = cutoff.year if (cutoff.month, cutoff.day) == (12, 31) else cutoff.year - 1
    by_year = courses["selesai"].isna() & (courses["tahun"] <= last_year).fillna(False)
    return ((courses["selesai"] <= until).fillna(False) | by_year).astype(bool)


def _mark(snapshot: pd.DataFrame, trained: pd.DataFrame) -> pd.DataFrame:
    return snapshot.assign(terlatih=snapshot["pegawai_id"].isin(trained["pegawai_id"]))


def _count(people: pd.DataFrame) -> dict[str, int]:
    women = people["jenis_kelamin"] == "P"
    done = people["terlatih"]
    return {
        "pria": int((done & ~women).sum()),
        "wanita": int((done & women).sum()),
        "pria_aktif": int((~women).sum()),
        "wanita_aktif": int(women.sum()),
    }


def _with_share(table: pd.DataFrame) -> pd.DataFrame:
    table = table.assign(
        total=table["pria"] + table["wanita"],
        total_aktif=table["pria_aktif"] + table["wanita_aktif"],
    )
    people = table["total_aktif"].astype("Float64")
    share = (table["total"].astype("Float64") / people.where(people > 0)).astype(float)
    return table.assign(share=share)
