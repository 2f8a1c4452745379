"""Kinds of road vehicles and vessels, with the other conveyances of a border."""
# ruff: noqa: E501 - a list is read entry by entry: each stays on its line

from __future__ import annotations

from cotmoc.normalise.codes.registry import CodeList, entry

_ROAD, _VESSEL, _OTHER = "road", "vessel", "other"

CONVEYANCE_KINDS = CodeList(
    "conveyance_kinds",
    (
        entry("car", "Ô tô con", "Car", "xe con;xe ô tô con;ô tô;xe ô tô;sedan;suv;xe 7 chỗ;xe 5 chỗ;taxi", _ROAD),
        entry("truck", "Ô tô tải", "Truck", "xe tải;xe ô tô tải;xe bán tải;lorry;pickup;trucks", _ROAD),
        entry("container_truck", "Xe đầu kéo, container", "Articulated lorry",
              "xe container;xe đầu kéo;xe công;đầu kéo;rơ moóc;trailer", _ROAD),
        entry("bus", "Ô tô khách", "Bus", "xe khách;xe ô tô khách;xe buýt;limousine;coach", _ROAD),
        entry("motorcycle", "Mô tô, xe máy", "Motorcycle", "xe máy;mô tô;xe mô tô;motorbike;xe gắn máy;xe máy điện", _ROAD),
        entry("bicycle", "Xe đạp", "Bicycle", "xe thồ;xe đạp điện;bike", _ROAD),
        entry("bulk_carrier", "Tàu chở hàng rời", "Bulk carrier", "bulker;ore carrier;wood chips carrier;cement carrier", _VESSEL),
        entry("tanker", "Tàu chở dầu, hóa chất, khí", "Tanker",
              "tàu dầu;tàu chở dầu;tàu chở xăng dầu;chemical tanker;product tanker;crude oil tanker;crude tanker;oil tanker;"
              "lpg tanker;lng tanker;asphalt bitumen tanker;bunkering tanker;asphalt/bitumen tanker;tankers", _VESSEL),
        entry("container_ship", "Tàu chở công-ten-nơ", "Container ship",
              "tàu container;container vessel;container;container ships", _VESSEL),
        entry("cargo_vessel", "Tàu hàng", "Cargo vessel",
              "tàu hàng;tàu chở hàng;general cargo;cargo ship;general cargo ship;merchant vessel;merchant vessels;"
              "refrigerated cargo;vehicle carrier;ro-ro;ro-ro cargo ship;heavy load carrier;cargo vessels;merchant ship", _VESSEL),
        entry("fishing_vessel", "Tàu cá", "Fishing vessel",
              "tàu đánh cá;thuyền đánh cá;fishing boat;fishing vessels;trawler;fishing trawler;ghe cá", _VESSEL),
        entry("tug", "Tàu kéo", "Tug", "tàu lai dắt;tugboat;tug boat;offshore tug;tug and barge;tug / barge;tugs", _VESSEL),
        entry("barge", "Sà lan", "Barge", "xà lan;pipe lay barge;hopper dredger;dredger;accommodation barge;maintenance pontoon", _VESSEL),
        entry("passenger_vessel", "Tàu khách", "Passenger vessel", "tàu du lịch;passenger ship;passenger boat;ferry;phà;cruise ship", _VESSEL),
        entry("offshore_vessel", "Tàu dịch vụ", "Offshore vessel",
              "tàu dịch vụ dầu khí;offshore supply ship;offshore support vessel;offshore supply;supply vessel;support;"
              "research vessel;pipe layer;cable ship;floating production storage and offloading;fpso;"
              "floating storage and offloading", _VESSEL),
        entry("yacht", "Thuyền buồm, du thuyền", "Yacht", "du thuyền;thuyền buồm;sailing vessel;sailing yacht;pleasure craft;sailboat;catamaran", _VESSEL),
        entry("boat", "Xuồng, thuyền nhỏ", "Boat",
              "xuồng;xuồng máy;vỏ lãi;tắc ráng;thuyền;ca nô;đò;ghe;speedboat;skiff;dhow;landing craft;small craft;mủng;vỏ composite", _VESSEL),
        entry("raft", "Bè, mảng", "Raft", "bè;mảng;bè mảng;mảng xốp;bè tre", _VESSEL),
        entry("vessel", "Tàu (không rõ loại)", "Vessel of unknown kind",
              "tàu;tàu thuyền;vessel;vessels;ship;motor vessel;unknown vessel;phương tiện thủy;tàu vỏ sắt;tàu vỏ gỗ", _VESSEL),
        entry("aircraft", "Máy bay", "Aircraft", "tàu bay;plane;airplane;helicopter", _OTHER),
        entry("drone", "Thiết bị bay không người lái", "Drone", "flycam;uav;máy bay không người lái", _OTHER),
        entry("train", "Tàu hỏa", "Train", "tàu lửa;railway;toa tàu", _OTHER),
        entry("on_foot", "Đi bộ", "On foot", "cõng hàng;gùi hàng;mang vác;gánh;walking", _OTHER),
        entry("other", "Phương tiện khác", "Other conveyance", "khác;other", _OTHER),
        entry("unknown", "Không rõ loại", "Unknown kind", "không rõ;unidentified;unknown", _OTHER),
    ),
)  # fmt: skip
