"""The attacker: what can be learned of hidden counts from everything that a report publishes.

It is another program than the protector in ``release``: it reads the published files and the
release ledger, and knows the rules as their readers do.
"""

from pug_analysis.audit.attack import Audit, audit_report
from pug_analysis.audit.published import UnreadableReportError, find_relaxed

__all__ = ["Audit", "UnreadableReportError", "audit_report", "find_relaxed"]
