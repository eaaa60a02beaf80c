"""Tables of the same units, released together: the other program finds no count that they narrow."""

from __future__ import annotations

import json
from math import inf
from types import MappingProxyType

import numpy as np
import pandas as pd
import pytest

from pug_analysis.audit import audit_report
from pug_analysis.careers.columns import SEX
from pug_analysis.careers.offices import PD
from pug_analysis.release import disclosure_rows as rows
from pug_analysis.release.disclosure import protect_parts
from pug_analysis.release.disclosure_rows import Whole, rows_to_hide
from pug_analysis.release.ledger import ASN, BY_SEX, TERLATIH, Cells, Release
from pug_analysis.release.small_counts import MASKED, NARROWEST
from pug_analysis.release.tables import Column, release_table
from pug_analysis.report.gate.release_ledger import build_ledger
from pug_analysis.report.write.sheets import format_csv
from pug_analysis.terms.kalender import Periode

SEXES = ["pria", "wanita"]
#: Men and women of small offices of a regency of 1,500 people: in service, holders of posts, candidates,
#: trained. The first two were once known to 3 to 5 men, 2 to 4 women.
SMALL = np.array(
    [
        [[3, 3], [2, 2], [1, 0], [1, 1]],
        [[4, 2], [3, 1], [0, 1], [2, 0]],
        [[5, 4], [1, 2], [2, 0], [0, 1]],
        [[5, 2], [4, 1], [1, 1], [0, 1]],
        [[6, 5], [1, 1], [3, 2], [1, 1]],
        [[48, 181], [0, 0], [5, 4], [9, 29]],
        [[330, 424], [0, 0], [6, 5], [70, 69]],
    ]
)


def counted(rows: np.ndarray) -> pd.DataFrame:
    table = pd.DataFrame(rows, columns=SEXES)
    return table.assign(total=rows.sum(axis=1), unit=[f"u{n:02}" for n in range(len(rows))])


def release(rows: np.ndarray) -> list[dict]:
    """Tables of people in service, posts, candidates and trained; the regency's sums are exact."""
    active, posts, waiting, trained = (rows[:, place] for place in range(4))
    shown = {"parts": SEXES, "total": "total", "edition": "pokja"}
    people = protect_parts(counted(active), **shown, least=posts)
    calon = protect_parts(counted(waiting), **shown, whole=Whole(active, posts, posts))
    whole = Whole(active, posts, np.zeros_like(posts))
    dilatih = protect_parts(
        counted(trained), parts=SEXES, whole=whole, among=active, edition="pokja"
    )
    dilatih[SEXES] = dilatih[SEXES].mask(people["total"].isna(), pd.NA)
    sums = [counted(t.sum(axis=0, keepdims=True)) for t in (active, trained)]
    return [
        _table(people, "orang", {}),
        _table(counted(posts), "pejabat", {"jalur": "pejabat"}, exact=True),
        _table(calon, "calon", {"jalur": "calon"}),
        _table(
            dilatih.drop(columns="total").assign(**{f"{n}_aktif": people[n] for n in SEXES}),
            "dilatih",
            {TERLATIH: "ya"},
            public={n: f"{n}_aktif" for n in SEXES},
        ),
        _table(sums[0], "semua", {}, exact=True, by_unit=False),
        _table(sums[1], "semua_dilatih", {TERLATIH: "ya"}, exact=True, by_unit=False),
    ]


def _table(frame, name, fixed, *, exact=False, by_unit=True, public=MappingProxyType({})) -> dict:
    counts = {n: dict(of) | fixed for n, of in BY_SEX.items() if n in frame}
    complete = (PD, SEX) if by_unit and not exact else (SEX,)
    cells = Cells(ASN, counts, rows={PD: "unit"} if by_unit else {}, complete=complete)
    terms = Release("A" if exact else "B", "pokja", exact=exact, cells=cells,
                    public=public,
                    derived=() if exact or "total" not in frame else ("total",))  # fmt: skip
    columns = [
        Column("unit", "Unit", "text"),
        *(Column(n, n, "count") for n in [*counts, *public.values()]),
    ]
    return release_table(frame, name=name, title=name, columns=columns, terms=terms).payload


def attack(tables: list[dict], folder):
    (folder / "tabel").mkdir(parents=True)
    for table in tables:
        (folder / "tabel" / f"{table['name']}.csv").write_bytes(format_csv(table))
    manifest = {"buku_rilis": build_ledger(tables, periode=Periode(2025), edition="pokja")}
    (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    return audit_report(folder)


def small_regency(seed: int) -> np.ndarray:
    """Up to a dozen offices, from a few people to some dozens, some of them nearly all trained."""
    rng = np.random.default_rng(seed)
    n, scale = int(rng.integers(2, 12)), rng.choice([4, 8, 15, 40])
    posts = rng.integers(0, 5, (n, 2))
    waiting = rng.poisson(rng.gamma(0.7, scale, (n, 2)))
    active = posts + waiting + rng.poisson(rng.gamma(0.5, scale * rng.choice([0.2, 1]), (n, 2)))
    trained = rng.binomial(active, rng.choice([0.05, 0.2, 0.6, 0.95]))
    return np.stack([active, posts, waiting, trained], axis=1)


# --- by hand
def test_a_hidden_total_posts_and_one_candidate_do_not_add_up_to_the_people(tmp_path):
    # 2 men and 2 women hold posts and a man waits: 3 men at least, and 2 women; 7 at most in all
    found = attack(release(SMALL), tmp_path / "aman")
    assert found.passed, found.unsafe
    assert found.narrowest >= NARROWEST
    tables = release(SMALL)
    alone = protect_parts(counted(SMALL[:, 2]), parts=SEXES, total="total", edition="pokja")
    tables[2] = _table(alone, "calon", {"jalur": "calon"})
    # the gate is what it was: candidates protected by themselves are still refused
    assert attack(tables, tmp_path / "bocor").unsafe["orang"] >= 6


def test_a_total_that_is_hidden_narrows_what_posts_leave():
    # 3 and 2 of at most 7 are public: 3 to 5 men, 2 to 4 women; without the total up to 7 of each
    rows, posts = np.array([[4, 2], [200, 180], [90, 60]]), np.array([[3, 2], [0, 0], [0, 0]])
    assert rows_to_hide(rows, posts, total=True).tolist() == [True, False, False]
    assert not rows_to_hide(rows, posts, total=False).any()


def test_a_part_that_with_public_posts_tells_the_whole_is_left_out():
    # 12 men shown as 10 (8 to 12), 10 candidates as 10 (8 to 12): two posts leave 10 to 12 men
    active = np.array([[12, 60], [300, 200], [100, 90]])
    posts = np.array([[2, 0], [4, 0], [1, 0]])
    waiting = np.array([[10, 20], [100, 90], [50, 40]])
    whole = Whole(active, posts, posts)
    hidden = rows_to_hide(waiting, np.zeros_like(waiting), total=True, whole=whole)
    assert hidden.tolist() == [True, False, False]
    fewer = np.array([[4, 20], [100, 90], [50, 40]])
    assert not rows_to_hide(fewer, np.zeros_like(fewer), total=True, whole=whole).any()


def test_nearly_everybody_trained_is_shown_once():
    # all 24 men are trained: 9 shown as 10 among those in service would tell of the 9 trained, and back
    active, trained = np.array([[9, 9], [3, 2], [12, 6]]), np.array([[9, 7], [3, 2], [12, 6]])
    none = np.zeros_like(active)
    assert rows_to_hide(trained, none, whole=Whole(active, none, none)).any()


# --- properties
@pytest.mark.parametrize("seed", [30, 44, *range(4)])
def test_no_count_is_narrowed_by_all_tables_together(seed, tmp_path):
    found = attack(release(small_regency(seed)), tmp_path / "r")
    assert found.passed, found.unsafe


@pytest.mark.parametrize("seed", range(20))
def test_the_order_of_units_does_not_matter(seed):
    rows = small_regency(seed)
    turned = rows[::-1]
    for part, total, apart in ((2, True, 1), (3, False, None)):
        hidden = [
            rows_to_hide(
                r[:, part],
                np.zeros_like(r[:, 0]),
                total=total,
                whole=Whole(r[:, 0], r[:, 1], np.zeros_like(r[:, 1]) if apart is None else r[:, 1]),
            )
            for r in (rows, turned)
        ]
        assert hidden[0].sum() == hidden[1].sum()


def test_a_missing_row_of_a_small_office_tells_nothing_of_its_candidates():
    """Whoever waits there, or nobody: the row is missing or shown for the office's size alone."""
    missing = []
    for men, women in ((0, 0), (1, 0), (0, 2), (1, 1)):
        rows = SMALL.copy()
        rows[0, 0], rows[0, 2] = [4, 3], [men, women]
        calon = release(rows)[2]["rows"]
        missing.append([row[1] is None for row in calon])
    assert all(one == missing[0] for one in missing)
    assert missing[0][0]
    assert not missing[0][4]


def test_a_whole_does_not_depend_on_its_parts():
    people = release(SMALL)[0]["rows"]
    fewer = SMALL.copy()
    fewer[:, 2:] = 0
    assert release(fewer)[0]["rows"] == people
    # 5 men and women of at most 7 hold posts in the fourth office: it gives its own reason to be missing
    assert [row[1] for row in people[:5]] == [MASKED, MASKED, MASKED, None, MASKED]


# --- what one table tells, by hand
NONE = np.zeros((1, 2), dtype=int)


def ends(one: rows._Known) -> list[list[tuple[float, float]]]:
    return [
        [(float(a), float(b)) for a, b in zip(low, high, strict=True)]
        for low, high in zip(one.low, one.high, strict=True)
    ]


def known_of(*counts: tuple[int, int], **options: object) -> rows._Known:
    exact = np.array(counts)
    given = {
        "least": np.zeros_like(exact),
        "hidden": np.zeros(len(exact), dtype=bool),
        "total": True,
    }
    return rows._known(exact, **(given | options))


@pytest.mark.parametrize(
    ("counts", "told"),
    [
        ((1, 7), [(1, 7), (1, 7), (8, inf)]),  # both hidden, 8 together
        ((3, 4), [(1, 7), (1, 7), (1, 7)]),  # both hidden, and so is their total
        ((0, 7), [(0, 0), (1, 7), (1, 7)]),  # 0 is shown
        ((8, 12), [(8, 12), (8, 12), (8, inf)]),  # both shown as 10
        ((13, 17), [(13, 17), (13, 17), (8, inf)]),  # both shown as 15
        ((18, 22), [(18, 22), (18, 22), (8, inf)]),
        ((0, 0), [(0, 0), (0, 0), (0, 0)]),
    ],
)
def test_ends_of_what_is_shown(counts, told):
    assert ends(known_of(counts)) == [told]


def test_ends_where_no_total_is_released_and_of_a_row_that_is_left_out():
    assert ends(known_of((3, 4), total=False)) == [[(1, 7), (1, 7), (0, inf)]]
    assert ends(known_of((0, 0), total=False)) == [[(0, 0), (0, 0), (0, inf)]]
    gone = known_of(
        (3, 20), (8, 8), hidden=np.array([True, False]), least=np.array([[2, 5], [0, 0]])
    )
    assert ends(gone) == [[(2, inf), (5, inf), (7, inf)], [(8, 12), (8, 12), (8, inf)]]
    assert gone.secret.tolist() == [[False] * 3, [True] * 3]


def test_a_zero_that_is_hidden_may_be_any_small_count():
    one = known_of((0, 9), (0, 3), zeros=np.array([[True, False], [True, False]]))
    assert ends(one) == [[(0, 7), (8, 12), (8, inf)], [(0, 7), (1, 7), (0, 7)]]
    assert one.secret.tolist() == [[True] * 3, [True] * 3]
    open_ = known_of((0, 9))
    assert open_.secret.tolist() == [[False, True, True]]
    assert known_of((0, 9), total=False).secret.tolist() == [[False, True, False]]


def test_public_people_raise_the_least():
    one = known_of((5, 9), least=np.array([[3, 2]]))
    assert ends(one) == [[(3, 7), (8, 12), (8, inf)]]
    assert ends(known_of((3, 4), least=np.array([[2, 3]]))) == [[(2, 7), (3, 7), (5, 7)]]


# --- how counts narrow each other, by hand
def told(*cells: tuple[float, float]) -> rows._Known:
    """One row: men, women, both."""
    low, high = np.array(cells, dtype=float).T
    return rows._Known(low[None], high[None], np.ones((1, len(cells)), dtype=bool))


def test_parts_and_their_total_narrow_each_other():
    # 1 to 7 and 8 to 12 are 9 to 19; of 9 to 10, men are at most 2, women at most 9
    assert ends(rows._within_rows(told((1, 7), (8, 12), (0, 100)))) == [[(1, 7), (8, 12), (9, 19)]]
    assert ends(rows._within_rows(told((1, 7), (8, 12), (0, 10)))) == [[(1, 2), (8, 9), (9, 10)]]
    # at least 18 of both: men at least 6, women at least 11
    assert ends(rows._within_rows(told((1, 7), (8, 12), (18, 30)))) == [
        [(6, 7), (11, 12), (18, 19)]
    ]
    # with three parts as well
    three = told((1, 7), (1, 7), (8, 12), (24, 40))
    assert ends(rows._within_rows(three)) == [[(5, 7), (5, 7), (10, 12), (24, 26)]]


def test_a_known_sum_narrows_its_column():
    two = rows._Known(
        np.array([[1, 8, 9], [8, 1, 9]], float), np.array([[7, 12, 19], [12, 7, 19]], float), np.ones((2, 3), bool)
    )  # fmt: skip
    # 10 men: 1 or 2, and 8 or 9; 19 women: 12 and 7; of 29 people 10 to 19 each
    assert ends(rows._within_columns(two, np.array([10, 19]))) == [
        [(1, 2), (12, 12), (10, 19)],
        [(8, 9), (7, 7), (10, 19)],
    ]
    assert rows._within_columns(two, None) is two


def test_an_open_end_keeps_the_others_of_its_column_open():
    two = rows._Known(
        np.array([[0, 8, 8], [8, 1, 9]], float), np.array([[inf, 12, inf], [12, 7, inf]], float),
        np.ones((2, 3), bool),
    )  # fmt: skip
    # of 20 men the second unit has 8 to 12, so the first 8 to 12; how many the second has the first cannot tell
    assert ends(rows._within_columns(two, np.array([20, 19]))) == [
        [(8, 12), (12, 12), (8, 30)],
        [(8, 12), (7, 7), (9, 31)],
    ]


def test_a_part_and_its_whole_narrow_each_other():
    own, above = told((1, 7), (8, 12), (9, 19)), told((8, 12), (8, 12), (16, 24))
    whole = Whole(np.array([[9, 10]]), NONE, np.array([[4, 1]]))
    part, every = rows._nest(own, above, whole=whole, sums=None)
    # at least 4 men and 1 woman are not in the part; of 12 women at most 11 are; of 24 people at most 19
    assert ends(part) == [[(1, 7), (8, 11), (9, 19)]]
    # with 1 man of the part and 4 apart at least 5; with 8 women and 1 apart at least 9
    assert ends(every) == [[(8, 12), (9, 12), (16, 24)]]


def test_where_the_rest_is_known_the_part_is():
    """Of 20 men and 30 women 18 and 27 are in the part: 2 and 3 are not, whatever is hidden."""
    own, above = told((13, 19), (20, 40), (33, 59)), told((18, 22), (28, 32), (46, 54))
    whole = Whole(np.array([[20, 30]]), NONE, NONE)
    part, every = rows._nest(own, above, whole=whole, sums=np.array([18, 27]))
    assert ends(part) == [[(16, 19), (25, 29), (41, 49)]]
    assert ends(every) == [[(18, 21), (28, 32), (46, 54)]]


def test_a_count_is_unsafe_where_it_is_secret_and_known_to_less_than_3():
    one = rows._Known(
        np.array([[1.0, 1, 1]]), np.array([[3.0, 4, 3]]), np.array([[True, True, False]])
    )
    assert rows._unsafe(one).tolist() == [[True, False, False]]


def test_a_hidden_part_of_a_hidden_whole_may_be_any_small_count():
    """Of the whole 5 men and 3 women are hidden, and their total of 8 is not; elsewhere all are."""
    exact = np.array([[5, 3], [2, 3], [9, 4]])
    whole = Whole(exact, np.zeros_like(exact), np.array([[0, 0], [1, 0], [0, 0]]))
    above = rows._known(exact, whole.least, hidden=np.zeros(3, bool), total=True)
    part = np.array([[2, 0], [1, 1], [4, 2]])
    own = rows._known(part, np.zeros_like(part), hidden=np.zeros(3, bool), total=True)
    small, large = rows._any_small(own, above, whole)
    assert ends(small) == [
        [(1, 7), (1, 7), (1, 7)],
        [(1, 7), (1, 7), (1, 7)],
        [(1, 7), (1, 7), (1, 7)],
    ]
    # a total of 8 or more fits where the whole may be as large; in the second, of at most 7, it may be small
    assert ends(large) == [
        [(1, 7), (1, 7), (8, inf)],
        [(1, 7), (1, 7), (1, inf)],
        [(1, 7), (1, 7), (1, 7)],
    ]
    assert small.secret.tolist() == [[True] * 3] * 3


# --- which rows go first
def test_the_smallest_row_goes_first_and_of_equals_those_of_the_lowest_rank():
    sizes, ranks = np.array([9.0, 5, 5, 2, 5]), np.array([0, 3, 1, 2, 1])
    among = np.array([True, True, True, False, True])
    assert rows._smallest(sizes, among, ranks).tolist() == [False, False, True, False, True]


def test_ranks_follow_all_that_is_known_and_ties_share_one():
    exact = np.array([[3, 4], [4, 3], [2, 2], [3, 4], [3, 4], [3, 4]])
    least = np.array([[0, 0], [0, 0], [9, 9], [0, 0], [1, 0], [0, 0]])
    zeros = np.array([[0, 0], [0, 0], [0, 0], [0, 0], [0, 0], [0, 1]], dtype=bool)
    assert rows._ranks(exact, least, zeros, None).tolist() == [1, 4, 0, 1, 3, 2]
    whole = Whole(exact * 2, least, np.array([[0, 1], [0, 0], [0, 0], [0, 0], [0, 0], [0, 0]]))
    assert rows._ranks(exact, least, zeros, whole).tolist() == [2, 5, 0, 1, 4, 3]


@pytest.mark.parametrize(
    ("unsafe", "hidden", "goes"),
    [
        # the first column has the problem: its smallest count of 8 or more goes
        ([[1, 0, 0], [0, 0, 0], [0, 0, 0]], [0, 0, 0], [0, 0, 1]),
        ([[0, 1, 0], [0, 0, 0], [0, 0, 0]], [0, 0, 0], [0, 1, 0]),
        # the total has it: the smallest row with a rounded count
        ([[0, 0, 1], [0, 0, 0], [0, 0, 0]], [0, 0, 0], [0, 0, 1]),
        ([[1, 0, 0], [0, 0, 0], [0, 0, 0]], [0, 0, 1], [0, 1, 0]),
        # no row with a rounded count is left: the unsafe one itself
        ([[1, 0, 0], [0, 0, 0], [0, 0, 0]], [0, 1, 1], [1, 0, 0]),
    ],
)
def test_which_row_opens_a_sum(unsafe, hidden, goes):
    exact = np.array([[3, 2], [40, 9], [20, 12]])
    found = rows._next(
        np.array(unsafe, dtype=bool), np.zeros((3, 3), dtype=bool), exact=exact, rounded=exact >= 8,
        hidden=np.array(hidden, dtype=bool), ranks=np.arange(3),
    )  # fmt: skip
    assert found.astype(int).tolist() == goes


def test_a_row_that_tells_on_its_whole_goes_itself():
    exact = np.array([[3, 2], [40, 9]])
    told_on = np.array([[True, False, False], [False, False, False]])
    options = {"exact": exact, "rounded": exact >= 8, "ranks": np.arange(2)}
    nothing = np.zeros_like(told_on)
    found = rows._next(nothing, told_on, hidden=np.array([False, False]), **options)
    assert found.tolist() == [True, False]
    # it is gone already: the smallest rounded count of its column
    found = rows._next(nothing, told_on, hidden=np.array([True, False]), **options)
    assert found.tolist() == [False, True]


def test_where_no_rounded_row_is_left_the_smallest_small_one_goes():
    exact = np.array([[3, 2], [2, 2], [3, 4], [20, 12]])
    unsafe = np.zeros((4, 3), dtype=bool)
    unsafe[0, 0] = True
    found = rows._next(
        unsafe, np.zeros_like(unsafe), exact=exact, rounded=exact >= 8,
        hidden=np.array([True, False, False, True]), ranks=np.arange(4),
    )  # fmt: skip
    assert found.tolist() == [False, True, False, False]
