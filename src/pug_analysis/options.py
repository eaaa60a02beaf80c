"""Options that several commands take, said in the same words everywhere."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

Workspace = Annotated[
    Path, typer.Option("--workspace", "-w", help="Folder with pug.toml, data/ and reports/.")
]
Semester = Annotated[
    int, typer.Option(help="1: state of 30 June, data in YEAR-semester-1; 2: the whole year.")
]
EditionOption = Annotated[
    str, typer.Option(help="pokja, publik, internal or both (internal, pokja).")
]
AcceptQuarantine = Annotated[
    bool, typer.Option("--accept-quarantine", help="Publish although much is quarantined.")
]
