"""Goods that are seized, each with the measure it is stated in."""
# ruff: noqa: E501 - a list is read entry by entry: each stays on its line

from __future__ import annotations

from cotmoc.normalise.codes.registry import Code, CodeList, entry

NARCOTICS = "narcotics"


def _goods(group: str, measure: str, *rows: tuple[str, str, str, str]) -> tuple[Code, ...]:
    return tuple(entry(id, vi, en, also, group, measure) for id, vi, en, also in rows)  # noqa: A001


_NARCOTICS = _goods(
    NARCOTICS,
    "mass",
    ("heroin", "Heroin", "Heroin", "hêrôin;hê-rô-in;heroine;bạch phiến;ma túy heroin"),
    (
        "methamphetamine",
        "Methamphetamine (ma túy đá)",
        "Methamphetamine",
        "ma túy đá;meth;ma túy tổng hợp dạng đá;methamphetamin;crystal meth;methaphetamine",
    ),
    ("opium", "Thuốc phiện", "Opium", "nhựa thuốc phiện;á phiện"),
    (
        "cannabis",
        "Cần sa",
        "Cannabis",
        "marijuana;cần sa khô;cỏ mỹ;hashish;cannabis resin;marihuana",
    ),
    ("cocaine", "Cocaine", "Cocaine", "cô-ca-in;cocain;côcain"),
    ("ketamine", "Ketamine", "Ketamine", "ketamin;bột ke"),
    ("fentanyl", "Fentanyl", "Fentanyl", "fentanil"),
    ("lsd", "LSD", "LSD", "tem giấy;bùa lưỡi;lysergide"),
    ("khat", "Lá khát", "Khat", "khat catha edulis;catha edulis;lá khat"),
    (
        "narcotics_other",
        "Ma túy khác",
        "Other narcotics",
        "other drugs;ma túy;ma túy tổng hợp;drugs;narcotics;nước vui;chất ma túy",
    ),
    ("precursor", "Tiền chất ma túy", "Precursor chemicals", "tiền chất;drug precursor"),
)
_TABLETS = _goods(
    NARCOTICS,
    "tablet",
    (
        "synthetic_tablets",
        "Ma túy tổng hợp dạng viên",
        "Synthetic drug tablets",
        "hồng phiến;ma túy dạng viên;viên ma túy tổng hợp;ma túy tổng hợp viên;viên nén ma túy;yaba;"
        "thuốc lắc và hồng phiến;viên hồng phiến",
    ),
    ("ecstasy", "Thuốc lắc (MDMA)", "Ecstasy", "thuốc lắc;mdma;viên thuốc lắc"),
)
_VALUABLES = _goods(
    "valuables",
    "mass",
    ("gold", "Vàng", "Gold", "vàng miếng;vàng nguyên liệu;kim loại vàng;trang sức vàng;gold bars"),
    ("silver", "Bạc", "Silver", "bạc nguyên liệu;kim loại bạc"),
    ("gemstones", "Đá quý", "Gemstones", "kim cương;ngọc;diamonds;precious stones"),
)
_CURRENCY = (
    entry("currency_vnd", "Tiền Việt Nam", "Vietnamese currency", "tiền mặt;tiền việt nam đồng;đồng việt nam;tiền vnd",
          "currency", "money_vnd"),
    entry("currency_cny", "Tiền Trung Quốc", "Chinese currency", "nhân dân tệ;tệ;ndt;tiền trung quốc;yuan",
          "currency", "money_cny"),
    entry("currency_usd", "Đô la Mỹ", "US currency", "đô la;usd;tiền đô;us dollars;dollar", "currency", "money_usd"),
    entry("currency_lak", "Tiền Lào", "Lao currency", "kíp lào;tiền kíp;kip", "currency", "money_lak"),
    entry("currency_khr", "Tiền Campuchia", "Cambodian currency", "tiền riel;riel", "currency", "money_khr"),
    entry("currency_other", "Ngoại tệ khác", "Other currency", "ngoại tệ;currency;cash", "currency", "count"),
    entry("currency_counterfeit", "Tiền giả", "Counterfeit currency", "tiền giả việt nam;counterfeit money",
          "currency", "count"),
)  # fmt: skip
_ARMS = _goods(
    "weapons",
    "count",
    ("long_arm", "Súng trường, súng săn", "Long arm", "súng trường;súng săn;súng kíp;súng ak;rifle;rifles;shotgun;long arms;long gun"),
    ("handgun", "Súng ngắn", "Handgun", "súng lục;súng ngắn k54;pistol;pistols;revolver;handguns"),
    ("firearm_other", "Súng khác", "Other firearm", "súng;other firearms;firearm;firearms;súng tự chế;súng hơi;súng bắn đạn cao su"),
    ("ammunition", "Đạn", "Ammunition", "viên đạn;đạn các loại;đạn quân dụng;ammo;bullets;cartridges"),
    ("magazine", "Hộp tiếp đạn", "Magazine", "băng đạn;magazines;hộp tiếp đạn súng"),
    ("receiver", "Thân súng", "Receiver", "receivers;bộ phận thân súng"),
    ("silencer", "Ống giảm thanh", "Silencer", "muffler;suppressor;silencer muffler or sound moderator;nòng giảm thanh"),
    ("scope", "Ống ngắm", "Scope", "kính ngắm;kính ngắm súng;scopes"),
    ("gun_case", "Hộp, bao đựng súng", "Gun case", "case;cases;bao súng"),
    ("gun_part_other", "Linh kiện súng, đạn khác", "Other ammunition or gun part",
     "other ammunition gun parts;other ammunition and gun parts;linh kiện súng;bộ phận súng;gun parts;gun part"),
    ("body_armour", "Áo giáp", "Body armour", "vest body armor;body armor;áo chống đạn;vest"),
    ("weapon_crude", "Vũ khí thô sơ", "Crude weapon", "dao;kiếm;mã tấu;côn;knife;knives;sword;dao, kiếm;đao"),
    ("support_tool", "Công cụ hỗ trợ", "Support tool", "dùi cui điện;bình xịt hơi cay;súng điện;taser;pepper spray"),
    ("weapon_other", "Vũ khí khác", "Other weapon", "other weapons;vũ khí;weapon;weapons;lựu đạn;mìn;grenade"),
    ("detonator", "Kíp nổ", "Detonator", "kíp mìn;detonators;kíp điện"),
)  # fmt: skip
_BLASTING = _goods(
    "weapons",
    "mass",
    ("explosives", "Thuốc nổ", "Explosives", "vật liệu nổ;thuốc nổ tnt;mìn công nghiệp;explosive;tnt"),
    ("fireworks", "Pháo", "Fireworks", "pháo nổ;pháo hoa nổ;pháo hoa;pháo các loại;firecrackers;pháo dàn;pháo thành phẩm"),
)  # fmt: skip
_FOOD = _goods(
    "food",
    "mass",
    ("seafood", "Thủy sản, hải sản", "Seafood", "hải sản;thủy sản;cua;tôm;cá;mực;ngao;hàu;fish;tôm hùm;cá tầm;ruốc"),
    ("frozen_meat", "Thực phẩm đông lạnh", "Frozen meat", "thịt đông lạnh;nội tạng;chân gà;lòng lợn;thực phẩm đông lạnh các loại;frozen food;sản phẩm động vật"),
    ("sugar", "Đường", "Sugar", "đường cát;đường kính;đường kính trắng"),
    ("food_other", "Thực phẩm", "Food", "bánh kẹo;thực phẩm các loại;hoa quả;rau củ;nông sản;gạo;tỏi;hành;foodstuff;trái cây;trà;bánh"),
    ("agrochemical", "Phân bón, thuốc bảo vệ thực vật", "Fertiliser or pesticide", "phân bón;thuốc bảo vệ thực vật;thuốc trừ sâu;thuốc diệt cỏ;pesticide;fertiliser"),
    ("mineral", "Than, khoáng sản", "Coal or mineral", "than;than đá;khoáng sản;quặng;cát;đất hiếm;coal;ore;sand;mineral"),
    ("waste", "Phế liệu, chất thải", "Scrap or waste", "phế liệu;chất thải;chất thải nguy hại;scrap"),
    ("chemical", "Hóa chất", "Chemical", "hóa chất;hóa chất độc hại;chemicals;xyanua;cyanide;thủy ngân"),
    ("n2o", "Khí N2O (khí cười)", "Nitrous oxide", "bóng cười;khí cười;n2o;laughing gas;khí n2o;bình khí cười"),
)  # fmt: skip
_ANIMALS = _goods(
    "animals",
    "head",
    ("poultry", "Gia cầm", "Poultry", "gà;vịt;gia cầm giống;gà giống;vịt giống;gà thải loại;chickens;ducklings;con giống gia cầm;ngan;chim bồ câu"),
    ("livestock", "Gia súc", "Livestock", "trâu;bò;lợn;trâu bò;dê;lợn sống;pigs;cattle;lợn giống;gia súc, gia cầm"),
    ("wildlife", "Động vật hoang dã", "Wildlife", "tê tê;rùa;rắn;khỉ;hổ;gấu;động vật hoang dã sống;pangolin;turtles;kỳ đà;culi"),
)  # fmt: skip
_WILD_PRODUCTS = _goods(
    "animals",
    "mass",
    ("wildlife_product", "Sản phẩm động vật hoang dã", "Wildlife product", "ngà voi;vảy tê tê;sừng tê giác;cao hổ;ivory;pangolin scales;rhino horn;xương hổ"),
)  # fmt: skip
_LIQUIDS = _goods(
    "excise",
    "volume",
    (
        "fuel",
        "Xăng, dầu",
        "Fuel",
        "xăng;dầu;dầu do;dầu diesel;xăng dầu;petrol;diesel;dầu fo;gasoline",
    ),
    ("timber", "Gỗ, lâm sản", "Timber", "gỗ;gỗ tròn;gỗ xẻ;lâm sản;gỗ trắc;gỗ hương;logs;wood"),
)
_EXCISE = (
    entry("cigarettes", "Thuốc lá", "Cigarettes", "thuốc lá điếu;thuốc lá ngoại;bao thuốc lá;cigarette;tobacco;xì gà;jet;hero;thuốc lá lậu",
          "excise", "pack"),
    entry("e_cigarettes", "Thuốc lá điện tử", "E-cigarettes", "thuốc lá nung nóng;vape;pod;tinh dầu thuốc lá điện tử;e-cigarette",
          "excise", "count"),
    entry("alcohol", "Rượu, bia", "Alcohol", "rượu;rượu ngoại;bia;liquor;wine;beer;spirits", "excise", "bottle"),
)  # fmt: skip
_GOODS = _goods(
    "goods",
    "count",
    ("medicine", "Thuốc chữa bệnh, thiết bị y tế", "Medicine", "thuốc tân dược;tân dược;thuốc đông y;dược phẩm;thực phẩm chức năng;vật tư y tế;khẩu trang;medicines;pharmaceuticals;thuốc bắc;thuốc nam"),
    ("cosmetics", "Mỹ phẩm", "Cosmetics", "son;kem dưỡng;nước hoa;perfume;mỹ phẩm các loại"),
    ("electronics", "Hàng điện tử", "Electronics", "điện thoại;điện thoại di động;iphone;máy tính;điện tử;linh kiện điện tử;phone;phones;laptop;đồ điện tử;hàng điện tử đã qua sử dụng"),
    ("appliances", "Đồ điện gia dụng", "Household appliances", "điện lạnh;tủ lạnh;điều hòa;máy giặt;nồi cơm điện;hàng gia dụng;đồ gia dụng"),
    ("clothing", "Quần áo, vải", "Clothing", "quần áo;vải;hàng may mặc;quần áo các loại;giày dép;giày;dép;garments;textile;footwear;shoes;túi xách"),
    ("toys", "Đồ chơi", "Toys", "đồ chơi trẻ em;đồ chơi bạo lực;toy"),
    ("vehicle", "Phương tiện vận tải", "Vehicle", "xe máy;ô tô;xe ô tô;mô tô;xe mô tô;tàu;thuyền;xuồng;motorcycle;car;vehicles;xe đạp điện;phương tiện"),
    ("vehicle_part", "Phụ tùng", "Vehicle part", "phụ tùng ô tô;phụ tùng xe máy;lốp;động cơ;spare parts;phụ tùng các loại"),
    ("documents", "Giấy tờ giả", "Forged documents", "giấy tờ;hộ chiếu giả;passport;tài liệu giả;chứng minh nhân dân giả"),
    ("other_goods", "Hàng hóa khác", "Other goods", "hàng hóa;hàng hóa các loại;hàng tiêu dùng;hàng tạp hóa;tạp hóa;khác;other;goods;hàng bách hóa;miscellaneous"),
)  # fmt: skip

COMMODITIES = CodeList(
    "commodities",
    (
        *_NARCOTICS,
        *_TABLETS,
        *_VALUABLES,
        *_CURRENCY,
        *_ARMS,
        *_BLASTING,
        *_EXCISE,
        *_LIQUIDS,
        *_ANIMALS,
        *_WILD_PRODUCTS,
        *_FOOD,
        *_GOODS,
    ),
)
