"""A simulation as a picture: how many units hold each level, along one figure that is varied or over two of them."""

import html
import itertools
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Final

from phocap.faults import Fault, Faulty
from phocap.model.outcome import Outcome
from phocap.simulate.scenarios import Scenario, Simulation
from phocap.text.language import Bilingual, Lang
from phocap.text.numbers import count, date_text, threshold
from phocap.value import dataclass

MOST_AXES: Final = 2
MOST_PANELS: Final = 24
WIDTH, HEIGHT, LEFT, TOP, BAR = 300, 200, 66, 44, 30
COLUMN: Final = LEFT + WIDTH + 40
LIGHT, DARK = (239, 243, 248), (13, 59, 102)
"""Nobody, and all units: dark enough apart for readers who see no colours."""
STROKES: Final = ("#0d3b66", "#b5301f", "#4f7942", "#7a4e9c", "#8a6d00")
DASHES: Final = ("", "7 3", "2 3", "9 3 2 3", "1 4")

TITLE: Final = Bilingual("Số đơn vị đạt từng mức độ trong {n} kịch bản", "Units that hold each level in {n} scenarios")
LEVEL: Final = Bilingual("Mức độ {level}", "Level {level}")
POSSIBLE: Final = Bilingual("Nét mờ: kể cả đơn vị chưa đủ dữ liệu", "Faint lines: with those that are not decided")
SCALE: Final = Bilingual("{low} đến {high} đơn vị", "{low} to {high} units")
SAME: Final = Bilingual("luôn {low} đơn vị", "always {low} units")
ABOUT: Final = Bilingual(
    "Mỗi kịch bản xét lại tất cả đơn vị theo ngưỡng đã đổi. Số liệu đầy đủ: phocap simulate … -o kich-ban.csv.",
    "Each scenario judges all units by the changed figures. All numbers: phocap simulate … -o scenarios.csv.",
)

Group = Sequence[Scenario]


@dataclass(frozen=True)
class Words:
    """What a picture is drawn with: the language, and what tiers are called."""

    lang: Lang
    tiers: Mapping[str, Bilingual]


def to_svg(simulation: Simulation, words: Words) -> str:
    """Return the picture.

    Raises:
        Faulty: ``chart-axes`` or ``chart-panels``, when there is more than a picture can show.
    """
    if len(simulation.axes) > MOST_AXES:
        raise Faulty(Fault("chart-axes", facts={"found": len(simulation.axes), "limit": MOST_AXES}))
    groups = [list(found) for _, found in itertools.groupby(simulation.scenarios, key=_group)]
    panels = [list(_panels(simulation, group, words)) for group in groups]
    number = sum(map(len, panels))
    if number > MOST_PANELS:
        raise Faulty(Fault("chart-panels", facts={"found": number, "limit": MOST_PANELS}))
    drawn, y = [], 40
    for group, row in zip(groups, panels, strict=True):
        drawn.append(_text(10, y + 4, _heading(simulation, group[0], words), bold=True))
        drawn += [f'<g transform="translate({at * COLUMN},{y})">{panel}</g>' for at, panel in enumerate(row)]
        y += TOP + (HEIGHT + 80 if simulation.axes else BAR * len(group[0].levels) + 20)
    width = max(COLUMN * max(map(len, panels)), 640)
    title = TITLE[words.lang].format(n=count(len(simulation.scenarios), words.lang))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" width="{width}" height="{y}" viewBox="0 0 {width} {y}" '
        f'font-family="sans-serif" font-size="12"><title>{html.escape(title)}</title>'
        f'<rect width="100%" height="100%" fill="white"/>{_text(10, 22, title, bold=True)}{"".join(drawn)}</svg>\n'
    )


def to_html(simulation: Simulation, words: Words) -> str:
    """Return the picture in a page of its own.

    Raises:
        Faulty: see :func:`to_svg`.
    """
    title = html.escape(TITLE[words.lang].format(n=count(len(simulation.scenarios), words.lang)))
    return (
        f'<!doctype html>\n<html lang="{words.lang}">\n<head><meta charset="utf-8"><title>{title}</title>\n'
        '<meta name="viewport" content="width=device-width"><style>body{font-family:sans-serif;margin:2rem}'
        "svg{max-width:100%;height:auto}</style></head>\n"
        f"<body>\n<h1>{title}</h1>\n<p>{html.escape(ABOUT[words.lang])}</p>\n"
        f"{to_svg(simulation, words)}</body>\n</html>\n"
    )


def _group(scenario: Scenario) -> tuple[object, ...]:
    return scenario.rule_set, scenario.day, scenario.tier, tuple(sorted(scenario.readings.items()))


def _heading(simulation: Simulation, one: Scenario, words: Words) -> str:
    tier = words.tiers.get(one.tier)
    said = [one.rule_set.partition("/")[2], date_text(one.day, words.lang), f"{tier[words.lang] if tier else one.tier}"]
    said[-1] += f": {count(one.units, words.lang)}"
    return " · ".join([*said, *(f"{name}={one.readings.get(name)}" for name in simulation.readings)])


def _panels(simulation: Simulation, group: Group, words: Words) -> Iterator[str]:
    levels = list(group[0].levels)
    if len(simulation.axes) == MOST_AXES:
        darkest = max(_met(scenario, level) for scenario in group for level in levels)
        yield from (_map(simulation, group, level, darkest, words) for level in levels)
    elif simulation.axes:
        yield _lines(simulation, group, levels, words)
    else:
        yield _bars(group[0], levels, words)


def _met(scenario: Scenario, level: int, *, possible: bool = False) -> int:
    found = scenario.levels[level]
    return found[Outcome.MET] + (found[Outcome.UNDETERMINED] if possible else 0)


def _bars(one: Scenario, levels: Sequence[int], words: Words) -> str:
    drawn = []
    for number, level in enumerate(levels):
        met, most, y = _met(one, level), _met(one, level, possible=True), TOP + BAR * number
        width, wide = (WIDTH * n / max(one.units, 1) for n in (met, most))
        drawn.append(_text(LEFT - 6, y + 14, LEVEL[words.lang].format(level=level), anchor="end"))
        for length, opacity in ((wide, "0.35"), (width, "1")):
            drawn.append(
                f'<rect x="{LEFT}" y="{y}" width="{length:.1f}" height="20" fill="{STROKES[0]}" opacity="{opacity}"/>'
            )
        said = count(met, words.lang) if met == most else f"{count(met, words.lang)} – {count(most, words.lang)}"
        drawn.append(_text(int(LEFT + wide) + 6, y + 14, said))
    return "".join(drawn)


def _lines(simulation: Simulation, group: Group, levels: Sequence[int], words: Words) -> str:
    group = sorted(group, key=lambda scenario: scenario.values)
    xs = _places([scenario.values[0] for scenario in group], WIDTH)
    drawn = [_frame(group[0].units, words)]
    for number, level in enumerate(levels):
        stroke, dash = STROKES[number % len(STROKES)], DASHES[number % len(DASHES)]
        for possible, opacity in ((True, "0.35"), (False, "1")):
            points = " ".join(
                f"{LEFT + x:.1f},{_y(_met(one, level, possible=possible), one.units):.1f}"
                for x, one in zip(xs, group, strict=True)
            )
            drawn.append(
                f'<polyline points="{points}" fill="none" stroke="{stroke}" stroke-width="2" '
                f'stroke-dasharray="{dash}" opacity="{opacity}"/>'
            )
        x = LEFT + 90 * number
        y = TOP + HEIGHT + 52
        drawn.append(f'<path d="M{x} {y}h24" stroke="{stroke}" stroke-width="2" stroke-dasharray="{dash}"/>')
        drawn.append(_text(x + 30, y + 4, LEVEL[words.lang].format(level=level)))
    drawn.append(_text(LEFT + 90 * len(levels) + 10, TOP + HEIGHT + 56, POSSIBLE[words.lang]))
    drawn.append(_ticks([scenario.values[0] for scenario in group], words, simulation.axes[0]))
    return "".join(drawn)


def _map(simulation: Simulation, group: Group, level: int, darkest: int, words: Words) -> str:
    """Return a cell for every pair of values, darker for more units; the first figure upwards, the second across."""
    ups, acrosses = (sorted({scenario.values[at] for scenario in group}) for at in (0, 1))
    wide, high = WIDTH / len(acrosses), HEIGHT / len(ups)
    at_up, at_across = ({value: number for number, value in enumerate(found)} for found in (ups, acrosses))
    met = [_met(scenario, level) for scenario in group]
    low, most = min(met), max(met)
    drawn = []
    for scenario, n in zip(group, met, strict=True):
        x = LEFT + at_across[scenario.values[1]] * wide
        y = TOP + HEIGHT - (at_up[scenario.values[0]] + 1) * high
        drawn.append(
            f'<rect x="{x:.1f}" y="{y:.1f}" width="{wide + 0.45:.1f}" height="{high + 0.45:.1f}" '
            f'fill="{_shade(n, darkest)}"/>'
        )
    scale = (SAME if low == most else SCALE)[words.lang].format(
        low=count(low, words.lang), high=count(most, words.lang)
    )
    said = f"{LEVEL[words.lang].format(level=level)}: {scale}"
    drawn.append(_text(LEFT, TOP - 8, said))
    for value, y in ((ups[0], TOP + HEIGHT), (ups[-1], TOP + 10)):
        drawn.append(_text(LEFT - 6, y, threshold(value, words.lang), anchor="end"))
    drawn.append(_text(0, 0, simulation.axes[0], extra=f'transform="translate(14,{TOP + HEIGHT}) rotate(-90)"'))
    drawn.append(_ticks(acrosses, words, simulation.axes[1]))
    return "".join(drawn)


def _shade(n: int, darkest: int) -> str:
    share = Fraction(n, max(darkest, 1))
    return "#" + "".join(f"{int(light + (dark - light) * share):02x}" for light, dark in zip(LIGHT, DARK, strict=True))


def _places(found: Sequence[Fraction], width: int) -> list[float]:
    first, last = found[0], found[-1]
    return [float((value - first) / ((last - first) or 1)) * width for value in found]


def _y(n: int, units: int) -> float:
    return TOP + HEIGHT - HEIGHT * n / max(units, 1)


def _frame(units: int, words: Words) -> str:
    path = f'<path d="M{LEFT} {TOP}v{HEIGHT}h{WIDTH}" fill="none" stroke="#555"/>'
    labels = (_text(LEFT - 6, int(_y(n, units)) + 4, count(n, words.lang), anchor="end") for n in (0, units))
    return path + "".join(labels)


def _ticks(found: Sequence[Fraction], words: Words, name: str) -> str:
    first = _text(LEFT, TOP + HEIGHT + 16, threshold(found[0], words.lang))
    last = _text(LEFT + WIDTH, TOP + HEIGHT + 16, threshold(found[-1], words.lang), anchor="end")
    return first + last + _text(LEFT + WIDTH // 2, TOP + HEIGHT + 32, name, anchor="middle")


def _text(x: int, y: int, said: str, *, anchor: str = "start", bold: bool = False, extra: str = "") -> str:
    weight = ' font-weight="bold"' if bold else ""
    return f'<text x="{x}" y="{y}" text-anchor="{anchor}"{weight} {extra}>{html.escape(said)}</text>'
