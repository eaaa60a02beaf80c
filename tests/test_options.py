"""Options that several commands take are the same words in each of them."""

from __future__ import annotations

import typer
from typer.testing import CliRunner

from pug_analysis.options import AcceptQuarantine, EditionOption, Semester, Workspace

app = typer.Typer()


@app.command()
def show(
    semester: Semester = 2,
    edition: EditionOption = "both",
    accept_quarantine: AcceptQuarantine = False,
    workspace: Workspace = ".",
) -> None:
    typer.echo(f"{semester} {edition} {accept_quarantine} {workspace}")


def test_they_are_given_by_these_names():
    words = ["--semester", "1", "--edition", "pokja", "--accept-quarantine", "-w", "kab"]
    assert CliRunner().invoke(app, words).output == "1 pokja True kab\n"
    assert CliRunner().invoke(app, ["--workspace", "kab"]).output == "2 both False kab\n"
    assert CliRunner().invoke(app, ["--accept_quarantine"]).exit_code == 2
