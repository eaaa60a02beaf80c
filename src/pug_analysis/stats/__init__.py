"""Pure statistics on spells and counts; knows nothing of pegawai.

The risk table (`risk_table`) is the sufficient statistic: it is additive over people, and every
survival estimate here is computed from it. Functions take the data first, then named options, and
give a tidy DataFrame or a frozen result that holds some.
"""

from pug_analysis.stats.competing import cumulative_incidence
from pug_analysis.stats.curves import at_times, quantile
from pug_analysis.stats.decision import Decision, decide
from pug_analysis.stats.funnel import benjamini_hochberg, binomial_limits
from pug_analysis.stats.gray import gray_test
from pug_analysis.stats.hazard import HazardModel, discrete_hazard
from pug_analysis.stats.kitagawa import Kitagawa, kitagawa
from pug_analysis.stats.logrank import LogRank, logrank
from pug_analysis.stats.milestones import Milestones, milestones
from pug_analysis.stats.odds import MantelHaenszel, exact_odds_ratio, mantel_haenszel
from pug_analysis.stats.proportions import holm, newcombe_difference, share_interval
from pug_analysis.stats.rates import person_time, rate_ratio, rates
from pug_analysis.stats.risk_table import RiskTable, merge, risk_table
from pug_analysis.stats.risk_table_csv import read_csv, write_csv
from pug_analysis.stats.rmst import Rmst, rmst
from pug_analysis.stats.segregation import dissimilarity
from pug_analysis.stats.share_ratio import share_ratio
from pug_analysis.stats.shrinkage import Shrinkage, shrink_shares
from pug_analysis.stats.survival import kaplan_meier, nelson_aalen

__all__ = [
    "Decision",
    "HazardModel",
    "Kitagawa",
    "LogRank",
    "MantelHaenszel",
    "Milestones",
    "RiskTable",
    "Rmst",
    "Shrinkage",
    "at_times",
    "benjamini_hochberg",
    "binomial_limits",
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
    "mantel_haenszel",
    "merge",
    "milestones",
    "nelson_aalen",
    "newcombe_difference",
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
    "write_csv",
]
