"""Pure statistics on spells and counts; knows nothing of pegawai.

The risk table (`risk_table`) is the sufficient statistic: it is additive over people, and every
survival estimate here is computed from it. Functions take the data first, then named options, and
give a tidy DataFrame or a frozen result that holds some.
"""

from pug_analysis.stats.decision import Decision, decide
from pug_analysis.stats.shares.funnel import benjamini_hochberg, binomial_limits
from pug_analysis.stats.shares.kitagawa import Kitagawa, kitagawa
from pug_analysis.stats.shares.odds import MantelHaenszel, exact_odds_ratio, mantel_haenszel
from pug_analysis.stats.shares.proportions import holm, newcombe_difference, share_interval
from pug_analysis.stats.shares.segregation import dissimilarity
from pug_analysis.stats.shares.share_ratio import share_ratio
from pug_analysis.stats.shares.shrinkage import Shrinkage, shrink_shares
from pug_analysis.stats.survival.competing import cumulative_incidence
from pug_analysis.stats.survival.curves import at_times, quantile
from pug_analysis.stats.survival.gray import gray_test
from pug_analysis.stats.survival.hazard import HazardModel, discrete_hazard
from pug_analysis.stats.survival.kaplan_meier import kaplan_meier, nelson_aalen
from pug_analysis.stats.survival.logrank import LogRank, logrank
from pug_analysis.stats.survival.logrank_ratio import LogRankRatio, compare_ratios, logrank_ratio
from pug_analysis.stats.survival.max_combo import MaxCombo, max_combo
from pug_analysis.stats.survival.milestones import Milestones, milestones
from pug_analysis.stats.survival.multistate import Moves, moves, occupation
from pug_analysis.stats.survival.rates import person_time, rate_ratio, rates
from pug_analysis.stats.survival.risk_sets import at_risk
from pug_analysis.stats.survival.risk_table import RiskTable, merge, risk_table
from pug_analysis.stats.survival.risk_table_csv import read_csv, write_csv
from pug_analysis.stats.survival.rmst import Rmst, rmst
from pug_analysis.stats.survival.standardised import Standardised, standardised_incidence

__all__ = [
    "Decision",
    "HazardModel",
    "Kitagawa",
    "LogRank",
    "LogRankRatio",
    "MantelHaenszel",
    "MaxCombo",
    "Milestones",
    "Moves",
    "RiskTable",
    "Rmst",
    "Shrinkage",
    "Standardised",
    "at_risk",
    "at_times",
    "benjamini_hochberg",
    "binomial_limits",
    "compare_ratios",
    "cumulative_incidence",
    "decide",
    "discrete_hazard",
    "dissimilarity",
    "exact_odds_ratio",
    "gray_test",
    "holm",
    "kaplan_meier",
    "kitagawa",
    "logrank",
    "logrank_ratio",
    "mantel_haenszel",
    "max_combo",
    "merge",
    "milestones",
    "moves",
    "nelson_aalen",
    "newcombe_difference",
    "occupation",
    "person_time",
    "quantile",
    "rate_ratio",
    "rates",
    "read_csv",
    "risk_table",
    "rmst",
    "share_interval",
    "share_ratio",
    "shrink_shares",
    "standardised_incidence",
    "write_csv",
]
