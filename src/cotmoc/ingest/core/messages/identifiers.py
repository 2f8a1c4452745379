"""Findings about numbers of papers, conveyances and the like: code -> (English, Vietnamese)."""

from __future__ import annotations

from collections.abc import Mapping

MESSAGES: Mapping[str, tuple[str, str]] = {
    "identifier.unknown": (
        "“{written}” has the form of no number known here; it is kept as text.",
        "“{written}” không có dạng của loại số hiệu nào đã biết; giữ nguyên văn.",
    ),
    "identifier.scientific": (
        "The workbook kept only {kept} of {digits} digits of “{written}”; the number cannot be restored.",
        "Bảng tính chỉ còn giữ {kept} trong {digits} chữ số của “{written}”; không khôi phục được.",
    ),
    "identifier.rounded": (
        "The last digits of “{written}” were replaced by zeros in a workbook; the number cannot be restored.",
        "Các chữ số cuối của “{written}” đã bị bảng tính đổi thành số 0; không khôi phục được.",
    ),
    "identifier.check_digit": (
        "“{written}” is miswritten: its check digit does not fit.",
        "“{written}” viết sai: chữ số kiểm tra không khớp.",
    ),
    "identifier.zone_check_digit": (
        "The machine-readable lines were misread: the check digits of {fields} do not fit.",
        "Dòng mã đọc máy bị đọc sai: chữ số kiểm tra không khớp ({fields}).",
    ),
    "identifier.zone_unreadable": (
        "The machine-readable lines are not complete.",
        "Dòng mã đọc máy không đầy đủ.",
    ),
    "identifier.province_unknown": (
        "No province has the code that “{written}” begins with.",
        "“{written}” bắt đầu bằng mã không thuộc tỉnh nào.",
    ),
    "identifier.province_abolished": (
        "“{written}” names a birth after the province it belongs to had been merged.",
        "“{written}” ghi sinh sau khi tỉnh có mã này đã sáp nhập.",
    ),
    "identifier.birth_in_future": (
        "“{written}” names a birth in the future.",
        "“{written}” ghi năm sinh ở tương lai.",
    ),
    "identifier.birth_impossible": (
        "“{written}” names a birth on a day that does not exist or has not come.",
        "“{written}” ghi ngày sinh không có thật hoặc chưa đến.",
    ),
    "identifier.prefix_unknown": (
        "“{written}” begins with digits that no network or area has.",
        "“{written}” có đầu số không thuộc mạng hay vùng nào.",
    ),
    "identifier.series_unknown": (
        "“{written}” is of a series that is not given out.",
        "“{written}” thuộc sê-ri không được cấp.",
    ),
    "identifier.flag_unknown": (
        "“{written}” begins with digits that no flag has.",
        "“{written}” bắt đầu bằng mã không thuộc quốc gia tàu mang cờ nào.",
    ),
    "identifier.bank_card": (
        "“{written}” is the number of a bank card, which is not held here; only its last four digits are kept.",
        "“{written}” là số thẻ ngân hàng, hệ thống không lưu; chỉ giữ bốn chữ số cuối.",
    ),
    "identifier.ambiguous": (
        "“{written}” could be a number of several kinds: {kinds}.",
        "“{written}” có thể là nhiều loại số hiệu: {kinds}.",
    ),
    "identifier.other_kind": (
        "“{written}” stands in the place of another kind of number: it is a {kind}.",
        "“{written}” ghi không đúng chỗ: đây là {kind}.",
    ),
    "identifier.zero_lost": (
        "“{written}” has lost its leading zeros; read as {read_as}.",
        "“{written}” bị mất số 0 ở đầu; đọc là {read_as}.",
    ),
    "identifier.look_alike": (
        "“{written}” has letters in the place of digits they look like; read as {read_as}.",
        "“{written}” có chữ cái viết nhầm chỗ chữ số trông giống nhau; đọc là {read_as}.",
    ),
    "identifier.prefix_replaced": (
        "“{written}” is a number from before September 2018; today it is {read_as}.",
        "“{written}” là số trước tháng 9/2018; nay là {read_as}.",
    ),
    "identifier.more_written": (
        "“{written}” holds a further number, which was left as text: {rest}.",
        "“{written}” còn ghi thêm số khác, giữ nguyên văn: {rest}.",
    ),
    "conveyance.kind_inferred": (
        "The kind of conveyance is not stated; “{written}” is the number of a {vehicle}.",
        "Không ghi loại phương tiện; “{written}” là số của {vehicle}.",
    ),
    "conveyance.foreign": (
        "“{written}” is registered abroad: {country}.",
        "“{written}” đăng ký ở nước ngoài: {country}.",
    ),
    "identifier.sex_differs": (
        "The number {number} is that of a {said}, but the row says otherwise.",
        "Số {number} là của {said}, khác với giới tính ghi trong dòng.",
    ),
    "identifier.birth_differs": (
        "The number {number} says born {said}, but the row says “{written}”.",
        "Số {number} cho biết sinh năm {said}, nhưng dòng này ghi “{written}”.",
    ),
}
# Kinds of numbers in words, for {kind} and {kinds}.
_KINDS: Mapping[str, tuple[str, str]] = {
    "citizen": ("citizen's number", "số định danh cá nhân"),
    "old_identity": ("identity card of nine digits", "số CMND 9 số"),
    "foreign_identity": ("foreign identity number", "số căn cước nước ngoài"),
    "passport": ("passport", "số hộ chiếu"),
    "travel_permit": ("travel permit", "số giấy phép xuất nhập cảnh"),
    "border_pass": ("border pass", "số giấy thông hành"),
    "driving_licence": ("driving licence", "số giấy phép lái xe"),
    "plate": ("licence plate", "biển số xe"),
    "fishing_vessel": ("fishing vessel", "số đăng ký tàu cá"),
    "inland_vessel": ("inland vessel", "số đăng ký phương tiện thủy nội địa"),
    "imo": ("IMO number", "số IMO"),
    "mmsi": ("MMSI", "số MMSI"),
    "call_sign": ("call sign", "hô hiệu"),
    "container": ("container", "số công-ten-nơ"),
    "phone": ("telephone number", "số điện thoại"),
    "tax_code": ("tax code", "mã số thuế"),
    "customs_declaration": ("customs declaration", "số tờ khai hải quan"),
    "bank_card": ("bank card", "số thẻ ngân hàng"),
}
_SEXES: Mapping[str, tuple[str, str]] = {"male": ("man", "nam"), "female": ("woman", "nữ")}
_VEHICLES: Mapping[str, tuple[str, str]] = {
    "motorcycle": ("motorcycle", "mô tô, xe máy"),
    "container_truck": ("trailer", "rơ moóc"),
    "fishing_vessel": ("fishing vessel", "tàu cá"),
    "vessel": ("vessel", "tàu, thuyền"),
}
COUNTRIES: Mapping[str, tuple[str, str]] = {
    "CN": ("China", "Trung Quốc"),
    "LA": ("Laos", "Lào"),
    "KH": ("Cambodia", "Campuchia"),
    "TH": ("Thailand", "Thái Lan"),
    "MM": ("Myanmar", "Myanmar"),
}
_WORDS = (("kind", _KINDS), ("said", _SEXES), ("vehicle", _VEHICLES), ("country", COUNTRIES))


def worded(params: Mapping[str, str], at: int) -> dict[str, str]:
    """The params of findings about numbers in English (`at` 0) or Vietnamese (1) words; others are left out.

    >>> worded({"kinds": "citizen, phone"}, 1)
    {'kinds': 'số định danh cá nhân, số điện thoại'}
    """
    words = {
        name: table[params[name]][at] for name, table in _WORDS if params.get(name, "") in table
    }
    if params.get("kinds"):
        ids = params["kinds"].split(", ")
        words["kinds"] = ", ".join(_KINDS[id][at] if id in _KINDS else id for id in ids)  # noqa: A001
    return words
