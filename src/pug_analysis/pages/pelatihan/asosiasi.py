"""Training and promotion: what follows a training, told so that time and order cannot mislead.

Training is a state that begins after it ended. The ways that ignore this are computed beside it,
to be shown as wrong. None of it is an effect: who is chosen for a training may be who is promoted.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import pandas as pd
from scipy.special import erfc

from pug_analysis.analyses.cohort import Groups, structural_question
from pug_analysis.analyses.hazards import MODEL_GROUPS, split_periods, varies, with_events
from pug_analysis.analyses.question import Question
from pug_analysis.careers.cohort import Cohort, count_flow, first_reason
from pug_analysis.careers.columns import SEX
from pug_analysis.careers.events import first_training, unknown_status, unplaced
from pug_analysis.careers.exposure import DILATIH, expose, expose_at, expose_naively
from pug_analysis.careers.load import Data
from pug_analysis.careers.spells import PROMOSI, Spells
from pug_analysis.stats import HazardModel, discrete_hazard, holm, risk_table
from pug_analysis.stats.decision import MIN_EVENTS
from pug_analysis.stats.intervals import critical_value
from pug_analysis.stats.survival.cox import cox_time_varying
from pug_analysis.stats.survival.hazard_design import NotEstimableError
from pug_analysis.terms.diklat import Jenjang
from pug_analysis.terms.syarat import MASA_SYARAT

#: Landmarks: months after the post became possible by its formal years.
LANDMARKS = (6, 12, 24)
#: Ways of comparing, in the order of the table. The last two are wrong and shown as such.
BERUBAH, BERUBAH_COX, PATOKAN = (
    "berubah menurut waktu",
    "Cox berubah menurut waktu",
    "titik patokan",
)
PERNAH, PERNAH_SEBELUM = "pernah dilatih", "pernah dilatih sebelum diangkat"
WRONG = (PERNAH, PERNAH_SEBELUM)
#: Why there is no ratio: too few promotions on a side, terms that cannot be told apart, or only those
#: who stayed are known.
FEW_PROMOTIONS, NOT_ESTIMABLE, NO_LEAVERS = "few", "not_estimable", "no_leavers"


@dataclass(frozen=True, slots=True)
class Pair:
    """A training and the post after it.

    Attributes
    ----------
    training : PKP, PKA or PKN II
    target : structural post
    origin : structural level from which the time counts; None for TMT CPNS
    eligible : months since the origin from which the post is possible by its formal years
    """

    training: Jenjang
    target: str
    origin: str | None
    eligible: int


PAIRS = (
    Pair("PKP", "Pengawas", None, MASA_SYARAT["PKP"]),
    Pair("PKP", "Administrator", "Pengawas", MASA_SYARAT["PKA"]),
    Pair("PKA", "Administrator", "Pengawas", MASA_SYARAT["PKA"]),
    Pair("PKN II", "JPT Pratama", "Administrator", MASA_SYARAT["PKN II"]),
)


@dataclass(frozen=True, slots=True)
class Association:
    """Hazard ratios of promotion, trained to not yet trained.

    Attributes
    ----------
    pair : the training and the post
    table : one row per way and group: ``cara`` (see ``WRONG`` for those that mislead), ``kelompok``
        (semua, pria, wanita), ``bulan`` (landmark, months after eligibility; else missing),
        ``promosi_dilatih, promosi_belum`` (promotions of the trained and of the others),
        ``hazard_ratio, conf_low, conf_high, p_value``, ``halangan`` (why these are missing:
        ``FEW_PROMOTIONS`` with fewer than ``MIN_EVENTS`` promotions on either side, ``NOT_ESTIMABLE``, or
        ``NO_LEAVERS`` without a leavers list)
    p_interaction : p-value that the ratio is the same for both sexes; missing if not fitted
    flow : ``langkah, orang``
    """

    pair: Pair
    table: pd.DataFrame
    p_interaction: float
    flow: pd.DataFrame


def associate_pairs(
    data: Data, cohort: Cohort, trainings: pd.DataFrame, *, groups: Groups,
    landmarks: Sequence[int] = LANDMARKS,
) -> tuple[Association, ...]:  # fmt: skip
    """Every training and the post after it, see :func:`associate`; in the order of ``PAIRS``."""
    jabatan, cltn = data.tables["jabatan"], data.tables["cltn"]
    doubtful = unplaced(data.tables)
    found = []
    for pair in PAIRS:
        question = pair_question(cohort, jabatan, cltn, pair=pair, until=data.until, groups=groups)
        found.append(
            associate(question, trainings, pair=pair, doubtful=doubtful, landmarks=landmarks)
        )
    return tuple(found)


def pair_question(
    cohort: Cohort, jabatan: pd.DataFrame, cltn: pd.DataFrame, *, pair: Pair, until: int,
    groups: Groups | None = None,
) -> Question:  # fmt: skip
    """The question behind a pair, see ``analyses.cohort.structural_question``."""
    return structural_question(
        cohort, jabatan, cltn, target=pair.target, until=until, origin=pair.origin, groups=groups
    )


def headline_rows(found: Sequence[Association]) -> pd.DataFrame:
    """The time-varying ratio of each pair, all people, with Holm's p-values over all that is said.

    Returns
    -------
    DataFrame, one row per pair: ``pelatihan, jabatan``, the columns of ``Association.table``,
    ``p_holm`` (missing where there is no ratio), ``p_interaksi`` (that the ratio is the same for
    both sexes; missing if not fitted). Both stand in one sentence a pair, so that Holm is over the
    ratios and the interactions of all pairs together.
    """
    rows = [
        {
            "pelatihan": one.pair.training,
            "jabatan": one.pair.target,
            **one.table.iloc[0],
            "p_interaksi": one.p_interaction,
        }
        for one in found
    ]
    table = pd.DataFrame(rows)
    adjusted = holm(pd.concat([table["p_value"], table["p_interaksi"]]).astype(float))
    return table.assign(p_holm=adjusted[: len(table)], p_interaksi=adjusted[len(table) :])


def associate(
    question: Question,
    trainings: pd.DataFrame,
    *,
    pair: Pair,
    doubtful: pd.DataFrame | None = None,
    landmarks: Sequence[int] = LANDMARKS,
    conf_level: float = 0.95,
) -> Association:
    """Compare promotion after and without a training in five ways.

    The headline is a complementary log-log model on person-months in which training is a
    time-varying covariate, adjusted for sex, for what was fixed at entry, for the year since the
    origin and for the calendar period of the promotion rules. Beside it: the same by sex, Cox's
    model stratified by the entry groups, landmarks, and the two naive ways.

    Parameters
    ----------
    question : of :func:`pair_question`
    trainings : of ``careers.events.structural_trainings``
    doubtful : of ``careers.events.unplaced``; None if there is nobody
    landmarks : months after the post became possible

    Returns
    -------
    Association. People whose training has no known end date, or who may have had it, are left out
    and counted. Without a
    leavers list promotions are counted, but no ratio is given: only those who stayed are known.

    References
    ----------
    Suissa (2008), Am J Epidemiol 167:492 (immortal time); Anderson, Cain and Gelber (1983), J Clin
    Oncol 1:710 (landmarks); Prentice and Gloeckler (1978), Biometrics 34:57.
    """
    spells = _with_known_status(question.spells, trainings, doubtful, pair.training)
    month = first_training(trainings, level=pair.training)
    table = spells.table
    now = expose(table, month)
    by_sex, p_interaction = _by_sex(now, conf_level)
    cox = cox_ratio(now, strata=(SEX, *MODEL_GROUPS), conf_level=conf_level)
    rows = [_row(BERUBAH, now, _ratio(now, conf_level)), *by_sex, _row(BERUBAH_COX, now, cox)]
    for landmark in landmarks:
        exposed = expose_at(table, month, landmark=pair.eligible + landmark)
        rows.append(_row(PATOKAN, exposed, _ratio(exposed, conf_level), bulan=landmark))
    naive: dict[str, Literal["ever", "before_end"]] = {PERNAH: "ever", PERNAH_SEBELUM: "before_end"}
    for name, when in naive.items():
        exposed = expose_naively(table, month, when=when)
        rows.append(_row(name, exposed, _ratio(exposed, conf_level)))
    found = pd.DataFrame(rows)
    if question.obstacle == "no_leavers":
        found[["hazard_ratio", "conf_low", "conf_high", "p_value"]] = np.nan
        found, p_interaction = found.assign(halangan=NO_LEAVERS), np.nan
    return Association(pair, found, p_interaction, spells.flow)


def cox_ratio(
    exposed: pd.DataFrame, *, strata: Sequence[str] = (), conf_level: float = 0.95
) -> pd.Series | str:
    """Hazard ratio of the trained by Cox's model, whatever the way they were marked.

    Parameters
    ----------
    exposed : of ``careers.exposure``
    strata : columns with baselines of their own

    Returns
    -------
    Series ``estimate, std_error, hazard_ratio, hazard_ratio_low, hazard_ratio_high, p_value``, or
    the obstacle ``FEW_PROMOTIONS`` or ``NOT_ESTIMABLE``.
    """
    if not _enough(exposed):
        return FEW_PROMOTIONS
    rows = exposed.assign(event=exposed["cause"] == PROMOSI)
    try:
        found = cox_time_varying(rows, terms=DILATIH, strata=strata, conf_level=conf_level)
    except NotEstimableError:  # said on the page
        return NOT_ESTIMABLE
    return found.set_index("term").loc[DILATIH]


def _with_known_status(
    spells: Spells, trainings: pd.DataFrame, doubtful: pd.DataFrame | None, level: Jenjang
) -> Spells:
    """Leave out people of whom nobody knows whether, or since when, they have the training."""
    table = spells.table
    reasons = first_reason(unknown_status(table["pegawai_id"], trainings, doubtful, level=level))
    steps = count_flow(reasons[~table["pegawai_id"].duplicated()], first="")
    flow = pd.concat([spells.flow.iloc[:-1], steps.iloc[1:]], ignore_index=True)
    return Spells(table.loc[reasons == ""].reset_index(drop=True), flow)


def _by_sex(exposed: pd.DataFrame, conf_level: float) -> tuple[list[dict[str, Any]], float]:
    """The headline by sex, from one model with an interaction, and the test that they are equal."""
    parts = {"wanita": exposed.loc[exposed[SEX] == "P"], "pria": exposed.loc[exposed[SEX] == "L"]}
    enough = all(_enough(part) for part in parts.values())
    model = _fit(exposed, [DILATIH, f"P:{DILATIH}"], conf_level) if enough else FEW_PROMOTIONS
    if isinstance(model, str):
        return [_row(BERUBAH, part, model, kelompok=word) for word, part in parts.items()], np.nan
    terms, both = model.table.set_index("term"), [DILATIH, f"P:{DILATIH}"]
    women = _exponentiate(
        terms.loc[both, "estimate"].sum(),
        float(np.sqrt(model.covariance.loc[both, both].to_numpy().sum())),
        conf_level,
    )
    ratios = {"wanita": women, "pria": terms.loc[DILATIH]}
    rows = [_row(BERUBAH, part, ratios[word], kelompok=word) for word, part in parts.items()]
    return rows, float(terms.loc[both[1], "p_value"])


def _ratio(exposed: pd.DataFrame, conf_level: float) -> pd.Series | str:
    if not _enough(exposed):
        return FEW_PROMOTIONS
    model = _fit(exposed, [DILATIH], conf_level)
    return model if isinstance(model, str) else model.table.set_index("term").loc[DILATIH]


def _fit(exposed: pd.DataFrame, terms: list[str], conf_level: float) -> HazardModel | str:
    """Person-months by year since the origin, sex, entry groups, calendar period and training."""
    spells = split_periods(exposed)
    strata = [name for name in (SEX, *MODEL_GROUPS, "periode") if varies(spells, name)]
    kept = with_events(spells, strata).assign(P=lambda d: (d[SEX] == "P").astype(int))
    table = risk_table(kept, by=["P", DILATIH], strata=[name for name in strata if name != SEX])
    last = int(kept["exit"].max())
    # completed years: posts become possible with them, so that no year is half without any hazard
    years = [0, *range(11, last, 12), last]
    adjusted = ["P" if name == SEX else name for name in strata]
    try:
        model = discrete_hazard(
            table, terms=[*terms, *adjusted], breaks=years, cause=PROMOSI,
            empty_periods="drop", aliased="drop", conf_level=conf_level,
        )  # fmt: skip
    except NotEstimableError:  # a coefficient runs away: said on the page
        return NOT_ESTIMABLE
    return model if set(terms) <= set(model.table["term"]) else NOT_ESTIMABLE


def _enough(exposed: pd.DataFrame) -> bool:
    return min(_promotions(exposed)) >= MIN_EVENTS


def _promotions(exposed: pd.DataFrame) -> tuple[int, int]:
    """Promotions of the trained and of the others."""
    trained = exposed.loc[exposed["cause"] == PROMOSI, DILATIH] == 1
    return int(trained.sum()), int((~trained).sum())


def _exponentiate(estimate: float, std_error: float, conf_level: float) -> pd.Series:
    half = critical_value(conf_level) * std_error
    return pd.Series(
        {
            "hazard_ratio": np.exp(estimate),
            "hazard_ratio_low": np.exp(estimate - half),
            "hazard_ratio_high": np.exp(estimate + half),
            "p_value": erfc(abs(estimate / std_error) / np.sqrt(2)),
        }
    )


def _row(
    cara: str, exposed: pd.DataFrame, found: pd.Series | str, *, kelompok: str = "semua",
    bulan: float = np.nan,
) -> dict[str, Any]:  # fmt: skip
    trained, others = _promotions(exposed)
    ratios = dict.fromkeys(("hazard_ratio", "conf_low", "conf_high", "p_value"), np.nan)
    if not isinstance(found, str):
        ratios = {
            "hazard_ratio": found["hazard_ratio"],
            "conf_low": found["hazard_ratio_low"],
            "conf_high": found["hazard_ratio_high"],
            "p_value": found["p_value"],
        }
    return {
        "cara": cara, "kelompok": kelompok, "bulan": bulan, "promosi_dilatih": trained,
        "promosi_belum": others, **ratios, "halangan": found if isinstance(found, str) else "",
    }  # fmt: skip
