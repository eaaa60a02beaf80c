"""The attacker: what can be learned of hidden counts from everything that a report publishes.

It is another program than the protector in ``release``: it reads the published files and the
release ledger, and knows the rules as their readers do.
"""

from pug_analysis.audit.attack import Audit, audit_report
from pug_analysis.audit.published import UnreadableReportError, find_relaxed, read_ledger
from pug_analysis.audit.recompute import NARROWEST, Recomputed
from pug_analysis.audit.versions import find_moved, find_told

__all__ = [
    "NARROWEST",
    "Audit",
    "Recomputed",
    "UnreadableReportError",
    "audit_report",
    "find_moved",
    "find_relaxed",
    "find_told",
    "read_ledger",
]
