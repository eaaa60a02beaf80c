"""The Excel templates of the office's registers, written from their declarations.

Sheets: "Data" to be filled, "Petunjuk" how, "Contoh" an invented example that is not read,
"Daftar" the words to choose from. No macro, no comment, no author; equal options, equal bytes.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any, Final

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from pug_analysis.errors import UsageError
from pug_analysis.ingest.declare.columns import Column
from pug_analysis.ingest.declare.register import Register
from pug_analysis.ingest.registers import REGISTERS
from pug_analysis.ingest.templates_text import PRIVATE, RULES

DATA, GUIDE, EXAMPLE, LISTS = "Data", "Petunjuk", "Contoh", "Daftar"

#: A fixed date instead of the clock.
_CREATED: Final = dt.datetime(2000, 1, 1)
#: Rows of the sheet "Data" that help the hand: beyond them cells are plain.
_ROWS: Final = 5000
_NUMBER_FORMAT: Final = {
    "nip": "@", "name": "@", "text": "@", "code": "@", "word": "@", "words": "@",
    "date": "dd-mm-yyyy", "integer": "0", "number": "General", "year": "0",
}  # fmt: skip
_WIDTH: Final = {
    "nip": 22, "name": 26, "text": 28, "office": 28, "word": 26, "words": 40, "date": 16, "code": 10,
}  # fmt: skip
_FIRST_DATE: Final = dt.date(1990, 1, 1)
_LAST_DATE: Final = dt.date(2100, 12, 31)


def write_templates(out: Path, *, year: int) -> list[Path]:
    """Write one template for each register; return the files.

    Parameters
    ----------
    out : folder, made if it is not there
    year : year of the examples, and of the folder that the instructions name

    Raises
    ------
    UsageError
        if a file is there already; nothing is written then.
    """
    paths = {name: out / register.template for name, register in REGISTERS.items()}
    taken = sorted(path.name for path in paths.values() if path.exists())
    if taken:
        raise UsageError(
            f"Berkas {', '.join(taken)} sudah ada di {out}."
            " Pindahkan dahulu, atau pilih folder lain dengan --out."
        )
    out.mkdir(parents=True, exist_ok=True)
    for name, path in paths.items():
        write_template(path, REGISTERS[name], year=year)
    return list(paths.values())


def write_template(path: Path, register: Register, *, year: int) -> None:
    """Write the template of one register."""
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(str(path), options) as book:
        book.set_properties({"title": f"Templat {register.name}", "created": _CREATED})
        formats = {kind: book.add_format({"num_format": f}) for kind, f in _NUMBER_FORMAT.items()}
        formats["office"] = formats["text"]
        formats["wajib"] = _head(book, "#1F4E78")
        formats["boleh"] = _head(book, "#5F6B76")
        formats["teks"] = book.add_format({"text_wrap": True, "valign": "top"})
        formats["judul"] = book.add_format({"bold": True, "font_size": 14})
        data, guide, example, lists = map(book.add_worksheet, (DATA, GUIDE, EXAMPLE, LISTS))
        ranges = _write_lists(lists, register, formats)
        for sheet in (data, example):
            _write_head(sheet, register, formats)
        for place, column in enumerate(register.columns):
            rule = _validation(column, ranges.get(column.name, ""))
            if rule:
                data.data_validation(1, place, _ROWS, place, rule)
        _write_example(example, register, formats, year=year)
        _write_guide(guide, register, formats, year=year)


def _head(book: xlsxwriter.Workbook, colour: str) -> Format:
    return book.add_format(
        {"bold": True, "font_color": "#FFFFFF", "bg_color": colour, "text_wrap": True,
         "valign": "top", "border": 1}
    )  # fmt: skip


def _write_head(sheet: Worksheet, register: Register, formats: dict[str, Any]) -> None:
    for place, column in enumerate(register.columns):
        sheet.set_column(place, place, _WIDTH.get(column.kind, 14), formats[column.kind])
        kind = "wajib" if column.required else "boleh"
        sheet.write_string(0, place, column.header, formats[kind])
    sheet.freeze_panes(1, 0)
    sheet.repeat_rows(0)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)


def _write_lists(sheet: Worksheet, register: Register, formats: dict[str, Any]) -> dict[str, str]:
    """Write the lists of words; return the range of each column that has one."""
    ranges, column = {}, 0
    for one in register.columns:
        choices = one.words.meanings if one.words else dict(one.suggested)
        if not choices:
            continue
        sheet.set_column(column, column, 30)
        sheet.write_string(0, column, f"Pilihan {one.header}", formats["wajib"])
        if any(choices.values()):
            sheet.set_column(column + 1, column + 1, 60)
            sheet.write_string(0, column + 1, "Arti", formats["boleh"])
        for row, (word, meaning) in enumerate(choices.items(), 1):
            sheet.write_string(row, column, word)
            if meaning:
                sheet.write_string(row, column + 1, meaning)
        letter = xlsxwriter.utility.xl_col_to_name(column, col_abs=True)
        ranges[one.name] = f"={LISTS}!{letter}$2:{letter}${len(choices) + 1}"
        column += 2 if any(choices.values()) else 1
    if not ranges:
        sheet.write_string(0, 0, "Tidak ada kolom dengan pilihan.")
    sheet.freeze_panes(1, 0)
    return ranges


def _validation(column: Column, choices: str) -> dict[str, Any] | None:
    """Return what Excel checks while a cell is typed; the reading checks it again."""
    if column.kind == "words":
        return None  # a drop-down gives one word, and this cell may hold several
    if choices:
        strict = bool(column.words)
        return {
            "validate": "list", "source": choices, "error_type": "stop" if strict else "warning",
            "error_title": "Bukan pilihan", "error_message": f"Pilih dari lembar {LISTS}.",
        }  # fmt: skip
    if column.kind == "nip":
        return _between("length", 18, 18, "NIP harus 18 digit, tanpa spasi.")
    if column.kind == "date":
        return _between("date", _FIRST_DATE, _LAST_DATE, "Tulis tanggal, misalnya 21-04-2025.")
    if column.kind == "year":
        return _between("integer", 1990, 2100, "Tulis tahun empat digit.")
    if column.kind == "integer":
        return _between("integer", 0, 10**15, "Tulis bilangan bulat, 0 atau lebih.")
    if column.kind == "number":
        return _between("decimal", -(10**15), 10**15, "Tulis angka.")
    return None


def _between(validate: str, low: object, high: object, message: str) -> dict[str, Any]:
    return {
        "validate": validate, "criteria": "between", "minimum": low, "maximum": high,
        "error_title": "Periksa isian", "error_message": message,
    }  # fmt: skip


def _write_example(
    sheet: Worksheet, register: Register, formats: dict[str, Any], *, year: int
) -> None:
    for row, values in enumerate(register.examples(year), 1):
        for column, one in enumerate(register.columns):
            value = values.get(one.name, "")
            form = formats[one.kind]
            if isinstance(value, dt.date):
                sheet.write_datetime(row, column, dt.datetime(*value.timetuple()[:3]), form)
            elif isinstance(value, int | float):
                sheet.write_number(row, column, value, form)
            elif value:
                sheet.write_string(row, column, value, form)


def _write_guide(
    sheet: Worksheet, register: Register, formats: dict[str, Any], *, year: int
) -> None:
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 8)
    sheet.set_column(2, 2, 90)
    sheet.write_string(0, 0, f"Cara mengisi {register.template}", formats["judul"])
    rules = [r.format(tahun=year) for r in RULES]
    lines = [register.purpose, *rules, *([PRIVATE] * register.personal)]
    for row, line in enumerate(lines, 2):
        sheet.merge_range(row, 0, row, 2, line, formats["teks"])
        sheet.set_row(row, 15 * (len(line) // 115 + 1))
    top = len(lines) + 3
    for column, text in enumerate(("Kolom", "Wajib", "Cara mengisi")):
        sheet.write_string(top, column, text, formats["wajib"])
    for row, one in enumerate(register.columns, top + 1):
        wajib = "ya" if one.required else "tidak"
        for column, text in enumerate((one.header, wajib, one.how)):
            sheet.write_string(row, column, text, formats["teks"])
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
