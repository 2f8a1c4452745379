"""Findings about quantities, money and counts: code -> (English, Vietnamese)."""

from __future__ import annotations

from collections.abc import Mapping

MESSAGES: Mapping[str, tuple[str, str]] = {
    "quantity.unreadable": (
        "“{written}” cannot be read as a quantity; it is kept as text and left out of sums.",
        "Không đọc được số lượng “{written}”; giữ nguyên văn, không cộng vào tổng.",
    ),
    "quantity.share": (
        "“{written}” is a share and no quantity; it is kept as text and left out of sums. If the cell is only shown "
        "per cent, give it a number format.",
        "“{written}” là tỷ lệ phần trăm, không phải số lượng; giữ nguyên văn, không cộng vào tổng. Nếu ô chỉ bị định "
        "dạng phần trăm, hãy đổi sang định dạng số.",
    ),
    "quantity.negative": (
        "“{written}” is less than nothing.",
        "“{written}” là số âm.",
    ),
    "quantity.too_large": (
        "“{written}” is too large to be true.",
        "“{written}” lớn quá mức có thể.",
    ),
    "quantity.ambiguous": (
        "In “{written}” the mark could divide thousands or decimals; read as in Vietnamese.",
        "Dấu trong “{written}” có thể là hàng nghìn hoặc thập phân; đã đọc theo cách viết Việt Nam.",
    ),
    "quantity.unit_missing": (
        "“{written}” has no unit of measure; it is left out of sums.",
        "“{written}” không có đơn vị tính; không cộng vào tổng.",
    ),
    "quantity.unit_unknown": (
        "The unit of measure “{unit}” is not known; “{written}” is left out of sums.",
        "Không rõ đơn vị tính “{unit}”; “{written}” không cộng vào tổng.",
    ),
    "quantity.unit_customary": (
        "The unit “{unit}” differs by trade and region; please check “{written}”.",
        "Đơn vị “{unit}” khác nhau theo ngành hàng, vùng miền; đề nghị kiểm tra “{written}”.",
    ),
    "quantity.approximate": (
        "“{written}” is an approximate quantity; the number was taken.",
        "“{written}” là số ước lượng; đã lấy con số ghi.",
    ),
    "quantity.range": (
        "“{written}” is a range; its lower end is counted.",
        "“{written}” là một khoảng; đã lấy số nhỏ.",
    ),
    "quantity.several": (
        "“{written}” states several amounts, and which of them counts is not known; one was taken, the others stand "
        "beside it.",
        "“{written}” ghi nhiều số lượng mà chưa rõ lấy số nào; đã lấy một số, các số khác ghi kèm.",
    ),
    "quantity.more": (
        "“{written}” states two different amounts in one measure; only the first was taken.",
        "“{written}” ghi hai số lượng khác nhau theo cùng một đơn vị; chỉ lấy số đầu.",
    ),
    "quantity.cartons": (
        "The cartons of “{written}” were taken as ten packs each.",
        "Số tút, cây ở “{written}” được tính mỗi tút mười bao.",
    ),
    "quantity.fraction": (
        "“{written}” is a fraction of things that are counted whole.",
        "“{written}” là số lẻ của thứ chỉ đếm nguyên.",
    ),
    "money.unreadable": (
        "“{written}” cannot be read as a sum of money.",
        "Không đọc được số tiền “{written}”.",
    ),
    "money.not_vnd": (
        "“{written}” is not in Vietnamese dong; nothing is exchanged, so it is kept as text.",
        "“{written}” không phải tiền đồng; hệ thống không quy đổi nên giữ nguyên văn.",
    ),
    "count.unreadable": (
        "“{written}” cannot be read as a whole number.",
        "Không đọc được số nguyên “{written}”.",
    ),
    "count.out_of_range": (
        "“{written}” is not between 0 and {most}.",
        "“{written}” không nằm trong khoảng 0 đến {most}.",
    ),
}
