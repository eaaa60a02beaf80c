"""Why a question has no answer, and what a report of many agencies cannot say, in words."""

from __future__ import annotations

from pug_analysis.analyses.cohort import MIN_AT_RISK, Question
from pug_analysis.analyses.tallies import LARGEST_ROUNDING
from pug_analysis.careers.cohort import SILENCE, Cohort
from pug_analysis.careers.load import Data
from pug_analysis.release.display import Released, text, warning
from pug_analysis.release.numbers import bilangan, desimal
from pug_analysis.terms.kalender import BULAN

#: What is said where the numbers carry no statement.
TERLALU_SEDIKIT = "Jumlah kasus terlalu sedikit untuk disimpulkan"
TANPA_DAFTAR = "Belum dapat dihitung: daftar pemberhentian dan pensiun belum ada"
TERLALU_KASAR = "Pembulatan daerah yang terlindung terlalu kasar untuk disimpulkan"
TERLINDUNG = "Tidak ada dalam gabungan terlindung dengan pilihan ini"
HALANGAN = {
    "": TERLALU_SEDIKIT,
    "few": TERLALU_SEDIKIT,
    "no_leavers": TANPA_DAFTAR,
    "protected": TERLINDUNG,
    "rounded": TERLALU_KASAR,
}
#: Said of what needs entry groups where an agency keeps them to itself.
TANPA_KELOMPOK = (
    "tidak ada dalam laporan gabungan ini: daerah yang terlindung memberi tabel tanpa angkatan, "
    "pendidikan, dan keluarga jabatan"
)
#: So many agencies at most are named in a sentence.
_NAMED = 20


def lacks_groups(question: Question) -> bool:
    """Whether agencies were added up without their entry groups."""
    return question.tallies is not None and question.stratified is None


def kotak_halangan(question: Question) -> Released:
    """The box of a question that has no curve."""
    said = {
        "protected": f"{TERLINDUNG}. Daerah yang terlindung hanya memberi tabel untuk pilihan bawaan halaman "
        "ini: kembalikan angkatan, pendidikan, dan keluarga pada parameter notebook.",
        "rounded": f"{TERLALU_KASAR}: bagian yang mencapai {question.target} dapat bergeser lebih dari "
        f"{desimal(100 * LARGEST_ROUNDING, digits=0)} poin persen karena jumlah kecil setiap daerah "
        "disembunyikan. Kurva ada bila daerah memberi ekspor tingkat tepat, atau bila daerahnya lebih besar; "
        "putusan hanya dari ekspor tingkat tepat, karena memerlukan kelompok saat masuk.",
        "no_leavers": f"{TANPA_DAFTAR}, sehingga kurva dan putusan tidak ditampilkan.",
        "few": f"{TERLALU_SEDIKIT}: kurva {question.target} tidak ditampilkan karena kurang dari "
        f"{MIN_AT_RISK} orang dari salah satu jenis kelamin berisiko pada saat yang sama, atau "
        "belum ada yang mencapainya.",
    }
    return warning(said[question.obstacle])


def daerah_digabung(data: Data) -> tuple[str, ...]:
    """Which agencies a merged report adds up, and which of them protect their cohort."""
    if data.pooled is None:
        return ()
    agencies = data.pooled.agencies
    some = sum(one["tingkat"] == "terlindung" for one in agencies)
    kept = f"Tabel kohort {bilangan(some)} daerah dibulatkan sebelum digabung (terlindung)."
    names = sorted(one["nama"] for one in agencies)
    named = f" ({', '.join(names)})" if len(names) <= _NAMED else ""
    return (
        f"Halaman ini menjumlahkan tabel {bilangan(len(agencies))} daerah{named}, tanpa data orang.",
        kept if some else "Semua tabelnya tepat.",
    )


def batas_waktu(cohort: Cohort) -> Released:
    """What the missing leavers' list means, or from when leaving is on record."""
    if cohort.pooled is not None:
        return batas_gabungan(cohort)
    if cohort.register_start is None:
        return warning(
            "Daftar pemberhentian dan pensiun belum ada. Orang yang sudah berhenti tidak terlihat, sehingga "
            "bagian yang mencapai jabatan akan tampak terlalu tinggi; karena itu tidak dihitung. "
            "Letakkan daftar "
            "itu di data/raw/<tahun>."
        )
    start = bulan(cohort.register_start)
    sentences = [
        f"Pemberhentian tercatat sejak {start}. Orang yang masuk sebelumnya baru ikut berisiko sejak bulan "
        "itu; yang berhenti sebelumnya tidak ikut dihitung."
    ]
    if cohort.isolated_leavings:
        sentences.append(
            f"{bilangan(cohort.isolated_leavings)} pemberhentian bertanggal lebih awal tidak dipakai sebagai "
            f"awal pencatatan, karena selama lebih dari {SILENCE} bulan sesudahnya tidak ada pemberhentian "
            f"lain; mungkin tanggalnya salah ketik. Periksa tanggal itu. Bila pencatatan memang mulai sebelum "
            f"{start}, tulis bulannya pada awal_register di bagian [kohort] pug.toml, misalnya "
            "awal_register = 2001-01-01."
        )
    if cohort.longest_silence > SILENCE:
        sentences.append(
            f"Sesudah {start}, pernah {bilangan(cohort.longest_silence)} bulan berlalu tanpa satu pun "
            "pemberhentian tercatat. Bila daftar untuk masa itu belum lengkap, lengkapi, atau tulis bulan "
            "sesudahnya pada awal_register di bagian [kohort] pug.toml."
        )
    return text(*sentences)


def batas_gabungan(cohort: Cohort) -> Released:
    """From when leaving is on record in the agencies that were added up.

    Raises
    ------
    ValueError
        if the cohort is not of a merged workspace.
    """
    pooled = cohort.pooled
    if pooled is None:
        raise ValueError("cohort must be of a merged workspace")
    agencies = pooled.agencies
    without = [one["nama"] for one in agencies if one["kohort"] is None]
    if cohort.register_start is None or cohort.register_last is None:
        return warning(f"{TANPA_DAFTAR} di semua daerah; karena itu kurva tidak dihitung.")
    first, last = bulan(cohort.register_start), bulan(cohort.register_last)
    since = f"{first} di daerah yang paling awal, {last} di yang paling akhir"
    sentences = [
        f"Pemberhentian tercatat sejak {first if first == last else since}. Di setiap daerah, orang yang masuk "
        "sebelumnya baru ikut berisiko sejak pencatatan daerah itu."
    ]
    if pooled.tier == "terlindung":
        everyone = all(one["tingkat"] == "terlindung" for one in agencies)
        who = "Semua daerah" if everyone else "Sebagian daerah"
        sentences.append(
            f"{who} membulatkan tabel kohortnya sebelum digabung, per tahun dan tanpa kelompok saat "
            "masuk; yang berisiko adalah rata-rata setahun ditambah setengah dari yang keluar. Selang "
            "kepercayaan tidak memuat pembulatan itu."
        )
    if without:
        sentences.append(
            f"{bilangan(len(without))} daerah tidak ikut dalam kohort karena daftar pemberhentiannya belum ada."
        )
    if cohort.longest_silence > SILENCE:
        sentences.append(
            f"Di sedikitnya satu daerah pernah {bilangan(cohort.longest_silence)} bulan berlalu tanpa satu pun "
            "pemberhentian tercatat."
        )
    return text(*sentences)


def bulan(number: int) -> str:
    """Name a month number.

    >>> bulan(2025 * 12)
    'Januari 2025'
    """
    year, month = divmod(number, 12)
    return f"{BULAN[month]} {year}"
