"""The displays of one report that count the same people, as their titles and notes say."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from pug_analysis.audit.displays import (
    Display,
    DisplayPair,
    Echo,
    Flow,
    Listed,
    OneNumber,
    Pick,
    by_columns,
    only,
    together,
)
from pug_analysis.audit.register_steps import STEP_PAIRS
from pug_analysis.audit.tables import Row

_SEXES: Final = ("pria", "wanita")
_ROUTES: Final = {"sebelum": "Sebelum diangkat", "sesudah": "Sesudah diangkat"}
_QUESTION: Final = "Pengawas, sejak CPNS"

FLOWS: Final = (
    Flow("alumni_alur", "jenjang"),
    Flow("kohort_alur", ""),
    Flow("pelatihan_alur", "jalur"),
    Flow("pelatihan_asosiasi_alur", "pasangan"),
)


def _step(name: str, *by: str) -> Callable[[Row], str]:
    """Group the rows of one step."""
    return only(by_columns(*by) if by else together, langkah=name)


def _route(row: Row) -> str:
    """Route of a row of all levels or of one, such as "sebelum" of "PKA, sebelum"."""
    level, _, route = row["pelatihan"].rpartition(", ")
    return "" if level.startswith("Semua") else route


def _route_of_all(row: Row) -> str:
    level, _, route = row["pelatihan"].rpartition(", ")
    return route if level.startswith("Semua") and row["ukuran"] == "kasar" else ""


def _all_levels(row: Row) -> str:
    return "semua" if row["pelatihan"].startswith("Semua") else ""


def _one_route(row: Row) -> str:
    return "" if row["jalur"] == "semua" else "semua"


def _first_level(row: Row) -> str:
    level, _, route = row["pelatihan"].rpartition(", ")
    return _ROUTES.get(route, "") if level == "PKP" else ""


def _agenda(text: str) -> str:
    found = re.search(r"agenda (\d+)", text.lower())
    return found.group(1) if found else ""


def _way(*ways: str) -> Callable[[Row], str]:
    """Group rows by pair if they are of some way of counting."""
    return lambda row: row["pasangan"] if row["cara"] in ways else ""


_PROMOTED: Final = ("promosi_dilatih", "promosi_belum")

_ONCE: Final[tuple[Display, ...]] = (
    DisplayPair(
        Pick("alumni_alur", ("orang",), _step("Dianalisis", "jenjang")),
        Pick("alumni_bagian", ("n",), by_columns("jenjang"), once="time"),
    ),
    DisplayPair(
        Pick("alumni_bagian", ("n",), by_columns("jenjang", "jk", "time")),
        Pick("alumni_pembanding", ("n_alumni",), by_columns("jenjang", "jk", "time")),
        at_least=True,
    ),
    *(
        DisplayPair(Pick(table, (whole,), None), Pick(table, (part,), None), at_least=True)
        for table, whole, part in (
            ("alumni_pembanding", "n_alumni", "event_alumni"),
            ("alumni_pembanding", "n_lain", "event_lain"),
            ("alumni_bagian", "n", "n_risk"),
            ("alumni_administrator", "n", "n_risk"),
            ("kohort_pangkat", "n_wanita", "kejadian_wanita"),
            ("kualitas_karantina_jk", "n_total", "n"),
            ("pelatihan_laju", "n_people", "n_event"),
            *(
                (table, f"{sex}_aktif", sex)
                for table in ("indikator_terlatih_pd", "indikator_peta_jalan_pd", "pelatihan_unit")
                for sex in _SEXES
            ),
            *(
                (table, f"n_{sex}", f"kejadian_{sex}")
                for table in ("kohort_sasaran", "kohort_penyetaraan")
                for sex in _SEXES
            ),
        )
    ),
    DisplayPair(
        Pick("alumni_administrator", ("n",), only(by_columns("jk", "time"), kelompok="Semua alumni PKP")),
        Pick(
            "alumni_administrator", ("n",),
            only(by_columns("jk", "time"), kelompok="Pengawas saat selesai PKP"),
        ),
        at_least=True,
    ),
)  # fmt: skip

_COHORT: Final[tuple[Display, ...]] = (
    OneNumber(
        tuple(
            Pick(flow.table, ("orang",), _step("Kohort"))
            for flow in FLOWS
            if flow.table != "alumni_alur"
        )
    ),
    DisplayPair(
        Pick("kohort_alur", ("orang",), _step("Dianalisis")),
        Pick(
            "kohort_sasaran", ("n_pria", "n_wanita"),
            only(together, sasaran=_QUESTION),
        ),
    ),
    *(
        DisplayPair(
            Pick("kohort_tabel_risiko", ("n_risk",), by_columns("jk", "time")),
            Pick(table, ("n_risk",), by),
        )
        for table, by in (
            ("kohort_insidensi", lambda row: f"{row['jk']}|{12 * int(row['tahun'])}"),
            ("kohort_tonggak", by_columns("jk", "time")),
        )
    ),
    *(
        DisplayPair(
            Pick("kohort_sasaran", (f"{what}_{sex}",), only(together, sasaran=name)),
            Pick("kohort_penyetaraan", (f"{what}_{sex}",), only(together, perlakuan=way)),
        )
        for what in ("n", "kejadian")
        for sex in _SEXES
        for name, way in (
            ("Administrator, sejak Pengawas", "Penyetaraan sebagai risiko bersaing (utama)"),
        )
    ),
)  # fmt: skip

_TRAINING: Final[tuple[Display, ...]] = (
    DisplayPair(
        Pick("pelatihan_alur", ("orang",), _step("Dianalisis", "jalur")),
        Pick("pelatihan_laju", ("n_people",), _first_level),
    ),
    *(
        DisplayPair(
            Pick("pelatihan_laju", ("n_event",), only(by_columns("pelatihan"), jk=sex)),
            Pick("pelatihan_rasio", (f"n_{sex}",), only(by_columns("pelatihan"), ukuran=way)),
        )
        for sex in _SEXES
        for way in ("kasar", "disesuaikan")
    ),
    *(
        DisplayPair(
            Pick("pelatihan_rasio", (f"n_{sex}",), _route_of_all),
            Pick("pelatihan_laju", ("n_event",), only(_route, jk=sex)),
        )
        for sex in _SEXES
    ),
    DisplayPair(
        Pick("pelatihan_laju", ("n_event",), only(by_columns("pelatihan"), jk="wanita")),
        Pick("pelatihan_uji", ("n_wanita",), by_columns("pelatihan")),
    ),
    *(
        DisplayPair(
            Pick("pelatihan_asosiasi", (column,), _way("Sejak selesai")),
            Pick("pelatihan_asosiasi", (column,), _way(*ways)),
        )
        for column in _PROMOTED
        for ways in (
            ("Sejak selesai, wanita", "Sejak selesai, pria"),
            ("Sejak selesai, model Cox",),
        )
    ),
    Echo("pelatihan_asosiasi", _PROMOTED, by_columns("pasangan")),
    Echo("pelatihan_rasio", ("n_pria", "n_wanita"), _all_levels),
    *(
        DisplayPair(
            Pick("pelatihan_semua", (f"n_{sex}",), by_columns("jalur")),
            Pick("pelatihan_rasio", (f"n_{sex}",), _route_of_all),
        )
        for sex in _SEXES
    ),
    *(
        DisplayPair(
            Pick("pelatihan_semua", (f"n_{sex}",), only(together, jalur="semua")),
            Pick("pelatihan_semua", (f"n_{sex}",), _one_route),
        )
        for sex in _SEXES
    ),
    # The naive ways count the same promotions, and only place them elsewhere.
    *(
        DisplayPair(
            Pick("pelatihan_asosiasi", _PROMOTED, _way("Sejak selesai")),
            Pick("pelatihan_asosiasi", _PROMOTED, _way(f"MENYESATKAN: {way}")),
        )
        for way in ("pernah dilatih", "pernah, sebelum diangkat")
    ),
)  # fmt: skip

_INDICATORS: Final[tuple[Display, ...]] = (
    *(
        Listed(
            Pick("indikator_kegiatan", (sex,), by_columns("jenis")),
            Pick("indikator_kegiatan_daftar", (f"peserta_{sex}",), by_columns("jenis")),
            "kegiatan",
        )
        for sex in _SEXES
    ),
    *(
        Listed(
            Pick("indikator_latsar", (sex,), lambda row: _agenda(row["agenda"])),
            Pick(
                "indikator_kegiatan_daftar", (f"peserta_{sex}",),
                only(lambda row: _agenda(row["nama_kegiatan"]), jenis="Latsar CPNS"),
            ),
            "kegiatan",
        )
        for sex in _SEXES
    ),
    *(
        DisplayPair(
            Pick("indikator_fasilitator", (sex,), only(together, menurut="Sertifikat", rincian="berlaku")),
            Pick("indikator_fasilitator_pd", (sex,)),
        )
        for sex in _SEXES
    ),
    *(
        DisplayPair(Pick(table, (f"total{of}",), None), Pick(table, (f"pria{of}", f"wanita{of}"), None))
        for table, of in (
            ("indikator_fasilitator_pd", ""),
            ("indikator_terlatih_pd", ""),
            ("indikator_terlatih_pd", "_aktif"),
            ("indikator_peta_jalan_pd", ""),
            ("indikator_peta_jalan_pd", "_aktif"),
        )
    ),
    *(
        DisplayPair(
            Pick("profil_per_pd", (sex,), by_columns("perangkat_daerah")),
            Pick("indikator_terlatih_pd", (f"{sex}_aktif",), by_columns("perangkat_daerah")),
        )
        for sex in _SEXES
    ),
    *(
        DisplayPair(
            Pick("profil_per_pd", (sex,), by_columns("perangkat_daerah")),
            Pick(
                "indikator_peta_jalan_pd", (f"{sex}_aktif",),
                only(by_columns("perangkat_daerah"), sasaran="Seluruh ASN"),
            ),
        )
        for sex in _SEXES
    ),
)  # fmt: skip


def _one_office(row: Row) -> str:
    return "" if row["perangkat_daerah"] == "Semua PD" else "semua"


_APPOINTED: Final[tuple[Display, ...]] = (
    # Offices of which few were appointed are left out.
    *(
        DisplayPair(
            Pick("pd_pengangkatan", (sex,), only(together, perangkat_daerah="Semua PD")),
            Pick("pd_pengangkatan", (sex,), _one_office),
            at_least=True,
        )
        for sex in _SEXES
    ),
    DisplayPair(
        Pick("pd_pengangkatan", ("total",), None), Pick("pd_pengangkatan", ("pria", "wanita"), None)
    ),
)  # fmt: skip

DISPLAY_PAIRS: Final[tuple[Display, ...]] = (
    *FLOWS,
    *_ONCE,
    *_COHORT,
    *STEP_PAIRS,
    *_TRAINING,
    *_INDICATORS,
    *_APPOINTED,
)
