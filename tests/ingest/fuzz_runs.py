"""One or several changes, drawn from a seed, read and judged."""

from __future__ import annotations

import random
from dataclasses import replace

from .fuzz_damage import DAMAGE, DOUBTFUL
from .fuzz_files import FILES
from .fuzz_forms import FORMS, Changed, Mutation
from .fuzz_judge import find_lost, find_untold, find_wrong, read_office
from .fuzz_office import Office, make_office


def run_one(mutation: Mutation, *, seed: int) -> list[str]:
    """Complaints about one change of those files that it needs."""
    office = make_office()
    office = replace(office, forms={n: f for n, f in office.forms.items() if n in mutation.forms})
    changed = mutation.change(office, random.Random(f"{mutation.name}-{seed}"))
    return [] if changed is None else judge(mutation, changed)


def judge(mutation: Mutation, changed: Changed) -> list[str]:
    """Complaints about an office that was changed."""
    office, about = changed
    outcome = read_office(office)
    if mutation in DAMAGE:
        return find_lost(outcome, office, tells=mutation.tells)
    if mutation in DOUBTFUL:
        return find_untold(outcome, office, about=about, tells=mutation.tells)
    return find_wrong(outcome, office, tells=mutation.tells, ignore=mutation.ignore)


#: Changes that set the whole form of a file; two of them would undo each other.
_OUTER = ("jenis-", "gabung-", "kepala-", "csv-", "xlsx-", "rumus-", "berkas-", "subfolder", "nama-kolom", "kolom-",
          "baris-tersembunyi", "judul", "tanggal-asli", "tanggal-kurang")  # fmt: skip


def draw(seed: int) -> tuple[list[Mutation], Office]:
    """Some changes that keep the meaning, one after the other, at most one of them of the file itself."""
    rng = random.Random(f"campuran-{seed}")
    inner = [m for m in FORMS if not m.name.startswith(_OUTER) and "bulan-dulu" not in m.name]
    outer = [m for m in (*FORMS, *FILES) if m.name.startswith(_OUTER) and m.forms == ("asn",)]
    chosen = [*rng.sample(inner, rng.randrange(1, 4)), *rng.sample(outer, rng.randrange(2))]
    kinds = [m.name.split("-")[0] + m.forms[-1] for m in chosen]
    chosen = [m for i, m in enumerate(chosen) if kinds.index(kinds[i]) == i]
    office = make_office()
    for mutation in chosen:
        office = mutation.change(office, rng)[0]
    return chosen, office


def run_several(seed: int) -> list[str]:
    """Complaints about several changes at once, with their names."""
    chosen, office = draw(seed)
    names = "+".join(m.name for m in chosen)
    tells = {code for m in chosen for code in m.tells}
    ignore = {column for m in chosen for column in m.ignore}
    outcome = read_office(office)
    return [
        f"{names}: {what}" for what in find_wrong(outcome, office, tells=tells, ignore=ignore)[:3]
    ]
