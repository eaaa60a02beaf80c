"""An executed notebook as one self-contained page.

nbconvert does it with our own template (``templates/pug``): text cells and released outputs only,
never code; no script, no address outside the file. Raw HTML in text cells is shown as text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape
from importlib.resources import as_file, files
from typing import Any, Final

import nbformat
from nbconvert.exporters.templateexporter import TemplateExporter
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath

from pug_analysis.errors import ReportError
from pug_analysis.report.gate.outputs import NotebookOutputs
from pug_analysis.report.write.made import Content

_SCHEME: Final = re.compile(r"[^/?#]*:|//")


class _Renderer(IPythonRenderer):
    """Text cells: raw HTML escaped, no outside picture, one heading of the first level."""

    def __init__(self, attachments: dict[str, Any], sections: list[tuple[str, str]]) -> None:
        super().__init__(
            escape=True,
            allow_harmful_protocols=False,
            exclude_anchor_links=True,
            attachments=attachments,
        )
        self._sections = sections

    def heading(self, text: str, level: int, **_: Any) -> str:
        """Give sections an id for the table of contents; the title stands in the page's head."""
        level = max(level, 2)
        if level > 2:
            return f"<h{level}>{text}</h{level}>\n"
        name = f"bagian-{len(self._sections) + 1}"
        self._sections.append((name, text))
        return f'<h2 id="{name}">{text}</h2>\n'

    def block_mermaidjs(self, code: str) -> str:
        """Show the source of a diagram: drawing it would need a script."""
        return f"<pre><code>{escape(code)}</code></pre>\n"

    def link(self, text: str, url: str, title: str | None = None) -> str:
        """Keep only the text of a link that the gate of pages would refuse."""
        if not url.startswith(("https://", "#")) and _SCHEME.match(url):
            return text
        return super().link(text, url, title)

    def image(self, text: str, url: str, title: str | None = None) -> str:
        """Keep pictures that are attached to the cell; of others only the text remains."""
        if not url.startswith("attachment:"):
            return text
        return super().image(text, url, title)


def read_content(executed: Any, released: NotebookOutputs, *, name: str) -> Content:
    """Make the fragments of a page.

    Parameters
    ----------
    executed : executed notebook (nbformat 4)
    released : its released outputs
    name : name of the notebook without suffix

    Raises
    ------
    ReportError
        if the first text cell does not begin with a heading of the first level.
    """
    title, cells, sections = _render_cells(executed.cells, released, name=name)
    return Content(title, cells, sections)


def render_page(content: Content, *, context: Mapping[str, Any]) -> str:
    """Render the page of one notebook.

    Parameters
    ----------
    content : of :func:`read_content`
    context : what the template shows besides: see ``provenance.page_context``

    Returns
    -------
    HTML. The same content gives the same text.
    """
    notebook = nbformat.v4.new_notebook(
        cells=[
            nbformat.v4.new_raw_cell(source=html, id=f"c{number:03d}")
            for number, html in enumerate(content.cells)
        ]
    )
    with as_file(files("pug_analysis.report") / "templates") as templates:
        exporter = TemplateExporter(
            template_name="pug",
            extra_template_basedirs=[str(templates)],
            file_extension=".html",
            raw_mimetypes=["text/html", ""],
        )
        style = (templates / "pug" / "gaya.css").read_text(encoding="utf-8")
        page = {**context, "judul": content.title, "bagian": content.sections, "gaya": style}
        html, _ = exporter.from_notebook_node(notebook, resources={"pug": page})
    return html


def _render_cells(
    cells: Any, released: NotebookOutputs, *, name: str
) -> tuple[str, list[str], list[tuple[str, str]]]:
    title = ""
    parts: list[str] = []
    sections: list[tuple[str, str]] = []
    for index, cell in enumerate(cells):
        if cell.cell_type == "markdown":
            source = cell.source
            if not title:
                title, source = _split_title(source, name=name)
            attachments = cell.get("attachments", {})
            parts.append(MarkdownWithMath(renderer=_Renderer(attachments, sections)).render(source))
        elif index in released.fragments:
            parts.append(released.fragments[index])
    return title, [part for part in parts if part.strip()], sections


def _split_title(source: str, *, name: str) -> tuple[str, str]:
    first, _, rest = source.lstrip().partition("\n")
    if not first.startswith("# "):
        raise ReportError(
            f"Notebook {name}: sel teks pertama harus diawali judul, misalnya '# Profil ASN'."
        )
    return first[2:].strip(), rest
