"""The part "Apa yang berubah sejak ..." of the index."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from pug_analysis.careers.columns import SEX, TOTAL_ASN
from pug_analysis.careers.load import Data
from pug_analysis.pages.depan.perubahan import CHANGE_LINES
from pug_analysis.release.display import Released, reading, text
from pug_analysis.release.numbers import bilangan, desimal, persen, tanggal
from pug_analysis.release.showing import show_table
from pug_analysis.release.teks import say
from pug_analysis.terms.kalender import Periode

if TYPE_CHECKING:
    from pug_analysis.careers.load import Edition

#: A change of fewer people is told, but not as a trend.
MEANINGFUL = 5
SHORT = {"L": "label_pria", "P": "label_wanita"}


def perubahan(
    split: pd.DataFrame, shares: pd.DataFrame, data: Data, *, since: Periode, sumber: str
) -> tuple[Released, ...]:
    """Sentences, how to read them, and the two tables.

    Parameters
    ----------
    split : of ``pages.depan.perubahan.split_changes``
    shares : of ``pages.depan.perubahan.split_shares``
    data : the report's period
    since : the period that it is compared with: the same day a year before, or another
    sumber : from which data that one was told, one sentence
    """
    then = _name(data.periode, since)
    return (
        text(*_other_distance(data, since), *_sentences(split, shares, data, then=then)),
        reading(
            say("depan_cara", "bagian", dulu=then, sejak=tanggal(since.cutoff)),
            say("depan_cara", "kecil", orang=str(MEANINGFUL)),
        ),
        _counts(split, data, since=since, sumber=sumber),
        _shares(shares, data, since=since),
    )


def judul(periode: Periode, *, since: Periode) -> str:
    """Heading of the part."""
    return say("depan_judul", dulu=_name(periode, since))


def asal_angka(data: Data, *, since: Periode, published: bool, people: bool) -> str:
    """From which data the period compared with was told: its report, its files, or what is known now.

    Parameters
    ----------
    published : whether its counts are those of its report
    people : whether its people are known one by one, from its files
    """
    folder = f"data/raw/{since.name}"
    counts = say("depan_angka", "terbitan" if published else "berkas", folder=folder)
    case = "berkas" if people else "riwayat"
    told = say("depan_rincian", case, folder=folder, kini=data.periode.label)
    return say("depan_sumber", dulu=since.label, angka=counts, rincian=told)


def tanpa_pembanding(since: Periode, *, edition: Edition, some: bool) -> Released:
    """The one sentence where there is nothing to compare with.

    ``some``: the report of that period or its files are there, but not enough of them.
    """
    folder, then = f"data/raw/{since.name}", since.label
    case = "berkas" if some else "semua"
    why = say("depan_alasan", case, folder=folder, dulu=then, edisi=edition)
    return text(say("depan_belum_ada", sejak=tanggal(since.cutoff), alasan=why))


def _name(periode: Periode, since: Periode) -> str:
    if since == periode.last_year:
        return say("depan_tahun_lalu")
    return tanggal(since.cutoff)


def _other_distance(data: Data, since: Periode) -> list[str]:
    if since == data.periode.last_year:
        return []
    last = tanggal(data.periode.last_year.cutoff)
    return [say("depan_jarak_lain", tahun_lalu=last, sejak=tanggal(since.cutoff))]


def _sentences(split: pd.DataFrame, shares: pd.DataFrame, data: Data, *, then: str) -> list[str]:
    lines = split.set_index(["jenjang", SEX])
    everybody = lines.loc[TOTAL_ASN].sum(min_count=2)
    said = [say("depan_asn", isi=_told(everybody, then))]
    word = data.config.profil.label_wanita
    said += [
        say("depan_jenjang", wanita=word, jenjang=line, isi=_told(lines.loc[(line, "P")], then))
        for line in CHANGE_LINES[1:]
    ]
    share = shares.set_index("jenjang").loc[TOTAL_ASN]
    if share.notna().all():
        whole = say(
            "depan_proporsi",
            wanita=word.lower(),
            sebelum=persen(share["sebelum"]),
            sesudah=persen(share["sesudah"]),
            pembetulan=_signed(100 * share["pembetulan"], digits=1),
            populasi=_signed(100 * share["populasi"], digits=1),
        )
        said.insert(1, whole)
    return said


def _told(row: pd.Series, then: str) -> str:
    now = bilangan(row["sesudah"])
    if pd.isna(row["sebelum"]):
        return say("depan_gerak", "tidak_diterbitkan", sesudah=now, dulu=then)
    change = row["sesudah"] - row["sebelum"]
    if not (change or row["pembetulan"] or row["kejadian"] or row["populasi"]):
        return say("depan_gerak", "tetap", sesudah=now)
    return say(
        "depan_gerak",
        "berubah",
        sebelum=bilangan(row["sebelum"]),
        sesudah=now,
        selisih=_signed(change),
        pembetulan=_signed(row["pembetulan"]),
        kejadian=_signed(row["kejadian"]),
        populasi=_signed(row["populasi"]),
    )


def _signed(value: float, *, digits: int = 0) -> str:
    """Write a change with its sign; the minus is that of typography, as in the sentences of other pages."""
    shown = desimal(abs(value), digits=digits)
    if not shown.strip("0,"):
        return "0"
    return f"{'+' if value > 0 else '-'}{shown}"


def _counts(split: pd.DataFrame, data: Data, *, since: Periode, sumber: str) -> Released:
    labels = {sex: getattr(data.config.profil, name) for sex, name in SHORT.items()}
    return show_table(
        split.assign(**{SEX: split[SEX].map(labels)}),
        "perubahan_setahun",
        data,
        words={"sejak": tanggal(since.cutoff), "dulu": _name(data.periode, since), "asal": sumber},
        row_header=1,
    )


def _shares(shares: pd.DataFrame, data: Data, *, since: Periode) -> Released:
    return show_table(shares, "perubahan_proporsi", data, words={"sejak": tanggal(since.cutoff)})
