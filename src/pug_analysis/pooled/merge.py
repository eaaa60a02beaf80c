"""Adding up the tables of agencies, after checking that they may be added up."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

import pandas as pd

from pug_analysis.careers import cohort
from pug_analysis.careers.pooled import QUESTION, WHOLE, Pooled, is_merged
from pug_analysis.errors import DataError
from pug_analysis.ingest.kept.processed_folder import read_key
from pug_analysis.ingest.people.fingerprints import Identifiers, write_fingerprints
from pug_analysis.pooled.cohort_forms import ACCESS, FLOW_STEPS, list_questions
from pug_analysis.pooled.folder import MERGED_SCHEMA, VERSION, write_tables
from pug_analysis.pooled.forms import forms_of_everyone
from pug_analysis.pooled.protect import FARTHEST, coarsen, counted_with
from pug_analysis.pooled.receive import read_export
from pug_analysis.stats import merge
from pug_analysis.terms.kalender import Periode

#: Columns that are told apart, not added up, although they are whole numbers.
_MONTHS: Final = ("terakhir", "bulan")
_ACCESS_COUNTS: Final = ("kejadian", "orang_bulan")
#: What is added up of the protection of agencies.
_LOSS: Final = ("bilangan", "diubah", "disembunyikan")


def merge_exports(exports: Sequence[Pooled]) -> Pooled:
    """Add up the tables of agencies.

    Parameters
    ----------
    exports : of ``pooled.receive.read_export``, in the order in which they are named

    Returns
    -------
    Pooled; protected as soon as one agency is. The cohort holds the agencies with a leavers list.

    Raises
    ------
    DataError
        if two are of one agency or the same, or differ in period or who counts as active.
    """
    check_exports(exports)
    return add_up(exports)


def add_up(exports: Sequence[Pooled]) -> Pooled:
    """Add up tables that may be added up, see :func:`merge_exports`."""
    protected = any(one.about["tingkat"] == "terlindung" for one in exports)
    parts = [coarsen(e) if protected and e.about["tingkat"] == "tepat" else e for e in exports]
    if len({e.about["versi"] for e in exports}) > 1:
        parts = [as_first_form(part) for part in parts]
    shared = [n for n in parts[0].counts if all(n in part.counts for part in parts)]
    counts = {name: add_counts([part.counts[name] for part in parts]) for name in shared}
    counts["daerah"] = _by_agency(exports)
    numbers: Counter[str] = Counter()
    for part in parts:
        numbers.update(part.numbers)
    known = [part for part in parts if part.risk is not None]
    risks = [part.risk for part in parts if part.risk is not None]
    names = sorted({name for part in known for name in part.cohort})
    tables = {
        name: add_counts([p.cohort[name] for p in known if name in p.cohort]) for name in names
    }
    if "kohort_alur" in tables:
        tables["kohort_alur"] = _order_flow(tables["kohort_alur"])
    periods = [part.periods for part in known if part.periods is not None]
    steps = [part.steps for part in known if part.steps is not None]
    return Pooled(
        about=_describe(exports, protected=protected),
        counts=counts,
        numbers=dict(numbers),
        risk=merge(*risks) if risks else None,
        periods=merge(*periods) if periods else None,
        steps=merge(*steps) if steps else None,
        cohort=tables,
    )


def merge_folders(
    folders: Sequence[Path], workspace: Path, *, name: str, gate: Callable[[Path], None]
) -> Pooled:
    """Read exports, add them up and write them where a report finds them.

    Parameters
    ----------
    folders : each holds one agency's export
    workspace : of the merged report; gets ``pug.toml`` with the name unless it has one
    name : of the province or nation, for titles
    gate : refuses a staged folder that tells of people

    Raises
    ------
    DataError
        naming the folder, what is wrong with it, and what to do.
    """
    exports = [read_export(folder) for folder in folders]
    found = merge_exports(exports)
    periode = Periode.from_name(found.about["periode"])
    if periode is None:
        raise DataError(f"Periode {found.about['periode']!r} tidak dikenal.")
    _check_target(workspace, periode)
    workspace.mkdir(parents=True, exist_ok=True)
    settings = workspace / "pug.toml"
    if not settings.exists():
        settings.write_text(_settings(name, exports[0].about["kedudukan"]), encoding="utf-8")
    target = workspace / "data" / "processed" / periode.name
    write_tables(found, target, gate=gate, merged=True)
    # nobody is known here: the gate of a report then looks for patterns alone
    nobody = Identifiers(frozenset(), frozenset(), frozenset())
    write_fingerprints(workspace, periode, nobody, key=read_key(workspace))
    return found


def _check_target(workspace: Path, periode: Periode) -> None:
    """Refuse the workspace of an agency: the sums would stand in the place of its people."""
    processed = workspace / "data" / "processed" / periode.name
    if (workspace / "data" / "raw").exists() or (processed.exists() and not is_merged(processed)):
        raise DataError(
            f"{workspace} adalah ruang kerja satu daerah; gabungan akan menggantikan data olahannya. Sebut "
            "folder lain dengan --out."
        )


def as_first_form(export: Pooled) -> Pooled:
    """Leave out what only the second form of an export has, so that it adds up with the first one."""
    new = set(list_questions()) - set(list_questions(version=1))
    cohort = {name: t.loc[~t[QUESTION].isin(new)] for name, t in export.cohort.items()}
    counts = dict(export.counts)
    if ACCESS in counts:
        fine = counts[ACCESS]
        keys = [name for name in fine if name not in ("pendidikan", "keluarga", *_ACCESS_COUNTS)]
        added = fine.groupby(keys, sort=False, as_index=False)[list(_ACCESS_COUNTS)].sum()
        counts[ACCESS] = added[[name for name in fine if name in added]]
    risk = export.risk
    if risk is not None:
        rows = risk.increments
        risk = replace(risk, increments=rows.loc[~rows[QUESTION].isin(new)])
    return replace(export, counts=counts, risk=risk, steps=None, cohort=cohort)


def add_counts(tables: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """Add up counts of equal groups; groups keep the order of the first table that has them."""
    every = pd.concat([t for t in tables if len(t)] or tables[:1], ignore_index=True)
    counted = [c for c in every if c in WHOLE and c not in _MONTHS]
    keys = [c for c in every if c not in counted]
    return every.groupby(keys, sort=False, as_index=False)[counted].sum()[list(tables[0])]


def check_exports(exports: Sequence[Pooled]) -> None:
    """Refuse exports that may not be added up, see :func:`merge_exports`."""
    if not exports:
        raise DataError("Tidak ada ekspor yang digabung. Sebut paling sedikit satu folder.")
    first = exports[0].about
    for one in exports[1:]:
        about = one.about
        who = f"{_who(about)} dan {_who(first)}"
        for key, what in (
            ("periode", "periode"),
            ("batas", "hari batas"),
        ):
            if about[key] != first[key]:
                raise DataError(
                    f"{who} berbeda {what}: {about[key]} dan {first[key]}. Minta ekspor yang sama dari "
                    "keduanya."
                )
        if about["kedudukan"] != first["kedudukan"]:
            raise DataError(
                f"{who} berbeda dalam kedudukan hukum yang dihitung aktif (pug.toml, bagian [data]). "
                "Samakan setelannya, lalu ekspor ulang."
            )
    for key, what in (("kode", "kode daerah"), ("sidik", "isi")):
        seen: dict[str, Any] = {}
        for one in exports:
            value = _digest(one) if key == "sidik" else one.about["daerah"]["kode"]
            if value in seen:
                raise DataError(
                    f"{_who(one.about)} dan {_who(seen[value])} sama {what}nya, jadi daerah yang sama dihitung "
                    "dua kali. Sebut setiap daerah satu kali; bila memang dua daerah, beri nama atau "
                    "--code yang berbeda."
                )
            seen[value] = one.about


def _who(about: Mapping[str, Any]) -> str:
    return f"{about['daerah']['nama']} ({about.get('folder', about['daerah']['kode'])})"


def _digest(one: Pooled) -> str:
    """What was counted of active people: two agencies never count the same in every table.

    Numbers, not digests of files: an exact and a protected export of one agency have these tables in
    common, and the same numbers can be written in many ways.
    """
    tables = {name: one.counts[name].to_csv(index=False) for name in sorted(forms_of_everyone())}
    return json.dumps({n: t for n, t in tables.items() if n not in ("neraca", "tersisih")})


def _by_agency(exports: Sequence[Pooled]) -> pd.DataFrame:
    """All people of each agency, by sex; two of one name are told apart by their code."""
    totals = pd.concat([one.counts["profil"].iloc[[0]] for one in exports], ignore_index=True)
    places = [one.about["daerah"] for one in exports]
    twice = Counter(place["nama"] for place in places)
    names = [f"{p['nama']} ({p['kode']})" if twice[p["nama"]] > 1 else p["nama"] for p in places]
    table = totals[["pria", "wanita", "total"]]
    table.insert(0, "perangkat_daerah", names)
    return table.sort_values("perangkat_daerah", ignore_index=True)


def _order_flow(flow: pd.DataFrame) -> pd.DataFrame:
    """Steps in the order in which reasons are asked, within the questions as they come."""
    place = {step: i for i, step in enumerate(FLOW_STEPS)}
    question = flow[QUESTION].map({n: i for i, n in enumerate(flow[QUESTION].unique())})
    order = flow.assign(q=question, place=flow["langkah"].map(place).fillna(len(place) - 1.5))
    last = order["langkah"] == cohort.ANALYSED
    order["place"] = order["place"].mask(last, len(place))
    kept = order.sort_values(["q", "place"], kind="stable", ignore_index=True)
    return kept.drop(columns=["q", "place"])


def _describe(exports: Sequence[Pooled], *, protected: bool) -> dict[str, Any]:
    first = exports[0].about
    agencies = [
        {
            **{key: one.about[key] for key in ("tingkat", "orang", "kohort", "program")},
            **one.about["daerah"],
            "sidik": one.about.get("sidik", ""),
            "ukuran": one.about.get("ukuran", 0),
            "perlindungan": one.about["perlindungan"],
        }
        for one in exports
    ]
    losses = [one["perlindungan"] for one in agencies if one["perlindungan"]]
    return {
        "skema": MERGED_SCHEMA,
        "versi": VERSION,
        "tingkat": "terlindung" if protected else "tepat",
        "periode": first["periode"],
        "batas": first["batas"],
        "kedudukan": first["kedudukan"],
        "daerah": agencies,
        # agencies that have sent the first form: what only the second has is then left out of all
        "versi_ekspor": sorted(one.about["versi"] for one in exports),
        "pilihan": counted_with() if protected else {},
        "perlindungan": {
            **{key: sum(one[key] for one in losses) for key in _LOSS},
            "daerah": len(losses),
            "kejadian_terjauh": len(losses) * FARTHEST[1],
        },
    }


def _settings(name: str, active: dict[str, list[str]]) -> str:
    lines = [
        "[instansi]",
        f"pemerintah = {json.dumps(name, ensure_ascii=False)}",
        f"kabupaten = {json.dumps(name, ensure_ascii=False)}",
        'perangkat_daerah = "Laporan gabungan antardaerah"',
        'singkatan = "gabungan daerah"',
        "",
        "[data]",
        f"kedudukan_aktif_pns = {json.dumps(active['pns'])}",
        f"kedudukan_aktif_pppk = {json.dumps(active['pppk'])}",
        f"kedudukan_paruh_waktu = {json.dumps(active['paruh_waktu'])}",
    ]
    return "\n".join(lines) + "\n"
