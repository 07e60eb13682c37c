"""The usual requests in their own words: title, owner, output and reason of each kind (DOMAIN: owners are OPDs)."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from coverage_portal.briefings.wanted import AskKind

Words = str | Promise


@dataclass(frozen=True)
class KindWords:
    """What a kind of request says when the user leaves its words empty. `output_for` is the output with a count."""

    title: Words
    reason: Words
    owner: Words
    output: Words
    output_for: Words


KINDS = {
    AskKind.VULNERABLE: KindWords(
        title=_("Lindungi pekerja rentan melalui APBD"),
        reason=_("Iuran pekerja rentan yang dibayar APBD melindungi mereka dari risiko kecelakaan kerja dan kematian."),
        owner=_("Dinas Sosial"),
        output=_("Pekerja rentan terdaftar"),
        output_for=_("%(workers)s pekerja rentan terdaftar"),
    ),
    AskKind.SERTAKAN: KindWords(
        title=_("Imbau perusahaan besar ikut SERTAKAN"),
        reason=_("Melalui SERTAKAN, perusahaan membayar iuran pekerja mandiri di sekitarnya."),
        owner=_("Dinas Ketenagakerjaan"),
        output=_("Surat edaran atau imbauan SERTAKAN"),
        output_for=_("Surat edaran SERTAKAN; %(workers)s pekerja terdaftar"),
    ),
    AskKind.LICENSING: KindWords(
        title=_("Periksa kepesertaan aktif pada perizinan dan pengadaan"),
        reason=_("Bukti kepesertaan aktif diminta saat izin usaha dan kontrak pengadaan diproses."),
        owner=_("DPMPTSP"),
        output=_("Syarat tertulis pada perizinan dan pengadaan"),
        output_for=_("Syarat tertulis; %(workers)s pekerja terdaftar"),
    ),
    AskKind.DATA: KindWords(
        title=_("Pertukarkan data dengan dinas terkait"),
        reason=_("Data DPMPTSP, Disnaker, Diskop, dan Dinsos menunjukkan siapa yang belum tercatat sebagai peserta."),
        owner=_("DPMPTSP, Disnaker, Diskop, Dinsos"),
        output=_("Kesepakatan pertukaran data"),
        output_for=_("Kesepakatan pertukaran data; %(workers)s pekerja terdaftar"),
    ),
    AskKind.TEAM: KindWords(
        title=_("Bentuk Tim Percepatan UCJ dan muat target dalam RPJMD dan RKPD"),
        reason=_("Target yang tercantum dalam rencana daerah dapat dianggarkan dan dipantau bersama."),
        owner=_("Bappeda"),
        output=_("Keputusan tentang tim, target dalam RPJMD dan RKPD"),
        output_for=_("Keputusan tentang tim; %(workers)s pekerja terdaftar"),
    ),
    AskKind.OWN: KindWords(
        title=_("Usulan lain"),
        reason=_("Dibahas dalam pertemuan."),
        owner="",
        output="",
        output_for=_("%(workers)s pekerja terdaftar"),
    ),
}
