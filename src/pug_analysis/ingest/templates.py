"""The Excel templates of the office's registers, written from the layouts that read them.

Sheets: "Data" to be filled, "Petunjuk" how, "Contoh" an invented example that is not read,
"Daftar" the words to choose from. No macro, no comment, no author; equal options, equal bytes.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Final

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from pug_analysis.errors import UsageError
from pug_analysis.ingest.layouts.closed_lists import WORDS
from pug_analysis.ingest.layouts.fields import Field
from pug_analysis.ingest.layouts.known import LAYOUTS
from pug_analysis.ingest.tables.schema import TABLES
from pug_analysis.ingest.templates_text import NOTES, PRIVATE, PURPOSE, RULES, build_examples
from pug_analysis.terms import pug

DATA, GUIDE, EXAMPLE, LISTS = "Data", "Petunjuk", "Contoh", "Daftar"

#: A fixed date instead of the clock.
_CREATED: Final = dt.datetime(2000, 1, 1)
#: Rows of the sheet "Data" that help the hand: beyond them cells are plain.
_ROWS: Final = 5000
_NUMBER_FORMAT: Final = {
    "nip": "@", "name": "@", "text": "@", "code": "@", "word": "@", "date": "dd-mm-yyyy",
    "integer": "0", "number": "General", "year": "0",
}  # fmt: skip
_WIDTH: Final = {"nip": 22, "name": 26, "text": 28, "word": 26, "date": 16, "code": 10}
_FIRST_DATE: Final = dt.date(1990, 1, 1)
_LAST_DATE: Final = dt.date(2100, 12, 31)
#: Fields with a list of suggestions: other words are allowed.
_SUGGESTED: Final = {"kode_indikator": {c: what for c, (what, _) in pug.KODE_INDIKATOR.items()}}
_MEANING: Final = {"tingkat": pug.TINGKAT}


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
    paths = {table: out / name for table, name in pug.TEMPLATE.items()}
    taken = sorted(path.name for path in paths.values() if path.exists())
    if taken:
        raise UsageError(
            f"Berkas {', '.join(taken)} sudah ada di {out}."
            " Pindahkan dahulu, atau pilih folder lain dengan --out."
        )
    out.mkdir(parents=True, exist_ok=True)
    for table, path in paths.items():
        _write_template(path, table, year=year)
    return list(paths.values())


def _write_template(path: Path, table: str, *, year: int) -> None:
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(str(path), options) as book:
        book.set_properties({"title": f"Templat {table}", "created": _CREATED})
        formats = {kind: book.add_format({"num_format": f}) for kind, f in _NUMBER_FORMAT.items()}
        formats["wajib"] = _head(book, "#1F4E78")
        formats["boleh"] = _head(book, "#5F6B76")
        formats["teks"] = book.add_format({"text_wrap": True, "valign": "top"})
        formats["judul"] = book.add_format({"bold": True, "font_size": 14})
        data, guide, example, lists = map(book.add_worksheet, (DATA, GUIDE, EXAMPLE, LISTS))
        ranges = _write_lists(lists, table, formats)
        for sheet in (data, example):
            _write_head(sheet, table, formats)
        for column, field in enumerate(LAYOUTS[table].fields):
            rule = _validation(field, ranges.get(field.name, ""))
            if rule:
                data.data_validation(1, column, _ROWS, column, rule)
        _write_example(example, table, formats, year=year)
        _write_guide(guide, table, formats, year=year)


def _head(book: xlsxwriter.Workbook, colour: str):
    return book.add_format(
        {"bold": True, "font_color": "#FFFFFF", "bg_color": colour, "text_wrap": True,
         "valign": "top", "border": 1}
    )  # fmt: skip


def is_required(table: str, field: str) -> bool:
    """Whether a cell of this field must be filled in each row of a register."""
    if field == "nip":
        return LAYOUTS[table].personal
    return any(c.name == field and c.required for c in TABLES[table].columns)


def _write_head(sheet: Worksheet, table: str, formats: dict) -> None:
    for column, field in enumerate(LAYOUTS[table].fields):
        sheet.set_column(column, column, _WIDTH.get(field.kind, 14), formats[field.kind])
        kind = "wajib" if is_required(table, field.name) else "boleh"
        sheet.write_string(0, column, field.official, formats[kind])
    sheet.freeze_panes(1, 0)
    sheet.repeat_rows(0)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)


def _choices(field: Field) -> dict[str, str]:
    """Return the words of a field and what they mean, in order."""
    if field.words:
        words = dict.fromkeys(WORDS[field.words].by_key.values(), "")
        return words | _MEANING.get(field.name, {})
    return _SUGGESTED.get(field.name, {})


def _write_lists(sheet: Worksheet, table: str, formats: dict) -> dict[str, str]:
    """Write the lists of words; return the range of each field that has one."""
    ranges, column = {}, 0
    for field in LAYOUTS[table].fields:
        choices = _choices(field)
        if not choices:
            continue
        sheet.set_column(column, column, 30)
        sheet.write_string(0, column, f"Pilihan {field.official}", formats["wajib"])
        if any(choices.values()):
            sheet.set_column(column + 1, column + 1, 60)
            sheet.write_string(0, column + 1, "Arti", formats["boleh"])
        for row, (word, meaning) in enumerate(choices.items(), 1):
            sheet.write_string(row, column, word)
            if meaning:
                sheet.write_string(row, column + 1, meaning)
        letter = xlsxwriter.utility.xl_col_to_name(column, col_abs=True)
        ranges[field.name] = f"={LISTS}!{letter}$2:{letter}${len(choices) + 1}"
        column += 2 if any(choices.values()) else 1
    if not ranges:
        sheet.write_string(0, 0, "Tidak ada kolom dengan pilihan.")
    sheet.freeze_panes(1, 0)
    return ranges


def _validation(field: Field, choices: str) -> dict | None:
    """Return what Excel checks while a cell is typed; the reading checks it again."""
    if choices:
        strict = bool(field.words)
        return {
            "validate": "list", "source": choices, "error_type": "stop" if strict else "warning",
            "error_title": "Bukan pilihan", "error_message": f"Pilih dari lembar {LISTS}.",
        }  # fmt: skip
    if field.kind == "nip":
        return _between("length", 18, 18, "NIP harus 18 digit, tanpa spasi.")
    if field.kind == "date":
        return _between("date", _FIRST_DATE, _LAST_DATE, "Tulis tanggal, misalnya 21-04-2025.")
    if field.kind == "year":
        return _between("integer", 1990, 2100, "Tulis tahun empat digit.")
    if field.kind == "integer":
        return _between("integer", 0, 10**15, "Tulis bilangan bulat, 0 atau lebih.")
    if field.kind == "number":
        return _between("decimal", -(10**15), 10**15, "Tulis angka.")
    return None


def _between(validate: str, low: object, high: object, message: str) -> dict:
    return {
        "validate": validate, "criteria": "between", "minimum": low, "maximum": high,
        "error_title": "Periksa isian", "error_message": message,
    }  # fmt: skip


def _write_example(sheet: Worksheet, table: str, formats: dict, *, year: int) -> None:
    for row, values in enumerate(build_examples(table, year=year), 1):
        for column, field in enumerate(LAYOUTS[table].fields):
            value = values.get(field.name, "")
            form = formats[field.kind]
            if isinstance(value, dt.date):
                sheet.write_datetime(row, column, dt.datetime(*value.timetuple()[:3]), form)
            elif isinstance(value, int | float):
                sheet.write_number(row, column, value, form)
            elif value:
                sheet.write_string(row, column, value, form)


def _write_guide(sheet: Worksheet, table: str, formats: dict, *, year: int) -> None:
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 8)
    sheet.set_column(2, 2, 90)
    sheet.write_string(0, 0, f"Cara mengisi {pug.TEMPLATE[table]}", formats["judul"])
    personal = "nip" in LAYOUTS[table].kinds
    lines = [PURPOSE[table], *(r.format(tahun=year) for r in RULES), *([PRIVATE] * personal)]
    for row, line in enumerate(lines, 2):
        sheet.merge_range(row, 0, row, 2, line, formats["teks"])
        sheet.set_row(row, 15 * (len(line) // 115 + 1))
    top = len(lines) + 3
    for column, text in enumerate(("Kolom", "Wajib", "Cara mengisi")):
        sheet.write_string(top, column, text, formats["wajib"])
    for row, field in enumerate(LAYOUTS[table].fields, top + 1):
        wajib = "ya" if is_required(table, field.name) else "tidak"
        for column, text in enumerate((field.official, wajib, NOTES[table][field.name])):
            sheet.write_string(row, column, text, formats["teks"])
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
