"""The commands ``pug-analysis export`` and ``pug-analysis merge``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pug_analysis.errors import DataError, UsageError
from pug_analysis.options import Semester, Workspace
from pug_analysis.periods import read_periode
from pug_analysis.screen import out


def export(
    year: Annotated[int, typer.Argument(help="Year of the snapshot; it must have been built.")],
    semester: Semester = 2,
    tier: Annotated[
        str, typer.Option(help="terlindung: as the shared edition shows; tepat: exact counts.")
    ] = "terlindung",
    code: Annotated[
        str, typer.Option(help="Code of the agency; by default made from its name in pug.toml.")
    ] = "",
    workspace: Workspace = Path(),
) -> None:
    """Write counts and risk tables that can be added up, without people: ekspor/YEAR/."""
    from pug_analysis.report.publish.folders import check_free, workspace_lock

    periode = read_periode(year, semester)
    _check_folder(workspace)
    check_free(workspace)
    from pug_analysis.careers import load
    from pug_analysis.ingest.kept.processed_folder import read_key
    from pug_analysis.ingest.people.fingerprints import read_fingerprints
    from pug_analysis.pooled.export import export_period, write_export
    from pug_analysis.report.gate.leaks import check_leaks, collect_secrets

    with workspace_lock(workspace):
        data = load(year, semester=semester, workspace=workspace)
        tables = export_period(data, tier=tier, code=code)  # type: ignore[arg-type]  # it refuses others
        people = read_fingerprints(workspace, periode, key=read_key(workspace))
        secrets = collect_secrets(people, workspace=workspace)
        folder = write_export(tables, workspace, gate=lambda stage: check_leaks(stage, secrets))
    about = tables.about
    words = {
        "tepat": "Tingkat: tepat. Memuat jumlah kecil; hanya untuk pertukaran antarinstansi dengan perjanjian.",
        "terlindung": "Tingkat: terlindung. Kohort dibulatkan menurut aturan edisi pokja.",
    }
    out.print(f"{about['orang']} ASN dihitung, tanpa data orang. {words[tier]}", soft_wrap=True)
    if about["kohort"] is None:
        out.print("Tanpa tabel kohort: daftar pemberhentian dan pensiun belum ada.", soft_wrap=True)
    out.print(str(folder), soft_wrap=True, markup=False)


def merge(
    folders: Annotated[
        list[Path], typer.Argument(metavar="DIR...", help="Exports, one of each agency.")
    ],
    to: Annotated[Path, typer.Option("--out", help="Workspace of the merged report.")],
    name: Annotated[
        str, typer.Option(help="Of the province or nation, for titles.")
    ] = "Gabungan daerah",
) -> None:
    """Add up the exports of many agencies; then: pug-analysis report YEAR --pooled -w OUT."""
    from pug_analysis.pooled.folder import plain_gate
    from pug_analysis.pooled.loss import describe_loss
    from pug_analysis.pooled.merge import merge_folders

    if to.exists() and not to.is_dir():
        raise UsageError(f"--out {to} adalah berkas, bukan folder.")
    found = merge_folders(folders, to, name=name, gate=plain_gate)
    about = found.about
    out.print(
        f"{len(about['daerah'])} daerah, {len(found)} ASN digabung, periode {about['periode']}, "
        f"tingkat {about['tingkat']}.",
        soft_wrap=True,
    )
    without = [one["nama"] for one in about["daerah"] if one["kohort"] is None]
    if without:
        out.print(
            f"Kohort tanpa {', '.join(without)}: daftar pemberhentiannya belum ada.",
            soft_wrap=True,
            markup=False,
        )
    for line in describe_loss(found):
        out.print(line, soft_wrap=True, markup=False)
    out.print(str(to), soft_wrap=True, markup=False)


def _check_folder(workspace: Path) -> None:
    if not workspace.is_dir():
        raise DataError(f"Folder kerja {workspace} tidak ada. Periksa --workspace.")
