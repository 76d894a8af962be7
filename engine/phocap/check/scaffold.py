"""The first files of a rule set: a pack that loads, a rule that decides, and tests that are enough for it."""

from datetime import date
from pathlib import Path
from string import Template
from typing import Final

from phocap.faults import Fault, Faulty, Place
from phocap.source.files import write_whole
from phocap.text.language import Bilingual, Lang
from phocap.value import dataclass

COMMENTS: Final[dict[str, Bilingual]] = {
    "c_country": Bilingual(
        "Các cấp, từ thấp đến cao. Thêm cấp trên ở dưới, và ghi above cho cấp dưới.",
        "The tiers, from the lowest up. Add higher ones below, and say above in the lower ones.",
    ),
    "c_words": Bilingual(
        "Mỗi số liệu mà hồ sơ có thể ghi, khai báo một lần, bằng lời của biểu mẫu.",
        "Every figure that a record may hold, declared once, in the words of the form.",
    ),
    "c_measures": Bilingual(
        "Đại lượng: tử số (of) trên mẫu số (to).", "Measures: a numerator (of) over a denominator (to)."
    ),
    "c_constraints": Bilingual(
        "Phần nằm trong tổng: số liệu sai bị từ chối, số liệu thiếu được giới hạn.",
        "Parts lie in their whole: wrong figures are refused, missing ones are bounded.",
    ),
    "c_text": Bilingual(
        "Văn bản: số hiệu, ngày có hiệu lực, căn cứ, và danh mục điều khoản.",
        "The legal text: its number, its days, its source, and the index of its clauses.",
    ),
    "c_clauses": Bilingual(
        "Mỗi điều khoản một mục; điều không đưa vào thì ghi kind: not_encoded và reason.",
        "An entry for each clause; what is not encoded says kind: not_encoded and a reason.",
    ),
    "c_rules": Bilingual(
        "Quy định: theo mức độ, theo cấp, mỗi điều kiện một mục. Thay các mục mẫu bằng điều kiện thật.",
        "The rules: level by level, tier by tier, an entry for each condition. Replace the samples by real ones.",
    ),
    "c_threshold": Bilingual(
        "Ngưỡng mẫu. Chỉ ghi confirmed khi đã đọc chính văn bản.",
        "A sample threshold. Say confirmed only of a text that you have read.",
    ),
    "c_tests": Bilingual(
        "Trường hợp kiểm tra: ngay dưới, đúng bằng và ngay trên mỗi ngưỡng. ~ là không có số liệu.",
        "Tests: just below, exactly at and just above every threshold. ~ is not given.",
    ),
}

_COUNTRY: Final = Template("""\
# yaml-language-server: $$schema=.vscode/country.schema.json
# $c_country
country: $country
title: {vi: $country, en: $country}
tiers:
  $tier:
    label: {vi: $tier, en: $tier}
    plural: {vi: $tier, en: ${tier}s}
    short: {vi: $tier, en: $tier}
""")
_WORDS: Final = Template("""\
# yaml-language-server: $$schema=../.vscode/vocabulary.schema.json
# $c_words
vocabulary: $programme
title: {vi: "$title_vi", en: "$title_en"}
fields:
  $stem.all:
    label: {vi: "Tất cả phải tính ($stem)", en: "All that count ($stem)"}
    tiers: [$tier]
  $stem.reached:
    label: {vi: "Trong đó đạt ($stem)", en: "Of these reached ($stem)"}
    tiers: [$tier]
  $stem.plan:
    kind: finding
    label: {vi: "Có kế hoạch ($stem)", en: "There is a plan ($stem)"}
    tiers: [$tier]
# $c_measures
measures:
  ${stem}_share:
    title: {vi: "Tỉ lệ đạt ($stem)", en: "Share reached ($stem)"}
    ratio: {of: $stem.reached, to: $stem.all}
# $c_constraints
constraints:
  - {id: $programme-reached, parts: [$stem.reached], whole: $stem.all}
""")
_INSTRUMENT: Final = Template("""\
# yaml-language-server: $$schema=../.vscode/instrument.schema.json
# $c_text
instrument: $instrument
number: "$number"
title: {vi: "$title_vi", en: "$title_en"}
in_force: {from: $day}
source: {status: recollected}
# $c_clauses
clauses:
  - cite: Art. 1(a)
    kind: encoded
    rules: [$programme/1/$tier/share]
  - cite: Art. 1(b)
    kind: finding
    rules: [$programme/1/$tier/plan]
""")
_RULES: Final = Template("""\
# yaml-language-server: $$schema=../.vscode/rules.schema.json
# $c_rules
programme: $programme
title: {vi: "$title_vi", en: "$title_en"}
instrument: $instrument
levels:
  1:
    cite: Art. 1
    $tier:
      - id: share
        cite: (a)
        measure: ${stem}_share
        # $c_threshold
        at_least: 61%
        source: {status: recollected}
      - id: plan
        cite: (b)
        finding: $stem.plan
        source: {status: recollected}
""")
_TESTS: Final = Template("""\
# yaml-language-server: $$schema=../.vscode/tests.schema.json
# $c_tests
tests: $instrument/$programme
as_of: $day
cases:
  - name: {vi: Quanh ngưỡng, en: About the threshold}
    because: {vi: "Điều 1, điểm a", en: "Art. 1(a)"}
    tier: $tier
    columns: [$stem.all, $stem.reached, $stem.plan, 1/share, 1/plan, level 1]
    rows:
      - [100, 60, true, not_met, met, not_met]
      - [100, 61, true, met, met, met]
      - [100, 62, true, met, met, met]
      - [100, 61, false, met, not_met, not_met]
      - [100, ~, ~, undetermined, undetermined, undetermined]
      - [0, 0, true, not_applicable, met, met]
""")


@dataclass(frozen=True)
class Wanted:
    """What a new rule set is to be called."""

    programme: str
    instrument: str
    number: str
    tier: str
    day: date
    country: str
    title: Bilingual


def scaffold(folder: Path, wanted: Wanted, lang: Lang) -> list[Path]:
    """Write the files of a new rule set into a pack, which is made where there is none; return what was written.

    Raises:
        Faulty: one of the files is there already; then nothing is written.
    """
    facts = {
        "programme": wanted.programme,
        "instrument": wanted.instrument,
        "number": wanted.number.replace('"', "'"),
        "tier": wanted.tier,
        "day": wanted.day.isoformat(),
        "country": wanted.country,
        "title_vi": wanted.title.vi.replace('"', "'"),
        "title_en": wanted.title.en.replace('"', "'"),
        "stem": wanted.programme.replace("-", "_"),
        **{name: text[lang] for name, text in COMMENTS.items()},
    }
    law = folder / wanted.instrument
    files = {
        folder / "vocabulary" / f"{wanted.programme}.yaml": _WORDS,
        law / "instrument.yaml": _INSTRUMENT,
        law / f"{wanted.programme}.yaml": _RULES,
        law / f"{wanted.programme}.tests.yaml": _TESTS,
    }
    if not (folder / "country.yaml").exists():
        files = {folder / "country.yaml": _COUNTRY, **files}
    there = [path for path in files if path.exists()]
    if there:
        raise Faulty(Fault("scaffold-in-the-way", Place(str(path))) for path in there)
    for path, template in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, template.substitute(facts).encode())
    return list(files)
