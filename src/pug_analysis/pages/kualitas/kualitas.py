"""How good the data are: what was used, what was kept out, and whether that falls on one sex."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from pug_analysis.careers.events import structural_trainings
from pug_analysis.terms.diklat import JENJANG_DIKLAT
from pug_analysis.terms.temuan import TEMUAN

#: Tables that name the sex of a person.
_PEOPLE = ("pegawai", "pemberhentian")
_COUNTS = ["baris_masuk", "dipakai", "karantina", "gabung", "bukan_data"]

#: Variables whose completeness is shown, with the people to whom each applies.
_VARIABLES = (
    ("Golongan", "golongan", None),
    ("TMT golongan", "tmt_golongan", None),
    ("Tingkat pendidikan", "tingkat_pendidikan", None),
    ("Jenis jabatan", "jenis_jabatan", None),
    ("TMT jabatan", "tmt_jabatan", None),
    ("Perangkat daerah", "perangkat_daerah", None),
    ("Jenjang jabatan fungsional", "jenjang_jf", "fungsional"),
    ("Eselon", "eselon", "struktural"),
)


def row_account(neraca: pd.DataFrame) -> pd.DataFrame:
    """The account of rows per file and sheet, with its total.

    Returns
    -------
    DataFrame: ``berkas, lembar, tata_letak, baris_masuk, dipakai, karantina, gabung, bukan_data,
    selisih`` (rows); selisih is 0 where every row is accounted for.
    """
    table = neraca.copy()
    table.loc[len(table)] = {
        **dict.fromkeys(("berkas", "lembar", "tata_letak"), ""),
        "berkas": "Jumlah",
        **neraca[_COUNTS].sum().to_dict(),
    }
    return table.assign(selisih=table["baris_masuk"] - table[_COUNTS[1:]].sum(axis=1))


def findings_by_code(temuan: pd.DataFrame) -> pd.DataFrame:
    """Number of findings of each kind, most serious action first.

    Returns
    -------
    DataFrame: ``tindakan, kode, pesan, saran, jumlah``; rows that are no data are left out.
    """
    order = ["tolak", "karantina", "gabung", "perbaikan", "peringatan"]
    counts = temuan.loc[temuan["tindakan"].isin(order)].groupby("kode").size()
    table = pd.DataFrame(
        {
            "tindakan": [TEMUAN[code].tindakan for code in counts.index],
            "kode": counts.index.astype(str),
            "pesan": [TEMUAN[code].pesan for code in counts.index],
            "saran": [TEMUAN[code].saran for code in counts.index],
            "jumlah": counts.to_numpy(),
        }
    )
    rank = table["tindakan"].map({name: i for i, name in enumerate(order)})
    return (
        table.assign(rank=rank)
        .sort_values(["rank", "jumlah", "kode"], ascending=[True, False, True], ignore_index=True)
        .drop(columns="rank")
    )


def completeness_by_sex(snapshot: pd.DataFrame) -> pd.DataFrame:
    """Share of people with each variable filled in, by sex.

    Returns
    -------
    DataFrame, one row per variable: ``variabel, pria_berlaku, pria_terisi, wanita_berlaku,
    wanita_terisi`` (people), ``share_pria, share_wanita`` (0..1).
    """
    rows = []
    for label, column, kind in _VARIABLES:
        people = snapshot if kind is None else snapshot[snapshot["jenis_jabatan"] == kind]
        filled = people[column].notna() & people[column].ne("").fillna(True)
        women = people["jenis_kelamin"] == "P"
        rows.append(
            {
                "variabel": label,
                "pria_berlaku": int((~women).sum()),
                "pria_terisi": int((filled & ~women).sum()),
                "wanita_berlaku": int(women.sum()),
                "wanita_terisi": int((filled & women).sum()),
            }
        )
    table = pd.DataFrame(rows)
    for sex in ("pria", "wanita"):
        table[f"share_{sex}"] = table[f"{sex}_terisi"] / table[f"{sex}_berlaku"].where(
            table[f"{sex}_berlaku"] > 0
        )
    return table


def training_dates_by_sex(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """How many leadership trainings are recognised, and how many of them have no end date.

    Parameters
    ----------
    tables : processed tables; leavers count too, since their careers are analysed

    Returns
    -------
    DataFrame, one row per level, low first: ``jenjang``, ``pria, pria_tanpa_tanggal, wanita,
    wanita_tanpa_tanggal`` (people), ``share_pria, share_wanita`` (without a date, 0..1).
    """
    trainings = structural_trainings(tables["diklat"], tables["kursus"])
    people = pd.concat([tables[t][["pegawai_id", "jenis_kelamin"]] for t in _PEOPLE])
    sex_of = people.drop_duplicates("pegawai_id").set_index("pegawai_id")["jenis_kelamin"]
    table = pd.DataFrame({"jenjang": list(JENJANG_DIKLAT)})
    for code, name in (("L", "pria"), ("P", "wanita")):
        own = trainings.loc[trainings["pegawai_id"].map(sex_of) == code]
        open_ended = own.loc[own["selesai"].isna()]
        table[name] = _count_levels(own)
        table[f"{name}_tanpa_tanggal"] = _count_levels(open_ended)
        table[f"share_{name}"] = table[f"{name}_tanpa_tanggal"] / table[name].where(table[name] > 0)
    return table


def unplaced_reasons(unplaced: pd.DataFrame) -> pd.DataFrame:
    """Why texts that look like leadership training could not be placed.

    Parameters
    ----------
    unplaced : of ``careers.events.unclassified``

    Returns
    -------
    DataFrame, one row per table and reason, most people first: ``sumber, alasan, teks`` (different
    texts), ``orang`` (people per text, summed: who has two such texts counts twice).
    """
    counts = unplaced.groupby(["sumber", "alasan"], sort=True)["orang"].agg(["size", "sum"])
    table = counts.rename(columns={"size": "teks", "sum": "orang"}).reset_index()
    return table.sort_values(
        ["orang", "sumber", "alasan"], ascending=[False, True, True], ignore_index=True
    )


def _count_levels(trainings: pd.DataFrame) -> list[int]:
    counts = trainings["jenjang"].value_counts()
    return [int(counts.get(jenjang, 0)) for jenjang in JENJANG_DIKLAT]
