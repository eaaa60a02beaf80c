"""What is spooled comes back, every row in the bucket of its owner. All people are invented."""

from __future__ import annotations

import pandas as pd

from pug_analysis.ingest.kept.processed_folder import make_ids
from pug_analysis.ingest.kept.spool import Spool, find_bucket
from pug_analysis.ingest.reading.blocks import Block
from pug_analysis.ingest.values.cells import note

KEY = b"k" * 32


def block(nips, *, first, aside=()):
    index = pd.RangeIndex(first, first + len(nips))
    frame = pd.DataFrame(
        {
            "nip": pd.Series(nips, index, dtype="string"),
            "lahir_nip": pd.Series(pd.Timestamp(1980, 1, 1), index),
            "tmt_pindah": pd.Series(pd.NaT, index, dtype="datetime64[ns]"),
            "jam": pd.Series(pd.NA, index, dtype="Int64"),
        },
        index=index,
    )
    lost = pd.Index(range(900 + first, 900 + first + len(aside)))
    notes = [note(index[:1], "nip", "NIP-KOSONG"), note(pd.Index([first + 500]), "", "BARIS-KAKI")]
    notes.append(note(lost, "", "CSV-JUMLAH-KOLOM"))
    return Block("pindah", frame, pd.concat(notes), pd.Series(list(aside), lost, dtype="string"))


def test_buckets_hold_everything_once_and_people_whole(tmp_path):
    nips = [f"19800101201001{i:04}" for i in range(40)]
    spool = Spool(tmp_path, 3, KEY)
    blocks = [block(["", *nips], first=1, aside=nips[:2]), block(nips, first=101)]
    for b in blocks:
        spool.keep(7, b)
    found = [spool.read(bucket) for bucket in range(4)]
    frames = pd.concat([frames["pindah"] for frames, _, _ in found[:3]]).sort_index()
    pd.testing.assert_frame_equal(frames, pd.concat([b.frame for b in blocks]), check_freq=False)
    assert found[3][0] == {}
    owners = {}
    for bucket, (rows, aside, notes) in enumerate(found):
        for nip in [*rows.get("pindah", pd.DataFrame({"nip": []}))["nip"], *aside]:
            if nip:
                assert owners.setdefault(nip, bucket) == bucket
        addresses = {*rows.get("pindah", pd.DataFrame()).index, *aside.index}
        own = {a for n in notes for a in n["alamat"] if a < 500 or a >= 900}
        assert own <= addresses
    kept = pd.concat([n for _, _, notes in found for n in notes])
    assert len(kept) == sum(len(b.notes) for b in blocks)


def test_buckets_follow_the_order_of_the_pseudonyms():
    nips = [f"19800101201001{i:04}" for i in range(200)]
    ids = make_ids(nips, KEY)
    buckets = [find_bucket(nip, KEY, 7) for nip in sorted(nips, key=ids.get)]
    assert buckets == sorted(buckets)
    assert set(buckets) == set(range(7))


def test_what_is_forgotten_is_gone(tmp_path):
    spool = Spool(tmp_path, 2, KEY)
    spool.keep(1, block(["198001012010010001"], first=1))
    spool.keep(5, block(["198001012010010001"], first=201))
    spool.forget(1, 4)
    assert {p.name[:12] for p in tmp_path.iterdir()} == {"000000000005"}
    spool.forget(5, 5)
    assert list(tmp_path.iterdir()) == []
