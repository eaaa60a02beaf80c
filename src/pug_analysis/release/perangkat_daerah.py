"""Tables by perangkat daerah: small units, so counts are protected and percentages come from them."""

from __future__ import annotations

import numpy as np
import pandas as pd

from pug_analysis.analyses.counts import count_by_sex
from pug_analysis.careers.load import Data
from pug_analysis.careers.offices import structural
from pug_analysis.careers.snapshot import UNKNOWN
from pug_analysis.release.disclosure import is_protected, protect_parts, released_share
from pug_analysis.release.disclosure_rows import Whole
from pug_analysis.release.display import Released
from pug_analysis.release.ledger import ASN, PD, SEX, TERLATIH, Cells, Release
from pug_analysis.release.lines import sumber, tanpa_kursus
from pug_analysis.release.small_counts import HIDDEN_AS, MASKED, PERCENT_FROM, ROUNDED_CHANGE
from pug_analysis.release.tables import Column, release_table
from pug_analysis.stats import newcombe_difference
from pug_analysis.stats.decision import MIN_EVENTS, MIN_PEOPLE

#: The line of participation by unit that stands for the whole regency.
ALL_UNITS = "Semua"

_SEXES = ("pria", "wanita")


def tabel_unit(table: pd.DataFrame, data: Data) -> Released:
    """Share trained in the report year by perangkat daerah and sex."""
    trained = {
        name: {SEX: name, TERLATIH: "ya"} if name in _SEXES else {SEX: name.removesuffix("_aktif")}
        for name in ("pria", "pria_aktif", "wanita", "wanita_aktif")
    }
    return release_table(
        _protect_trained(table, data),
        name="pelatihan_unit",
        title=f"Tabel P.12. Bagian ASN aktif yang dilatih pada {data.periode.masa}, menurut perangkat daerah",
        terms=Release(
            "B",
            data.edition,
            public={sex: f"{sex}_aktif" for sex in _SEXES},
            cells=Cells(
                ASN, trained, rows={PD: "perangkat_daerah"}, whole=ALL_UNITS, complete=(PD, SEX)
            ),
        ),
        columns=(
            Column("perangkat_daerah", "Perangkat daerah", "text"),
            Column("pria", "Pria dilatih", "count"),
            Column("pria_aktif", "Pria aktif", "count"),
            Column("bagian_pria", "% pria", "share"),
            Column("wanita", "Wanita dilatih", "count"),
            Column("wanita_aktif", "Wanita aktif", "count"),
            Column("bagian_wanita", "% wanita", "share"),
            Column("selisih", "Selisih (poin)", "points"),
            Column("conf_low", "Batas bawah", "points"),
            Column("conf_high", "Batas atas", "points"),
        ),
        notes=(
            f"Catatan: menurut abjad, bukan peringkat. Bagian dikosongkan di bawah {MIN_PEOPLE} orang, selisih "
            f"juga di bawah {MIN_EVENTS} orang dilatih. Selisih wanita dikurangi pria dengan selang 95% "
            "(Newcombe). Perangkat daerah adalah tempat kerja sekarang. Selang tidak dikoreksi untuk banyaknya "
            "perangkat daerah: kira-kira satu dari 20 tidak memuat nol karena kebetulan saja.",
            *tanpa_kursus(data),
            *catatan_perlindungan(data),
            sumber(data),
        ),
    )


def _protect_trained(table: pd.DataFrame, data: Data) -> pd.DataFrame:
    """Protect trained and active people; shares and differences come from what is shown of them.

    The line of all units goes: the regency's own counts are shown exactly elsewhere.
    """
    if not is_protected(data.edition):
        return table
    units = table.loc[table["perangkat_daerah"] != ALL_UNITS].reset_index(drop=True)
    active = [f"{sex}_aktif" for sex in _SEXES]
    least = pejabat_per_pd(data.snapshot, units[PD])
    # The total stands in the profile too: both tables must leave out the same offices.
    shown = protect_parts(
        units, parts=active, total="total_aktif", least=least, edition=data.edition
    )
    people = units[active].to_numpy(np.int64)
    whole = Whole(people, least=least, apart=np.zeros_like(people))
    trained = protect_parts(units, parts=_SEXES, whole=whole, among=people, edition="pokja")
    for sex in _SEXES:
        shown[sex] = trained[sex].mask(shown[f"{sex}_aktif"].isna(), pd.NA)
        pairs = zip(shown[sex], shown[f"{sex}_aktif"], strict=True)
        shown[f"bagian_{sex}"] = [released_share(*pair) for pair in pairs]
    known = shown[["bagian_pria", "bagian_wanita"]].notna().all(axis=1)
    known &= (shown[list(_SEXES)] != 0).all(axis=1)
    counts = shown.loc[known, ["wanita", "wanita_aktif", "pria", "pria_aktif"]].astype("int64")
    counts["wanita"] = counts[["wanita", "wanita_aktif"]].min(axis=1)
    counts["pria"] = counts[["pria", "pria_aktif"]].min(axis=1)
    found = newcombe_difference(*(counts[name].to_numpy() for name in counts))
    for name, column in (("selisih", "estimate"), ("conf_low",) * 2, ("conf_high",) * 2):
        shown[name] = pd.Series(found[column].to_numpy(), index=counts.index, dtype=float)
    return shown


def pejabat_per_pd(people: pd.DataFrame, offices: pd.Series) -> np.ndarray:
    """Holders of structural posts in each PD, men and women: the public knows them one by one.

    Parameters
    ----------
    people : snapshot, or the part of it that a table counts
    offices : the PD of the table's rows

    Returns
    -------
    Whole numbers of shape rows x 2 (men, women).
    """
    return orang_per_pd(structural(people), offices)


def orang_per_pd(people: pd.DataFrame, offices: pd.Series) -> np.ndarray:
    """Men and women of each PD, as :func:`pejabat_per_pd` gives the holders of posts."""
    names = people[PD].fillna("").astype("string").replace({"": UNKNOWN})
    counts = count_by_sex(people.assign(**{PD: names}), by=PD).set_index(PD)
    return counts.reindex(offices)[list(_SEXES)].fillna(0).to_numpy(np.int64)


def catatan_perlindungan(data: Data) -> tuple[str, ...]:
    """What a reader of a protected table by unit must know beside the note on counts."""
    if data.edition == "internal":
        return ()
    small = f" PD dengan kurang dari {PERCENT_FROM} orang tidak ditampilkan." * (
        data.edition == "publik"
    )
    return (
        f"Total dihitung dari bilangan yang ditampilkan ({MASKED} dihitung {HIDDEN_AS}). Persentase dihitung "
        f"dari bilangan yang ditampilkan dan hanya bila totalnya paling sedikit {PERCENT_FROM}.{small} PD yang "
        f"bersama tabel lain akan membuka jumlah kecil tidak ditampilkan (…). Perubahan kurang dari "
        f"{ROUNDED_CHANGE} orang dari tahun ke tahun dapat timbul dari pembulatan saja.",
    )
