"""Names of a nation, kept as hashes, hide what names kept as texts hide. All are invented."""

from __future__ import annotations

import numpy as np
import pandas as pd

from pug_analysis.ingest.people.everybody import Hashes, hash_texts, list_names, read_crowd
from pug_analysis.ingest.people.fingerprints import collect_identifiers, name_bag, short_digest
from pug_analysis.ingest.people.twins import list_twins
from pug_analysis.ingest.reading.blocks import Block
from pug_analysis.ingest.reading.names import collect_names, hide_people
from pug_analysis.ingest.reading.period import Reading
from pug_analysis.ingest.values.cells import note

KEY = b"k" * 32


def people(names, *, first=0):
    index = pd.RangeIndex(first, first + len(names))
    return pd.DataFrame(
        {
            "nip": pd.Series([f"{n:018}" for n in index], index, dtype="string"),
            "nama": pd.Series(names, index, dtype="string"),
            "tanggal_lahir": pd.Timestamp(1980, 1, 1),
            "unor_nama": pd.Series("Bidang A", index, dtype="string"),
        },
        index=index,
    )


def test_hashes_know_their_texts_and_no_others():
    known = Hashes(hash_texts(np.array(["siti aminah", "budi rekaan"], dtype=object)))
    assert "siti aminah" in known
    assert "siti aminah rekaan" not in known
    assert "x" not in Hashes(np.array([], dtype="uint64"))


def test_blocks_together_hide_and_tell_what_memory_does(tmp_path):
    many = ["Tanpa Keterangan"] * 21
    names = ["Dra. SITI AMINAH, M.Si.", "Suharto", *many, "Budi Rekaan Jaya", "budi rekaan jaya"]
    whole = people(names)
    nothing = note(whole.index[:0], "", "")
    for k, start in enumerate(range(0, len(names), 10)):
        part = whole.iloc[start : start + 10]
        block = Block("pegawai", part, nothing, pd.Series(dtype="string"))
        list_names(block, KEY).to_feather(tmp_path / f"{k}.nama")
    crowd = read_crowd(sorted(tmp_path.iterdir()), KEY)
    memory = collect_names({"pegawai": whole})
    texts = ["SEKSI Siti Aminah", "Tanpa Keterangan", "a.n. Budi Rekaan Jaya 1", "Suharto"]
    assert [hide_people(t, crowd.names) for t in texts] == [hide_people(t, memory) for t in texts]
    assert (crowd.names.lengths, crowd.names.first) == (memory.lengths, memory.first)
    aside = pd.Series(dtype="string")
    told = collect_identifiers(Reading({"pegawai": whole}, aside, (), (), (), ())).names
    bags = sorted({short_digest(KEY, "name", name_bag(n.split())) for n in told})
    assert crowd.digests["name"].tolist() == bags
    # The two spellings of one name are one person under two NIPs, and so are the nameless.
    assert crowd.twins.tolist() == list_twins(whole).tolist()
    assert len(crowd.twins) == 2
    words = sorted({short_digest(KEY, "word", w) for n in told for w in n.split()})
    assert crowd.digests["word"].tolist() == words


def test_without_names_there_is_a_crowd_of_nobody():
    crowd = read_crowd([], KEY)
    assert hide_people("Siti Aminah", crowd.names) == "Siti Aminah"
    assert crowd.lengths == ()
