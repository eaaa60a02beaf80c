"""Which columns have no formula of shown counts, and why they tell nothing or how coarse they must be."""

from __future__ import annotations

from typing import Final

from pug_analysis.audit.coarse import Coarse
from pug_analysis.audit.estimates import Silent
from pug_analysis.audit.register_steps import STEP_COARSE, STEP_SILENT
from pug_analysis.audit.tables import At, Row, at, same

#: The question of the cohort page, whose counts stand beside those of the other targets.
_QUESTION: Final = "Pengawas, sejak CPNS"
_LIMITS: Final = ("conf_low", "conf_high")
_REPEATED: Final = "a p-value corrected for many tests: the one beside it tells more"


def of_question(column: str, *more: str) -> At:
    """Where counts of the cohort page's question stand: in the row of its target."""
    return at(column, *more, table="kohort_sasaran", rows=same(sasaran=_QUESTION))


def _of_all_families(_asked: Row, other: Row) -> bool:
    """Steps of the flow whose people are those of all job families."""
    return other["langkah"].startswith(("Dianalisis", "Keluarga jabatan"))


_GAP: Final = ("estimate", *_LIMITS)

COARSE: Final = (
    *(
        Coarse(
            table, _GAP, at("n_risk", table=beside, rows=same(*keys)),
            at("estimate", table=beside, rows=same(*keys)),
            minus=(
                at("estimate", table=beside, rows=same(*keys, jk="wanita")),
                at("estimate", table=beside, rows=same(*keys, jk="pria")),
            ),
        )
        for table, beside, keys in (
            ("kohort_selisih", "kohort_tonggak", ("time",)),
            ("pelatihan_selisih", "pelatihan_tonggak", ("jalur", "time")),
        )
    ),
    Coarse(
        "alumni_selisih", _GAP,
        at("n_alumni", table="alumni_pembanding", rows=same("jenjang", "jk", "time")),
        at("share_alumni", table="alumni_pembanding", rows=same("jenjang", "jk", "time")),
        minus=(
            at("share_alumni", table="alumni_pembanding", rows=same("jenjang", "jk", "time")),
            at("share_lain", table="alumni_pembanding", rows=same("jenjang", "jk", "time")),
        ),
    ),
    Coarse(
        "kohort_susunan", _GAP, at("orang", table="kohort_alur", rows=_of_all_families), both=True
    ),
    # Who arrives in the middle of 180 months moves the mean by half of them.
    Coarse(
        "kohort_uji", _GAP, of_question("n_pria", "n_wanita"), scale=90.0, each_row=True,
        rows=lambda row: row["nama"].startswith("Rata-rata waktu"),
    ),
    Coarse(
        "kohort_uji", _GAP, of_question("n_pria", "n_wanita"), scale=100.0, each_row=True,
        rows=lambda row: row["nama"].startswith(("Selisih", "Bagian")),
    ),
    *STEP_COARSE,
)  # fmt: skip

SILENT: Final = (
    Silent(
        "kohort_pangkat", ("median_pria", "median_wanita"), "to half a year: half of all arrive"
    ),
    Silent("kohort_pangkat", ("p_holm",), _REPEATED),
    *(
        Silent(table, names, why)
        for table in ("kohort_sasaran", "kohort_penyetaraan")
        for names, why in (
            (("share_pria", "share_wanita"), "of effective people, whose number is not shown"),
            (_GAP, "a model's ratio in points; its events up to the milestone are not shown"),
            (("p_value",), "of events up to the milestone, which are not shown"),
        )
    ),
    Silent("kohort_selisih", ("p_value",), "of curves whose events are not shown"),
    Silent("pelatihan_selisih", ("p_value",), "of curves whose events are not shown"),
    Silent(
        "kohort_uji", ("p_value",), "of means and standardised shares, whose parts are not shown"
    ),
    Silent(
        "pelatihan_semua",
        ("harapan_wanita", "selisih_orang"),
        "the shown count over the shown ratio",
    ),
    Silent("pelatihan_uji", ("p_holm",), _REPEATED),
    Silent("pelatihan_uji", ("p_kasar",), "of a test whose expected events are not shown"),
    Silent("pelatihan_rasio", ("p_terkoreksi",), _REPEATED),
    Silent("alumni_pembanding", ("share_lain",), "weighted, and the weights are not shown"),
    Silent("kualitas_diklat_alasan", ("teks",), "how many texts; one person may have several"),
    Silent(
        "pd_pengangkatan",
        ("harapan",),
        "to the nearest 5: shares of those at risk in many months and groups, who are not shown",
    ),
    Silent("pd_pengangkatan", ("rasio",), "the shown count over the shown expected one"),
    Silent("pd_calon", ("share_jabatan",), "of holders of posts, who are public"),
    Silent("pd_calon", ("q_value",), "of the p-values beside it"),
    *STEP_SILENT,
)
