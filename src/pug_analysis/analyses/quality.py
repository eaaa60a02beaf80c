"""How good the data are: what was used, what was kept out, and whether that falls on one sex."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from pug_analysis.careers.events import structural_trainings
from pug_analysis.careers.pooled import Pooled
from pug_analysis.ingest.layouts import DATA_ASN, DATA_ASN_LAMA, DATA_ASN_RINGKAS
from pug_analysis.stats.proportions import newcombe_difference, share_interval
from pug_analysis.terms.diklat import JENJANG_DIKLAT
from pug_analysis.terms.temuan import TEMUAN

#: Tables that name the sex of a person.
_PEOPLE = ("pegawai", "pemberhentian")
_STAFF_LAYOUTS = (DATA_ASN, DATA_ASN_LAMA, DATA_ASN_RINGKAS)
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


def quarantine_shares(neraca: pd.DataFrame) -> pd.DataFrame:
    """Share of data rows kept out: of all files, of the staff lists together, and of each of them.

    A staff list is a small part of all rows; judged by all rows alone, a third of the people could
    be missing unseen.

    Returns
    -------
    DataFrame: ``lingkup`` ("Semua berkas", "Daftar pegawai", a file name), ``karantina, baris``
    (rows), ``share`` (0..1).
    """
    staff = neraca["tata_letak"].isin(_STAFF_LAYOUTS)
    groups = {"Semua berkas": neraca, "Daftar pegawai": neraca.loc[staff]}
    groups |= dict(iter(neraca.loc[staff].groupby("berkas", sort=True)))
    rows = []
    for name, part in groups.items():
        total = int(part["baris_masuk"].sum() - part["bukan_data"].sum())
        out = int(part["karantina"].sum())
        rows.append(
            {
                "lingkup": name,
                "karantina": out,
                "baris": total,
                "share": out / total if total else 0.0,
            }
        )
    return pd.DataFrame(rows)


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


def quarantine_by_sex(
    pegawai: pd.DataFrame, temuan: pd.DataFrame, neraca: pd.DataFrame, *, conf_level: float = 0.95
) -> pd.DataFrame:
    """Whether people of one sex are kept out more often than those of the other.

    Only rows of the staff lists are compared. The sex is that of the NIP or, where the NIP cannot
    be read, of its column; a row where both are unreadable is counted in the account but not here.

    Returns
    -------
    DataFrame, one row per sex and one for the difference (women minus men): ``kelompok, n,
    n_total, estimate, conf_low, conf_high, p_value, method``.
    """
    return compare_kept_out(count_kept_out(pegawai, temuan, neraca), conf_level=conf_level)


def kept_out(
    snapshot: pd.DataFrame | Pooled, tables: Mapping[str, pd.DataFrame], *, conf_level: float = 0.95
) -> pd.DataFrame:
    """Compare the sexes of one agency, or of many that have added up their counts.

    Returns
    -------
    As :func:`quarantine_by_sex`.
    """
    if isinstance(snapshot, Pooled):
        return compare_kept_out(snapshot.counts["tersisih"], conf_level=conf_level)
    return quarantine_by_sex(
        tables["pegawai"], tables["temuan"], tables["neraca"], conf_level=conf_level
    )


def count_kept_out(
    pegawai: pd.DataFrame, temuan: pd.DataFrame, neraca: pd.DataFrame
) -> pd.DataFrame:
    """Rows of the staff lists by sex: ``kelompok`` (L, P), ``karantina``, ``dipakai``."""
    staff = set(neraca.loc[neraca["tata_letak"].isin(_STAFF_LAYOUTS), "berkas"])
    out = temuan.loc[
        temuan["berkas"].isin(staff) & (temuan["tindakan"] == "karantina"),
        ["berkas", "lembar", "baris", "jenis_kelamin"],
    ].drop_duplicates(["berkas", "lembar", "baris"])
    n = [int((out["jenis_kelamin"] == sex).sum()) for sex in ("L", "P")]
    used = [int((pegawai["jenis_kelamin"] == sex).sum()) for sex in ("L", "P")]
    return pd.DataFrame({"kelompok": ["L", "P"], "karantina": n, "dipakai": used})


def compare_kept_out(counts: pd.DataFrame, *, conf_level: float = 0.95) -> pd.DataFrame:
    """Compare the sexes, see :func:`quarantine_by_sex`.

    Parameters
    ----------
    counts : of :func:`count_kept_out`, or such counts of many agencies added up
    """
    n = counts["karantina"].tolist()
    total = (counts["karantina"] + counts["dipakai"]).tolist()
    shares = share_interval(n, total, conf_level=conf_level)
    difference = newcombe_difference(n[1], total[1], n[0], total[0], conf_level=conf_level)
    table = pd.concat([shares, difference], ignore_index=True).drop(columns="unit")
    groups = ["Pria", "Wanita", "Selisih (Wanita - Pria)"]
    table = table.assign(kelompok=groups)[["kelompok", *table.columns]]
    return table.astype({"n": "Int64", "n_total": "Int64"})


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
