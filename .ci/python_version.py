"""Refuse a Python that the locked packages do not serve, before anything is installed.

Exit 0: it serves. Exit 1, with one Indonesian sentence unless ``--quiet``: it does not.
Any Python must be able to read this file, so it is written as Python 2.7 would have it.
"""

import os
import re
import sys
import sysconfig

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
BITS_64 = 2**32


def read_range(text):
    """Return the first and last minor version of Python 3 that ``requires-python`` allows."""
    first, beyond = re.search(r'^requires-python = ">=3\.(\d+),<3\.(\d+)"', text, re.M).groups()
    return int(first), int(beyond) - 1


def refuse(version, maxsize, implementation, free_threaded, text):
    """Return why this Python cannot be used, in Indonesian; empty if it can."""
    first, last = read_range(text)
    wanted = "Python 3.%d sampai 3.%d (64 bit)" % (first, last)
    found = None
    if not (3, first) <= tuple(version[:2]) <= (3, last):
        found = "Python %d.%d" % tuple(version[:2])
    elif maxsize < BITS_64:
        found = "Python 32 bit"
    elif implementation != "cpython":
        found = "Python jenis " + implementation
    elif free_threaded:
        found = "Python tanpa GIL (free-threaded)"
    if found is None:
        return ""
    return (
        "%s tidak dapat dipakai: pasang %s, lalu ulangi perintah yang sama "
        "(Linux dan macOS: atau sebutkan yang sudah ada, misalnya make report PYTHON=python3.%d)."
        % (found, wanted, last - 1)
    )


def main(words):
    """Judge the Python that runs this."""
    with open(os.path.join(ROOT, "pyproject.toml")) as file:
        text = file.read()
    kind = getattr(sys, "implementation", None)
    name = kind.name if kind else "cpython"
    free_threaded = bool(sysconfig.get_config_var("Py_GIL_DISABLED"))
    why = refuse(sys.version_info, sys.maxsize, name, free_threaded, text)
    if why and "--quiet" not in words:
        sys.stderr.write(why + "\n")
    return 1 if why else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
