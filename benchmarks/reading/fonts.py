"""How well and how fast text of old fonts, wrong code pages and undone keys is seen and put into Unicode."""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Mapping, Sequence

from benchmarks.reading.collection import Collection, Row
from cotmoc.normalise.telex import undo_typing
from cotmoc.normalise.text_repair import column_font_evidence, repair_text

_ESCAPED = re.compile(r"\\x([0-9a-f]{2})")
_TYPED_DIGITS = re.compile(r"[^\W\d_]\d")


def read(row: Row) -> Mapping[str, str]:
    """The text in Unicode and what it was; a column gives its evidence first."""
    written, column = (_ESCAPED.sub(_character, row[name]) for name in ("written", "column"))
    evidence = column_font_evidence([*column.split(" | "), written]) if column else None
    repaired = repair_text(written, evidence)
    text = undo_typing(repaired.text)
    repairs = [font.value for font in dict.fromkeys(repaired.fonts)]
    if text != repaired.text:
        repairs.append("vni_typing" if _TYPED_DIGITS.search(written) else "telex")
    return {"text": unicodedata.normalize("NFC", text), "repair": " ".join(repairs)}


def _character(match: re.Match[str]) -> str:
    return chr(int(match[1], 16))


_WORDS = (  # noqa: SIM905
    "Nguyễn Trần Lê Phạm Văn Thị Đức Bình Hồng Xuân Quảng Ninh Hải Hà Móng Cái biên giới cửa khẩu hàng hóa thuốc lá"
).split()


def values(count: int) -> Sequence[str]:
    """Distinct cells: most in Unicode, one in six in TCVN3, one in twelve read as the wrong code page."""
    chance = random.Random(count)
    made: dict[str, None] = {}
    while len(made) < count:
        text = f"{' '.join(chance.choices(_WORDS, k=chance.randint(2, 6)))} {len(made)}"
        share = chance.random()
        if share < 1 / 6:
            text = text.replace("ễ", "Ô").replace("ă", "¨").replace("Đ", "§").replace("à", "µ")
        elif share < 1 / 4:
            text = text.encode().decode("latin-1")
        made[text] = None
    return list(made)


def work(written: Sequence[str]) -> None:
    """Every cell looked at once."""
    for each in written:
        undo_typing(repair_text(each).text)


COLLECTION = Collection("fonts", read, ("text", "repair"), values, work, floor=0.979)
