"""The offence catalogue. It holds no offence of opinion, assembly, association or belief, and grows only here."""

from __future__ import annotations

from cotmoc.normalise.codes.registry import CodeList, entry

_GOODS, _DRUGS, _PEOPLE, _ARMS = "goods", "narcotics", "persons", "weapons"
_MONEY, _NATURE, _BORDER, _SEA = "economic", "environment", "border", "sea"

OFFENCES = CodeList(
    "offences",
    (
        entry(
            "smuggling",
            "Buôn lậu",
            "Smuggling",
            "buôn bán hàng lậu;smuggling of goods;hàng lậu",
            _GOODS,
        ),
        entry(
            "goods_transport",
            "Vận chuyển trái phép hàng hóa, tiền tệ qua biên giới",
            "Illegal transport of goods or currency across the border",
            "vận chuyển trái phép hàng hóa qua biên giới;vận chuyển trái phép tiền tệ qua biên giới;"
            "vận chuyển hàng hóa trái phép;vận chuyển trái phép hàng hóa;vận chuyển hàng lậu",
            _GOODS,
        ),
        entry(
            "trade_fraud",
            "Gian lận thương mại",
            "Commercial fraud",
            "gian lận thương mại và hàng giả;commercial fraud;trade fraud;trốn thuế;tax evasion",
            _GOODS,
        ),
        entry(
            "contraband",
            "Sản xuất, buôn bán, vận chuyển hàng cấm",
            "Contraband",
            "hàng cấm;buôn bán hàng cấm;vận chuyển hàng cấm;tàng trữ hàng cấm;contraband goods;prohibited goods",
            _GOODS,
        ),
        entry(
            "counterfeit_goods",
            "Sản xuất, buôn bán hàng giả",
            "Counterfeit goods",
            "hàng giả;buôn bán hàng giả;xâm phạm sở hữu trí tuệ;counterfeit",
            _GOODS,
        ),
        entry(
            "narcotics_transport",
            "Vận chuyển trái phép chất ma túy",
            "Transport of narcotics",
            "vận chuyển ma túy;drug trafficking;drug transport;narcotics trafficking",
            _DRUGS,
        ),
        entry(
            "narcotics_possession",
            "Tàng trữ trái phép chất ma túy",
            "Possession of narcotics",
            "tàng trữ ma túy;drug possession",
            _DRUGS,
        ),
        entry(
            "narcotics_trade",
            "Mua bán trái phép chất ma túy",
            "Trade in narcotics",
            "mua bán ma túy;buôn bán ma túy;drug dealing;drug trade;sale of narcotics",
            _DRUGS,
        ),
        entry(
            "narcotics_production",
            "Sản xuất trái phép chất ma túy, trồng cây có chất ma túy",
            "Production of narcotics",
            "sản xuất ma túy;trồng cây thuốc phiện;trồng cần sa;drug production",
            _DRUGS,
        ),
        entry(
            "narcotics_other",
            "Tội phạm ma túy khác",
            "Other narcotics offence",
            "ma túy;tội phạm về ma túy;narcotics;drugs;drug seizure",
            _DRUGS,
        ),
        entry(
            "trafficking_persons",
            "Mua bán người",
            "Trafficking in persons",
            "buôn bán người;mua bán phụ nữ, trẻ em;mua bán trẻ em;human trafficking;trafficking",
            _PEOPLE,
        ),
        entry(
            "illegal_crossing",
            "Xuất cảnh, nhập cảnh trái phép",
            "Illegal crossing",
            "xuất nhập cảnh trái phép;xnc trái phép;nhập cảnh trái phép;xuất cảnh trái phép;vượt biên;"
            "qua lại biên giới trái phép;illegal entry;illegal exit;illegal border crossing",
            _PEOPLE,
        ),
        entry(
            "organising_crossing",
            "Tổ chức, môi giới cho người khác xuất cảnh, nhập cảnh hoặc ở lại trái phép",
            "Organising illegal crossing",
            "tổ chức xuất nhập cảnh trái phép;tổ chức cho người khác xuất cảnh trái phép;"
            "tổ chức cho người khác nhập cảnh trái phép;môi giới xuất nhập cảnh trái phép;đưa người qua biên giới;"
            "đưa người vượt biên;migrant smuggling;people smuggling",
            _PEOPLE,
        ),
        entry(
            "weapons",
            "Chế tạo, tàng trữ, vận chuyển, mua bán trái phép vũ khí",
            "Weapons",
            "vũ khí;tàng trữ vũ khí;vận chuyển vũ khí;mua bán vũ khí;vũ khí quân dụng;súng săn;"
            "weapons seizure;firearms offence;illegal weapons",
            _ARMS,
        ),
        entry(
            "explosives",
            "Tàng trữ, vận chuyển, mua bán trái phép vật liệu nổ",
            "Explosives",
            "vật liệu nổ;vũ khí, vật liệu nổ;thuốc nổ;illegal explosives",
            _ARMS,
        ),
        entry(
            "fireworks",
            "Tàng trữ, vận chuyển, mua bán pháo nổ",
            "Fireworks",
            "pháo;pháo nổ;pháo lậu;vận chuyển pháo;tàng trữ pháo;illegal fireworks",
            _ARMS,
        ),
        entry(
            "fraud",
            "Lừa đảo chiếm đoạt tài sản",
            "Fraud",
            "lừa đảo;lừa đảo qua mạng;chiếm đoạt tài sản;scam;online fraud;swindling",
            _MONEY,
        ),
        entry(
            "gambling",
            "Đánh bạc, tổ chức đánh bạc",
            "Gambling",
            "đánh bạc;tổ chức đánh bạc;cờ bạc",
            _MONEY,
        ),
        entry(
            "usury",
            "Cho vay lãi nặng",
            "Usury",
            "tín dụng đen;cho vay lãi nặng trong giao dịch dân sự;loan sharking",
            _MONEY,
        ),
        entry(
            "environmental",
            "Vi phạm về môi trường, tài nguyên",
            "Environmental offence",
            "môi trường;gây ô nhiễm môi trường;khai thác khoáng sản trái phép;khai thác cát trái phép;"
            "khai thác rừng trái phép;vận chuyển lâm sản trái phép;illegal logging;illegal mining",
            _NATURE,
        ),
        entry(
            "wildlife",
            "Vi phạm về bảo vệ động vật hoang dã",
            "Wildlife offence",
            "động vật hoang dã;vận chuyển động vật hoang dã;wildlife trafficking;wildlife crime",
            _NATURE,
        ),
        entry(
            "illegal_fishing",
            "Khai thác thủy sản trái phép",
            "Illegal fishing",
            "khai thác hải sản trái phép;khai thác thủy sản bất hợp pháp;iuu;iuu fishing",
            _NATURE,
        ),
        entry(
            "border_administrative",
            "Vi phạm hành chính về quản lý, bảo vệ biên giới",
            "Administrative border offence",
            "vi phạm quy chế biên giới;vi phạm quy chế khu vực biên giới;vi phạm hành chính;vphc;"
            "vi phạm quy định khu vực biên giới;border regulation offence;administrative violation",
            _BORDER,
        ),
        entry(
            "piracy",
            "Cướp biển",
            "Piracy",
            "hải tặc;pirates;pirate;pirate attack;pirate boarding;pirate hijacking;piracy attack;hijacked;hijacking",
            _SEA,
        ),
        entry(
            "armed_robbery_sea",
            "Cướp có vũ trang chống lại tàu thuyền",
            "Armed robbery against ships",
            "cướp tàu;robbers;robber;robbery;armed robbery;armed robbers;thieves;thief;boarding by robbers;"
            "attempted robbery;armed robbery at sea",
            _SEA,
        ),
        entry("other", "Hành vi khác", "Other", "khác;other offence;hành vi vi phạm khác", "other"),
        entry(
            "unknown",
            "Không rõ",
            "Unknown",
            "chưa rõ;chưa xác định;not stated;unknown offence",
            "other",
        ),
    ),
    unknown="unknown",
)
