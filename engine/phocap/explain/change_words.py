"""The words for what would change a verdict, in both languages."""

from collections.abc import Mapping

from phocap.text.language import Bilingual as B

REACH = B("Ít nhất cần gì để đạt {level}", "The least that would reach {level}")
LOSE = B("Mất {level} khi nào", "The least that would cost {level}")
MISSING = B("Số liệu còn thiếu quyết định {level}", "Missing figures that decide {level}")
BELOW = B("Đơn vị cấp dưới đối với {level}", "Units below, for {level}")

MORE = B(
    "Cần thêm {n} {label}, từ {before} lên {after}{places}",
    "{n} more needed: {label}, from {before} to {after}{places}",
)
FEWER = B(
    "Cần bớt {n} {label}, từ {before} xuống {after}{places}",
    "{n} fewer needed: {label}, from {before} to {after}{places}",
)
LOST_FEWER = B(
    "Giảm {n} {label} (từ {before} xuống {after}) là không còn đạt{places}",
    "{n} fewer would do it: {label}, from {before} to {after}{places}",
)
LOST_MORE = B(
    "Tăng {n} {label} (từ {before} lên {after}) là không còn đạt{places}",
    "{n} more would do it: {label}, from {before} to {after}{places}",
)
WITH_IT = B("khi đó {names}", "with it {names}")
SHIFT = B("{label}: từ {before} thành {after}", "{label}: from {before} to {after}")
FINDING = B("Cần được xác nhận là đạt: {title}{places}", "Must be found to hold: {title}{places}")
LOST_FINDING = B(
    "Không còn đạt nếu: {title} không còn bảo đảm{places}", "Lost if this no longer holds: {title}{places}"
)
PROGRAMME = B("Cần: {title}{places}", "Needed: {title}{places}")
LOST_PROGRAMME = B("Không còn đạt nếu không còn: {title}{places}", "Lost without: {title}{places}")
UNITS = B("Cần thêm {n}: {title}{places}", "{n} more needed: {title}{places}")
LOST_UNITS = B("Không còn đạt nếu bớt {n}: {title}{places}", "Lost with {n} fewer: {title}{places}")
BESIDES = B("Ngoài ra phải biết: {names}", "These must be known besides: {names}")
NOTHING = B("Theo các số liệu đã ghi thì không phải thay đổi gì", "By the figures given nothing needs to change")
IMPOSSIBLE = B(
    "Không thể, nếu số đối tượng phải phổ cập vẫn như vậy: {names}",
    "It cannot be done while the populations stay as they are: {names}",
)
IMPOSSIBLE_PAST = B(
    "Không thể, vì còn tính các năm trước, mà số liệu các năm ấy không thay đổi được: {names}",
    "It cannot be done, since earlier years count too and what they hold stays as it is: {names}",
)
CANNOT_LOSE_PAST = B(
    "Không mất được, nếu số đối tượng phải phổ cập vẫn như vậy, vì còn tính các năm trước",
    "It cannot be lost while the populations stay as they are, since earlier years count too",
)
CANNOT_LOSE = B(
    "Không mất được, nếu số đối tượng phải phổ cập vẫn như vậy",
    "It cannot be lost while the populations stay as they are",
)
LOSS_OPEN = B("Ít nhất là như vậy; còn tùy: {names}", "At the least; it also depends on: {names}")
LOSS_UNKNOWN = B("Chưa tính được; phải biết: {names}", "Not known until these are: {names}")
INEXACT = B("Chưa xét hết mọi cách: có thể có cách ít hơn", "Not every way was tried: there may be a cheaper one")

ONLY = B("Chỉ số liệu này quyết định: {name}: {when}", "Only this figure decides: {name}: {when}")
DECIDED: Mapping[bool, B] = {
    True: B("Đạt nếu {names}", "Met if {names}"),
    False: B("Chưa đạt nếu {names}", "Not met if {names}"),
}
DECIDED_SHORT: Mapping[bool, B] = {True: B("đạt {when}", "met {when}"), False: B("chưa đạt {when}", "not met {when}")}
CAN_BE: Mapping[bool, B] = {
    True: B("Muốn kết luận đạt phải biết: {names}", "To be found met, these must be known: {names}"),
    False: B("Có thể kết luận chưa đạt khi biết: {names}", "May be found not met once these are known: {names}"),
}
NOT_MET_ANY = B(
    "Chưa đạt nếu một trong các nội dung này không bảo đảm: {names}",
    "Not met if any one of these does not hold: {names}",
)
CAN_BE_ANY = B(
    "Có thể kết luận chưa đạt khi biết một trong các nhóm: {names}",
    "May be found not met once any of these groups is known: {names}",
)
ALL_HOLD_ABOVE = B("Đạt nếu tất cả các nội dung nêu trên đều bảo đảm", "Met if all of the above hold")
ALL_HOLD = B("Đạt nếu tất cả đều bảo đảm: {names}", "Met if all of these hold: {names}")
ALL_ABOVE = B(
    "Muốn kết luận đạt phải biết đủ {n} nội dung nêu trên", "To be found met, all {n} things named above must be known"
)
ALL_NEEDED = B(
    "Muốn kết luận đạt phải biết đủ {n} nội dung cần bổ sung nêu dưới đây",
    "To be found met, all {n} things needed below must be known",
)
OF = B("{n}/{most}", "{n} of {most}")
ANY_ABOVE = B(
    "Muốn kết luận đạt phải biết đủ một trong {groups} nhóm, mỗi nhóm {n} nội dung nêu trên",
    "To be found met, one of {groups} groups of {n} things named above must be known",
)
ANY_NEEDED = B(
    "Muốn kết luận đạt phải biết đủ một trong {groups} nhóm, mỗi nhóm {n} nội dung cần bổ sung nêu dưới đây",
    "To be found met, one of {groups} groups of {n} things needed below must be known",
)
FROM = B("từ {low} trở lên", "from {low} on")
UP_TO = B("không quá {high}", "up to {high}")
BETWEEN = B("từ {low} đến {high}", "from {low} to {high}")
WHEN_FROM = B("khi từ {low} trở lên", "from {low} on")
WHEN_UP_TO = B("khi không quá {high}", "up to {high}")
WHEN_BETWEEN = B("khi từ {low} đến {high}", "from {low} to {high}")
HOLDS: Mapping[bool, B] = {
    True: B("“{name}”: có", "“{name}” holds"),
    False: B("“{name}”: không", "“{name}” does not hold"),
}
WHEN_HOLDS: Mapping[bool, B] = {True: B("khi có", "if it holds"), False: B("khi không", "if it does not")}
ENOUGH: Mapping[bool, B] = {True: B("{name} đủ", "{name}: enough"), False: B("{name} không đủ", "{name}: not enough")}
WHEN_ENOUGH: Mapping[bool, B] = {True: B("khi đủ", "if enough"), False: B("khi không đủ", "if not enough")}
IRRELEVANT = B("Không ảnh hưởng, dù còn thiếu: {names}", "Missing, but cannot matter: {names}")
INCOMPLETE = B("Chỉ nêu {n} khả năng; có thể còn khả năng khác", "Only {n} ways are shown; there may be others")

QUOTA = B("{title}: {reached}/{total}, cần {needed}{places}", "{title}: {reached}/{total}, {needed} needed{places}")
QUOTA_OPEN = B(
    "{title}: {reached}/{total}, chưa rõ {open}, cần {needed}{places}",
    "{title}: {reached}/{total}, {open} open, {needed} needed{places}",
)
QUOTA_UNCOUNTED = B("{title}: không ghi số đơn vị{places}", "{title}: no counts of units are given{places}")
RANGE = B("{low}–{high}", "{low}–{high}")
GIVE_COUNTS = B("Muốn lập kế hoạch phải ghi: {names}", "To plan, these must be given: {names}")
GIVE_COUNTS_FOR = B(
    "Muốn lập kế hoạch phải ghi {names}, của từng đơn vị: {units}",
    "To plan, these must be given: {names}; for each of: {units}",
)
LIFT = B("Ít tốn nhất là nâng {n}: {names}; tổng cộng {cost}", "Cheapest to lift {n}: {names}; {cost} in all")
HOPED = B("{n} đơn vị chưa rõ phải đạt", "{n} of the open units must turn out to reach it")
HOPED_BESIDES = B("Ngoài ra {n} đơn vị chưa rõ phải đạt", "Besides, {n} of the open units must turn out to reach it")
NO_LIFT = B("Không đủ đơn vị có thể nâng", "Not enough units can be lifted")
NO_RECORDS = B(
    "Chưa biết nâng đơn vị nào: không có hồ sơ của từng đơn vị cấp dưới",
    "Which units to lift cannot be told: there are no records of them",
)
UNIT_COST = B("{name} ({cost})", "{name} ({cost})")
HELD_BACK = B("Chưa đạt: {names}", "Held back by: {names}")
OPEN_UNITS = B("Chưa đủ dữ liệu: {names}", "Not enough data: {names}")
UNRECORDED = B("{n} đơn vị không có hồ sơ", "{n} units without a record")
MATTERS = B(
    "Tùy các đơn vị chưa rõ: tốt nhất là {best}, xấu nhất là {worst}",
    "Depends on the open units: {best} at best, {worst} at worst",
)
NO_MATTER = B("Các đơn vị chưa rõ không làm thay đổi kết quả", "The open units cannot change the result")
COUNTED_ON = B(
    "Hồ sơ không ghi tổng số đơn vị: chỉ tính những đơn vị có hồ sơ",
    "The total is not given: only the units with records are counted",
)
PERSONS = B("{n} đối tượng", "{n} persons or things")
FINDINGS = B("{n} nội dung phải xác nhận", "{n} findings")
UNITS_BELOW = B("{n} đơn vị cấp dưới", "{n} units below")
OTHERS = B("{n} đơn vị hoặc nội dung khác", "{n} other units or programmes")
UNKNOWN_COST = B("chưa rõ", "not known")
NOT_POSSIBLE = B("không nâng được", "cannot be lifted")
AND_MORE = B("và {n} đơn vị khác", "and {n} more")
LIST_AND = B(" và ", " and ")

MARGIN: Mapping[tuple[bool, str], tuple[B, B, B, B]] = {
    (True, "at_least"): (
        B("Vẫn đạt khi: {ways}", "Still met if: {ways}"),
        B("không quá {n} trong số đạt thôi đạt", "no more than {n} drop out of those counted"),
        B("không quá {n} trong số đạt chuyển đi", "no more than {n} of those counted move away"),
        B("không quá {n} chưa đạt chuyển đến", "no more than {n} others move in"),
    ),
    (False, "at_least"): (
        B("Đạt khi: {ways}", "Met if: {ways}"),
        B("thêm {n} đạt", "{n} more come to be counted"),
        B("hoặc {n} đã đạt chuyển đến", "or {n} who are counted move in"),
        B("hoặc {n} chưa đạt chuyển đi", "or {n} who are not move away"),
    ),
    (True, "at_most"): (
        B("Vẫn đạt khi: {ways}", "Still met if: {ways}"),
        B("tăng không quá {n}", "no more than {n} come to be counted"),
        B("không quá {n} thuộc số này chuyển đến", "no more than {n} who are counted move in"),
        B("không quá {n} ngoài số này chuyển đi", "no more than {n} others move away"),
    ),
    (False, "at_most"): (
        B("Đạt khi: {ways}", "Met if: {ways}"),
        B("bớt {n}", "{n} fewer are counted"),
        B("hoặc {n} thuộc số này chuyển đi", "or {n} who are counted move away"),
        B("hoặc {n} ngoài số này chuyển đến", "or {n} others move in"),
    ),
}
QUORUM_MARGIN: Mapping[bool, B] = {
    True: B("Vẫn đạt khi không quá {n} điều kiện trong số này hỏng", "Still met if no more than {n} of these fail"),
    False: B("Còn thiếu {n} điều kiện trong số này", "{n} more of these are needed"),
}

PLAN_HEAD = B(
    "{unit}: {title}, ngày {day}, mức độ {level}: {outcome}.", "{unit}: {title}, {day}, level {level}: {outcome}."
)
PLAN_LIFTED = "↑"
"""The mark of a unit that the plan lifts."""
PLAN_NOW = B("đang ở mức độ {level}", "now at level {level}")
PLAN_NO_UNITS = B("chưa đạt mức độ nào", "at no level yet")
PLAN_TARGET = B("mức độ {level}: {outcome}", "level {level}: {outcome}")
