"""The rule of small counts: its constants, and the words with which sentences quote them.

Nothing else holds these numbers, and no sentence types them: whoever changes the rule changes this
module, and the pages say the new one. (The attacker, another program, has them on its own.)

References
----------
NHS England, "Protecting patient privacy in published statistics": 0 is shown, 1 to 7 are hidden,
larger counts are rounded to the nearest 5.
"""

from __future__ import annotations

from typing import Final

#: The smallest count shown, and to what it is rounded.
SMALLEST: Final = 8
STEP: Final = 5
#: No count may be known better than this, from all that is published.
NARROWEST: Final = 3
#: A hidden count, the same in page, CSV, and workbook.
MASKED: Final = "*"
#: What a hidden count adds to a sum of released ones.
HIDDEN_AS: Final = SMALLEST // 2
#: Below this released denominator a table below the regency total gives no percentage.
PERCENT_FROM: Final = 30
#: A curve goes on while this many are at risk in every group; it steps with this many events.
CURVE_AT_RISK: Final = 10
CURVE_EVENTS: Final = 6
#: Changes of two rounded counts below this may be rounding alone.
ROUNDED_CHANGE: Final = 2 * STEP

#: How sentences quote the hidden counts, and the rounding; texts of tables are given the numbers by name.
HIDDEN_RANGE: Final = f"1 sampai {SMALLEST - 1}"
HIDDEN_RANGE_OR_NONE: Final = f"0 sampai {SMALLEST - 1}"
MULTIPLES: Final = f"kelipatan {STEP}"
