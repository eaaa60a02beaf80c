"""The error classes of the package.

Messages are Indonesian, name file, sheet, row and remedy where there is one, and hold counts
and column names only: never a person's values.
"""

from __future__ import annotations


class PugError(Exception):
    """An error that is told to the user in one message, without a traceback.

    ``exit_code`` is what the command line ends with.
    """

    exit_code = 1


class DataError(PugError):
    """The data cannot be used as they are; the message says what to mend."""


class ReportError(PugError):
    """A notebook failed or could not be published; the last good report is untouched."""


class StandingEditionError(ReportError):
    """A protected edition stays as it was published, lest both versions together tell of a few people."""


class UsageError(PugError):
    """The command, a parameter or ``pug.toml`` asks for something that does not exist."""

    exit_code = 2


class LockedError(PugError):
    """Another run holds the workspace."""

    exit_code = 75
