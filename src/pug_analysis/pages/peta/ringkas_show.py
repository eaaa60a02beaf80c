"""What a Pokja may write about offices, from the released tables alone; never a cause."""

from __future__ import annotations

import pandas as pd

from pug_analysis.careers.load import Data
from pug_analysis.careers.offices import PD
from pug_analysis.config import Peta
from pug_analysis.pages.peta.jabatan import MIN_POSTS, SEMUA_PD
from pug_analysis.pages.peta.jabatan_show import PENILAIAN
from pug_analysis.release.display import Released, Several, headline, text
from pug_analysis.release.numbers import bilangan, desimal, nilai_p, persen, poin
from pug_analysis.release.teks import say

_SIGNIFICANT = 0.05
_TYPICAL = "Biasa (median)"


def rows_of(table: Released) -> pd.DataFrame:
    """Rows of a released table, as every reader has them."""
    names = [column["name"] for column in table.payload["columns"]]
    return pd.DataFrame(table.payload["rows"], columns=names)


def angka_pokok(offices: Released) -> Released:
    """How many offices are flagged, of those that could be judged."""
    found = rows_of(offices)["penilaian"].value_counts()
    flagged, other, few = (int(found.get(word, 0)) for word in PENILAIAN.values())
    label, note = say("peta_kunci_label"), say("peta_kunci_catatan", jumlah=bilangan(few))
    if not flagged + other:
        return headline(label, say("peta_kunci_tidak"), note)
    value = say("peta_kunci", jumlah=bilangan(flagged), semua=bilangan(flagged + other))
    return headline(label, value, note)


def kalimat_kabupaten(groups: Released) -> Released:
    """The whole regency first: where all offices lie low, none of them stands out."""
    rows = rows_of(groups).set_index("kelompok")
    if SEMUA_PD not in rows.index or not rows.loc[SEMUA_PD, "total"]:
        return text(say("peta_kosong"))
    row = rows.loc[SEMUA_PD]
    women, everybody = bilangan(row["wanita"]), bilangan(row["total"])
    if pd.isna(row["share_wanita"]) or pd.isna(row["p_value"]):
        return text(say("peta_kabupaten", "sedikit", wanita=women, total=everybody))
    side = "di_bawah" if row["share_wanita"] < row["share_harapan"] else "di_atas"
    return text(
        say(
            "peta_kabupaten",
            side if row["p_value"] < _SIGNIFICANT else "belum",
            wanita=women,
            total=everybody,
            bagian=persen(row["share_wanita"]),
            harapan=desimal(row["harapan"]),
            bagian_harapan=persen(row["share_harapan"]),
            nilai_p=nilai_p(row["p_value"]),
        )
    )


def ringkas_pd(
    offices: Released, estimates: Released, seen: Released, candidates: Released, data: Data
) -> Several:
    """A paragraph per flagged office; if there is none, what that does and does not mean.

    Parameters
    ----------
    offices, estimates, seen, candidates : as released (``pd_pimpinan, pd_taksiran, pd_daya, pd_calon``)
    """
    rows = rows_of(offices)
    flagged = rows.loc[rows["penilaian"] == PENILAIAN["ditandai"]]
    if flagged.empty:
        judged = int((rows["penilaian"] == PENILAIAN["tidak ditandai"]).sum())
        return Several((text(_none_flagged(rows_of(seen), judged, data.config.peta)),))
    found = rows_of(estimates).set_index(PD)[["estimate", "conf_low", "conf_high", "q_value"]]
    flagged = flagged.join(found, on=PD)
    people = rows_of(candidates).set_index(PD)
    return Several(tuple(text(*_paragraphs(row, people, data)) for _, row in flagged.iterrows()))


def _paragraphs(row: pd.Series, people: pd.DataFrame, data: Data) -> tuple[str, str]:
    options = data.config.peta
    seen = say(
        "peta_terlihat",
        pd=row[PD],
        wanita=bilangan(row["wanita"]),
        total=bilangan(row["total"]),
        bagian=persen(row["share_wanita"]),
        harapan=desimal(row["harapan"]),
        bagian_harapan=persen(row["share_harapan"]),
        nilai_q=nilai_p(row["q_value"]),
        tingkat_q=persen(options.tingkat_q, digits=0),
        taksiran=persen(row["estimate"]),
        keyakinan=persen(options.conf_level, digits=0),
        bawah=persen(row["conf_low"]),
        atas=persen(row["conf_high"]),
    )
    own = people.loc[row[PD]] if row[PD] in people.index else None
    steps = say(
        "peta_selanjutnya",
        calon=_look_at_candidates(own, row),
        pensiun=_look_at_pensions(own, options.tahun_pensiun),
    )
    return seen, steps


def _look_at_candidates(own: pd.Series | None, row: pd.Series) -> str:
    if own is None or pd.isna(own["share_calon"]):
        return say("peta_calon", "tidak_tampil")
    low = own["share_calon"] < row["share_harapan"]
    share = persen(own["share_calon"])
    return say("peta_calon", "di_bawah" if low else "tidak_di_bawah", bagian=share)


def _look_at_pensions(own: pd.Series | None, years: int) -> str:
    if own is None or pd.isna(own.get("pensiun")):
        return say("peta_pensiun", "tidak_tampil")
    if own["pensiun"] == 0:
        return say("peta_pensiun", "tidak_ada", lama=str(years))
    return say("peta_pensiun", "ada", jumlah=bilangan(own["pensiun"]), lama=str(years))


def _none_flagged(seen: pd.DataFrame, judged: int, options: Peta) -> str:
    if not judged:
        return say("peta_tidak_ada_dinilai", jabatan_min=str(MIN_POSTS))
    row = seen.set_index("ukuran").loc[_TYPICAL]
    return say(
        "peta_tidak_ada_ditandai",
        "arti",
        dinilai=bilangan(judged),
        ambang=poin(options.margin),
        tingkat_q=persen(options.tingkat_q, digits=0),
        jabatan=bilangan(row["jabatan"]),
        harapan=desimal(row["harapan"]),
        daya=_power(row),
    )


def _power(row: pd.Series) -> str:
    """What an office of the usual size would have shown."""
    if pd.isna(row["paling_banyak"]):
        return say("peta_tidak_ada_ditandai", "tidak_akan")
    return say(
        "peta_tidak_ada_ditandai",
        "baru",
        paling_banyak=bilangan(row["paling_banyak"]),
        terlihat=persen(row["share_terlihat"]),
    )
