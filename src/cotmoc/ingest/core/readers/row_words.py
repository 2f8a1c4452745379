"""Words by which rows that are no data are known, as patterns on folded text.

They are those of the forms and reports of Vietnamese offices (letterhead and signatures as in annex I of Decree
30/2020/NĐ-CP) and of English tables.
"""

from __future__ import annotations

import re


def _words(*alternatives: str) -> str:
    return rf"({'|'.join(alternatives)})\b"


# What stands above a table and names no columns: whose report it is, the motto, the unit of all figures.
LETTERHEAD = re.compile(
    r"\b"
    + _words(
        "cong hoa xa hoi", "doc lap tu do", "bo chi huy", "bo tu lenh", "uy ban nhan dan", "ubnd", "bdbp",
        "chi cuc", "cuc", "don bp", "don bien phong", "phong", "mau so", "mau", "bieu", "phu luc", "bao cao",
        "thong ke", "danh sach", "so lieu", "tong hop", "kem theo", "don vi tinh", "dvt", "don vi bao cao",
        "tu ngay", "den ngay", r"ngay \d+ thang", r"thang \d+ nam", r"quy [iv\d]+ nam", r"nam \d{4}",
    )
)  # fmt: skip
# Totals: with marks, since "cộng" adds and "công" works; without, for what is typed without marks. Not folded.
TOTAL = re.compile(
    r"\s*"
    + _words("tổng", "cộng", "luỹ kế", "lũy kế", "tong", "cong", "luy ke", "grand total", "total", "sub-?total", "sum")
)  # fmt: skip
NO_TOTAL = re.compile(
    _words(
        "tong cong ty", "tong (cuc|giam|bi thu|thanh tra|lanh su|kho|bien tap|thu ky|lien doan)",
        "cong (hoa|ty|an|chuc|dan|nhan|viec|van|cu|dong|tac|trinh|nghe|thuong|nong|xa|hang|dung)",
    )
)  # fmt: skip
# What may follow the word of a total: numbers, periods, pages, groups.
TOTAL_OF = re.compile(
    r"(tong cong|tong|cong don|cong|luy ke|grand total|total|sub ?total|sum)"
    r"( (cong|so|toan|chung|muc|phan|nhom|trang|thang|quy|nam|ky|dot|tu dau nam|mang sang|chuyen sang|tinh|don vi"
    r"|page|month|year|quarter|[ivxlc]+|[a-e]|\d+))*"
)
NOTE = re.compile(
    _words(
        "ghi chu", "chu thich", "luu y", "nguon so lieu", "nguon", "can bo tong hop", "chinh tri vien", "bang chu",
        "so tien bang chu", "viet bang chu", "don vi tinh", "note", "notes", "source", "remarks",
    )
)  # fmt: skip
# The foot of a printed page, folded: "Trang 1/2", "- 2 -", "Page 1 of 2".
PAGE = re.compile(r"(trang|page|tr)( so)? \d{1,4}( (of|tren) | )?(\d{1,4})?")
# From here on, to the end of a page, stand those who sign and those who receive.
SIGNED = re.compile(
    _words(
        "noi nhan", "nguoi lap", "nguoi thong ke", "nguoi bao cao", "thu truong", "chi huy truong", "chi huy don vi",
        "truong phong", "tram truong", "don truong", "doi truong", "kt", "tm", "tl", "tuq", "ky", "da ky", "xac nhan",
        "phe duyet", "prepared by", "approved by", "signature", "signed",
    )
)  # fmt: skip
PLACE_AND_DAY = re.compile(r"\bngay( \d{1,2})? thang( \d{1,2})? nam( \d{0,4})?$")
# Headings of groups of rows. Not folded: capitals tell "I. Đồn Móng Cái" from "i. đồn".
ENUMERATED = re.compile(r"\s*([IVXLC]{1,6}|[A-ZĐ])\s*[.)/:\-–]\s*\S|\s*\d{1,2}\s*[)/\-–]\s*\D")
ENUMERATOR = re.compile(r"\s*([IVXLC]{1,6}|[A-ZĐ])\s*[.)]?\s*")
HEADING = re.compile(
    _words(
        "thang", "quy", "nam", "don", "don vi", "doi", "tram", "cuc", "chi cuc", "hai quan", "hai doi", "cong an",
        "canh sat", "phong", "tuyen", "dia ban", "khu vuc", "huyen", "thi xa", "thanh pho", "tp", "xa", "phuong",
        "to", "nhom", "phan", "muc", "loai",
    )
)  # fmt: skip
