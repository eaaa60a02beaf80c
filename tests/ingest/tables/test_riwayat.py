"""Histories as tables."""

from __future__ import annotations


def history(office, name, header, *rows):
    office.csv("a.csv", office.people())
    office.csv(f"{name}.csv", [header, *([office.nip(i), *row] for i, row in enumerate(rows))])
    build = office.build()
    return build, build.tables[name]


def test_posts(office):
    header = ["nipBaru", "jenisJabatan", "eselon", "eselonId", "jabatanFungsionalNama", "namaJabatan",
              "unorNama", "tmtJabatan", "jenisMutasi", "jenisPenugasan"]  # fmt: skip
    unit = "Bagian - Dinas A - PEMERINTAH KABUPATEN CONTOH"
    _, table = history(
        office, "jabatan", header,
        ("1", "IV.a", "41", "", "Kasubbag", unit, "01-06-2010", "", ""),
        ("Jabatan Fungsional", "", "", "Auditor Ahli Muda", "", unit, "01-06-2011", "Penyetaraan", ""),
        ("", "", "", "", "Plt. Kepala Dinas", unit, "01-06-2012", "", ""),
        ("2", "", "99", "Guru Madya", "", unit, "01-06-2013", "", ""),
    )  # fmt: skip
    table = table.sort_values("tmt_jabatan", ignore_index=True)
    assert table["jenis_jabatan"].tolist() == ["struktural", "fungsional", "", "fungsional"]
    assert table["penyetaraan"].tolist() == [False, True, False, False]
    assert table["penugasan"].tolist() == ["definitif", "definitif", "plt", "definitif"]
    # Person 3 reached III/c in 2012: Guru Madya of 2013 is read by that golongan.
    assert table["jenjang_jf"].tolist() == ["", "Ahli Muda", "", "Ahli Muda"]
    assert table["jabatan"].tolist() == ["", "Auditor Ahli Muda", "", "Guru Madya"]
    assert set(table["perangkat_daerah"]) == {"Dinas A"}


def test_structural_courses(office):
    header = [
        "nipBaru",
        "latihanStrukturalId",
        "latihanStrukturalNama",
        "tanggal",
        "tanggalSelesai",
        "tahun",
        "jumlahJam",
    ]
    build, table = history(
        office, "diklat", header,
        ("02", "PKP a.n. 198503122010012001", "01-02-2015", "01-06-2015", "2015", "900 JP"),
        ("3", "PKA", "", "", "2016", ""), ("3", "PKA", "01-05-2016", "01-02-2016", "", ""),
        ("3", "PKA", "", "", "2026", ""), ("3", "PKA", "", "", "2040", ""),
    )  # fmt: skip
    assert sorted(table["tahun"].tolist()) == [2015, 2016]
    assert set(table["nama_diklat"]) == {"PKP a.n. [nomor]", "PKA"}
    assert table.loc[table["tahun"] == 2015, ["latihan_struktural", "jam"]].to_numpy().tolist() == [
        ["2", 900]
    ]
    found = build.temuan.query("berkas == 'diklat.csv' and baris > 1").set_index("baris")["kode"]
    assert found.to_dict() == {
        2: "TEKS-PRIBADI",
        4: "RIW-SELESAI-SEBELUM-MULAI",
        5: "BARIS-SETELAH-BATAS",
        6: "TGL-MASA-DEPAN",
    }


def test_education(office):
    header = [
        "nipBaru",
        "tkPendidikanId",
        "tkPendidikanNama",
        "tahunLulus",
        "tglLulus",
        "isPendidikanPertama",
    ]
    build, table = history(
        office, "pendidikan", header,
        ("40", "", "", "01-08-1999", "1"), ("", "S-2", "2010", "", ""), ("", "?", "2010", "", "0"),
    )  # fmt: skip
    rows = table.set_index("tingkat_pendidikan")
    assert rows["tahun_lulus"].to_dict() == {"40": 1999, "45": 2010}
    assert rows["pendidikan_pertama"].fillna(False).to_dict() == {"40": True, "45": False}
    assert rows["pendidikan_pertama"].isna().to_dict() == {"40": False, "45": True}
    assert {"PENDIDIKAN-KOSONG", "PENDIDIKAN-TAK-DIKENAL"} <= set(build.temuan["kode"])


def test_leavers_are_described_by_their_nip(office):
    office.csv("a.csv", office.people())
    header = ["nipBaru", "kedudukanHukumId", "jenisPemberhentian", "tmtPemberhentian"]
    rows = [("196001011990032001", "99", "", "01-02-2020"), ("196101012021211002", "", "Meninggal", "01-02-2022"),
            ("196201011990031003", "", "?", "01-02-2018")]  # fmt: skip
    office.csv("p.csv", [header, *rows])
    office.csv("g.csv", office.grades((rows[0][0], "III/a", "01-03-1990")))
    build = office.build()
    table = build.tables["pemberhentian"].sort_values("tmt_pemberhentian")
    assert table[["jenis_kelamin", "status_asn", "jenis"]].to_numpy().tolist() == [
        ["L", "PNS", "berhenti"], ["P", "PNS", "pensiun"], ["L", "PPPK", "meninggal"]
    ]  # fmt: skip
    assert len(build.tables["golongan"]) == 1
    assert office.codes(build) == {"BERHENTI-TAK-DIKENAL"}


def test_hours_and_years_that_cannot_be_read_are_told(office):
    header = ["nipBaru", "namaKursus", "tanggalSelesaiKursus", "tahunKursus", "jumlahJam"]
    hours = ["40 JP", "1.250", "4O", "1e3", "5 hari", "-40", ""]
    years = ["2019", "2019", "2O19", "19", "", "2018/2019", "2019"]
    build, table = history(
        office, "kursus", header,
        *(("Bimtek", "01-06-2019", year, jam) for year, jam in zip(years, hours, strict=True)),
    )  # fmt: skip
    assert sorted(table["jam"].dropna()) == [40, 1250]
    # Where the year cannot be read the date tells it.
    assert table["tahun"].tolist() == [2019] * 7
    found = build.temuan.query("berkas == 'kursus.csv' and baris > 1")
    told = found.groupby("kode")["baris"].agg(list).to_dict()
    assert told == {
        "ANGKA-BENTUK": [3], "JAM-TAK-TERBACA": [4, 5, 6, 7], "TAHUN-TAK-TERBACA": [4, 5, 7]
    }  # fmt: skip
