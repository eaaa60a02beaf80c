"""What the page on data quality says of rows that are not counted, for each sex and each verdict."""

from __future__ import annotations

import re
from dataclasses import replace
from types import SimpleNamespace

import pandas as pd
import pytest

from pug_analysis.analyses import quarantine
from pug_analysis.pages.kualitas import kualitas, kualitas_show
from pug_analysis.release.display import Released
from pug_analysis.release.numbers import persen

SHARES = ["lingkup", "karantina", "baris", "share"]
UNEVEN = "Kehilangan ini tidak merata antara pria dan wanita."


def words(part):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", part.html)).strip()


@pytest.fixture
def warned(tiny_data, monkeypatch):
    """The box, if any, for what is kept out of the files and of men, women, and the difference."""

    def of(*, files=0.0, men=0.0, women=0.0, gap=(0.0, -0.01, 0.01), data=tiny_data):
        shares = pd.DataFrame([["pns.xlsx", int(1000 * files), 1000, files]], columns=SHARES)
        sexes = pd.DataFrame(
            {"n": [int(1000 * men), int(1000 * women), 0], "n_total": [1000, 1000, 2000],
             "estimate": [men, women, gap[0]], "conf_low": [0.0, 0.0, gap[1]],
             "conf_high": [0.0, 0.0, gap[2]], "p_value": [1.0, 1.0, 0.5]},
        )  # fmt: skip
        told = SimpleNamespace(quarantine_shares=lambda _: shares, kept_out=lambda *_: sexes)
        monkeypatch.setattr(kualitas_show, "quarantine", told)
        return [words(part) for part in kualitas_show.peringatan(data).parts]

    return of


@pytest.mark.parametrize("numbers", [{"files": 0.02}, {"men": 0.05}, {"women": 0.05}])
def test_up_to_its_limit_a_loss_is_no_warning(warned, numbers):
    assert warned(**numbers) == []


def test_a_file_beyond_its_limit_is_named(warned):
    (said,) = warned(files=0.021)
    assert "pada halaman ini: pns.xlsx: 21 dari 1.000 baris (2,1%). Perbaiki data" in said
    assert UNEVEN not in said


@pytest.mark.parametrize(("men", "women"), [(0.06, 0.011), (0.011, 0.06)])
def test_each_sex_has_its_own_share(warned, men, women):
    (said,) = warned(men=men, women=women)
    shares = [f"{100 * share:.1f}%".replace(".", ",") for share in (men, women)]
    assert f"dari baris daftar pegawai pria {shares[0]}, wanita {shares[1]}." in said
    assert UNEVEN not in said


@pytest.mark.parametrize(
    ("gap", "uneven"),
    [((0.02, 0.01, 0.03), True), ((-0.02, -0.03, -0.01), True), ((0.02, -0.01, 0.05), False),
     ((-0.02, -0.05, 0.01), False), ((0.009, 0.001, 0.017), False), ((-0.01, -0.019, -0.001), True)],
)  # fmt: skip
def test_a_loss_of_one_sex_is_said_in_both_directions(warned, gap, uneven):
    said = " ".join(warned(files=0.5, gap=gap))
    assert (UNEVEN in said) is uneven
    assert ("dari baris daftar pegawai" in said) is uneven


def test_the_headline_is_of_the_staff_lists(tiny_data):
    head, sentence = kualitas_show.kalimat_neraca(
        kualitas.row_account(tiny_data.tables["neraca"]), tiny_data
    ).parts
    assert head.payload["label"] == "Baris daftar pegawai yang terhitung"
    assert head.payload["note"] == "3 dari 28 baris dikarantina"
    assert words(sentence).startswith(
        "Dari 28 baris data, 24 dipakai, 1 digabung karena berulang, dan 3 dikarantina (10,71 persen). "
        "Dari 28 baris daftar pegawai, 3 dikarantina (10,71 persen)."
    )


def test_files_that_are_no_staff_list_count_in_the_first_sentence_alone(tiny_data):
    neraca = tiny_data.tables["neraca"]
    other = neraca.assign(
        tata_letak="Riwayat jabatan", baris_masuk=102, dipakai=90, karantina=10, gabung=0
    )
    both = pd.concat([neraca, other], ignore_index=True)
    data = replace(tiny_data, tables=dict(tiny_data.tables) | {"neraca": both})
    head, sentence = kualitas_show.kalimat_neraca(kualitas.row_account(both), data).parts
    assert head.payload["note"] == "3 dari 28 baris dikarantina"
    assert words(sentence).startswith("Dari 128 baris data, 114 dipakai, 1 digabung")
    assert "dan 13 dikarantina (10,16 persen). Dari 28 baris daftar pegawai, 3" in words(sentence)


def test_tables_are_numbered_by_the_page(tiny, tiny_data):
    completeness = kualitas_show.tabel_kelengkapan(kualitas.completeness_by_sex(tiny), tiny_data)
    assert completeness.payload["title"].startswith("Tabel 90.5. Kelengkapan")
    first = kualitas_show.tabel_neraca(kualitas.row_account(tiny_data.tables["neraca"]), tiny_data)
    assert first.payload["title"] == "Tabel 90.1. Neraca baris setiap berkas"


def text_of(part: Released) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", part.html))


def test_quality_sentence_adds_up(tiny_data):
    account = kualitas.row_account(tiny_data.tables["neraca"])
    head, sentence = kualitas_show.kalimat_neraca(account, tiny_data).parts
    assert "Dari 28 baris data, 24 dipakai, 1 digabung" in text_of(sentence)
    assert "3 dikarantina (10,71 persen)" in text_of(sentence)
    assert head.payload["value"] == "89,3%"


def test_every_page_warns_where_much_is_missing(tiny_data):
    (box,) = kualitas_show.peringatan(tiny_data).parts
    assert "pug-peringatan" in box.html
    assert "pns.xlsx: 3 dari 28 baris (10,7%)" in text_of(box)
    men, women, _ = quarantine.kept_out(tiny_data.snapshot, tiny_data.tables)["estimate"]
    assert men < women
    assert f"dari baris daftar pegawai pria {persen(men)}, wanita {persen(women)}" in text_of(box)


def test_quality_tables(tiny, tiny_data):
    tables = tiny_data.tables
    found = kualitas_show.tabel_temuan_data(kualitas.findings_by_code(tables["temuan"]), tiny_data)
    assert found.payload["rows"][0][:2] == ["karantina", "NIP-ANGKA"]
    sexes = quarantine.quarantine_by_sex(tables["pegawai"], tables["temuan"], tables["neraca"])
    assert len(kualitas_show.tabel_karantina(sexes, tiny_data).payload["rows"]) == 3
    assert (
        len(
            kualitas_show.tabel_kelengkapan(kualitas.completeness_by_sex(tiny), tiny_data).payload[
                "rows"
            ]
        )
        == 8
    )
    assert (
        kualitas_show.tabel_neraca(kualitas.row_account(tables["neraca"]), tiny_data).payload[
            "rows"
        ][1][0]
        == "Jumlah"
    )
