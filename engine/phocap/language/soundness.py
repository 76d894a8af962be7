"""What must hold before a rule pack can be used: every name is declared, every reference leads somewhere.

These are the faults that make a pack unusable; what is only doubtful is the business of ``phocap rules check``.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction

from phocap.faults import Fault, Place
from phocap.language.amend import amendment_faults, consolidate
from phocap.language.pack import Loaded, Words
from phocap.model.law import Country, Instrument
from phocap.model.rulefile import Amendment, Condition, Level, RuleFile, Years
from phocap.model.vocabulary import Measure, Vocabulary
from phocap.source.yaml import Node, find
from phocap.text.language import Bilingual
from phocap.text.nearest import nearest

Loc = tuple[str | int, ...]


def vocabulary_faults(files: Sequence[Loaded[Vocabulary]]) -> list[Fault]:
    """Names declared twice, and constraints or measures over unknown fields."""
    faults: list[Fault] = []
    for section, fault_id in (
        ("fields", "duplicate-field"),
        ("measures", "duplicate-measure"),
        ("flags", "duplicate-id"),
    ):
        first: dict[str, str] = {}
        for file in files:
            for name in getattr(file.model, section):
                place = find(file.node, (section, name), at_key=True)
                if name in first:
                    faults.append(Fault(fault_id, place, {"id": name, "first": first[name]}))
                first.setdefault(name, str(place))
    fields = [name for file in files for name in file.model.fields]
    for file in files:
        for number, constraint in enumerate(file.model.constraints):
            for position, part in enumerate(constraint.parts):
                faults += _unknown(file.node, ("constraints", number, "parts", position), part, fields, "field")
            faults += _unknown(file.node, ("constraints", number, "whole"), constraint.whole, fields, "field")
        faults += _measure_faults(file.node, file.model.measures, fields)
    return faults


def instrument_faults(files: Sequence[Loaded[Instrument]]) -> Iterator[Fault]:
    """Two instruments that each say they replace the other, amended ones that are unknown, clauses named twice."""
    replaced = {file.model.instrument: file.model.replaces for file in files}
    for file in files:
        name = file.model.instrument
        for position, other in enumerate(file.model.amends):
            if other not in replaced:
                facts = {"instrument": other, "nearest": nearest(other, replaced)}
                yield Fault("unknown-instrument", find(file.node, ("amends", position)), facts)
        first: dict[str, str] = {}
        for number, clause in enumerate(file.model.clauses):
            cited = find(file.node, ("clauses", number, "cite"))
            key = " ".join(clause.cite.split()).casefold()
            if key in first:
                yield Fault("duplicate-cite", cited, {"cite": clause.cite, "first": first[key]})
            first.setdefault(key, str(cited))
        for position, other in enumerate(file.model.replaces):
            if name < other and name in replaced.get(other, ()):
                place = find(file.node, ("replaces", position))
                yield Fault("replaces-each-other", place, {"instruments": [name, other]})


def rule_file_faults(
    files: Sequence[Loaded[RuleFile]], amendments: Sequence[Loaded[Amendment]], words: Words, country: Country
) -> list[Fault]:
    """All faults of the rule files of a pack and of what amends them, and cycles between them."""
    faults: list[Fault] = []
    programmes = sorted({file.model.programme for file in files})
    first = dict.fromkeys(words.measures, "vocabulary")
    for file in files:
        for name in file.model.measures:
            place = find(file.node, ("measures", name), at_key=True)
            if name in first:
                faults.append(Fault("duplicate-measure", place, {"id": name, "first": first[name]}))
            first.setdefault(name, str(place))
        faults += _RuleFileCheck(file.node, file.model, words, country, programmes).faults()
    if faults:
        return faults  # what amends a file with faults would only repeat them
    for amendment in amendments:
        faults += _amendment_faults(amendment, files, amendments, words, country, programmes)
    return faults or list(_programme_cycles(files))


def _amendment_faults(
    amendment: Loaded[Amendment],
    files: Sequence[Loaded[RuleFile]],
    amendments: Sequence[Loaded[Amendment]],
    words: Words,
    country: Country,
    programmes: Sequence[str],
) -> list[Fault]:
    bases = {f"{file.model.instrument}/{file.model.programme}": file.model for file in files}
    base = bases.get(amendment.model.amends)
    if base is not None:
        earlier = [
            a.model for a in amendments[: amendments.index(amendment)] if a.model.amends == amendment.model.amends
        ]
        base = consolidate(base, earlier).model
    found = list(amendment_faults(amendment, base, bases))
    if found or base is None:
        return found
    whole = consolidate(base, [amendment.model]).model
    added = whole.model_copy(update={"levels": amendment.model.add})
    check = _RuleFileCheck(amendment.node, added, words, country, programmes, root="add", judged=whole)
    return [*check.faults(), *check.changes(amendment.model)]


def _measure_faults(node: Node, measures: dict[str, Measure], fields: list[str]) -> Iterator[Fault]:
    for name, measure in measures.items():
        parts = {"of": measure.ratio.of, "to": measure.ratio.to} if measure.ratio else {"": measure.count}
        for key, amount in parts.items():
            base: Loc = ("measures", name, "ratio", key) if key else ("measures", name, "count")
            for position, (field, _) in enumerate(amount.terms if amount else ()):
                loc: Loc = (*base, "sum" if amount and amount.sum else "difference", position)
                yield from _unknown(node, loc, field, fields, "field")


def _unknown(node: Node, loc: Loc, name: str, known: Iterable[str], what: str) -> Iterator[Fault]:
    if name not in (known := list(known)):
        yield Fault(f"unknown-{what}", find(node, loc), {what: name, "name": name, "nearest": nearest(name, known)})


class _RuleFileCheck:
    def __init__(
        self,
        node: Node,
        model: RuleFile,
        words: Words,
        country: Country,
        programmes: Sequence[str],
        *,
        root: str = "levels",
        judged: RuleFile | None = None,
    ) -> None:
        """Check the levels of ``model``, which stand under ``root``; ``judged`` has all levels that can be named."""
        self.node, self.model, self.words, self.programmes = node, model, words, programmes
        self.root, self.judged = root, judged or model
        self.tiers = list(country.tiers)
        self.words_of = {name: Bilingual(tier.short.vi, tier.short.en) for name, tier in country.tiers.items()}
        self.measures = {**words.measures, **model.measures}

    def faults(self) -> list[Fault]:
        found = list(_measure_faults(self.node, self.model.measures, list(self.words.fields)))
        for name, reading in self.model.readings.items():
            for option, meaning in reading.options.items():
                if meaning.measure is not None:
                    loc = ("readings", name, "options", option, "measure")
                    found += _unknown(self.node, loc, meaning.measure, self.measures, "measure")
        only = self.model.unit
        if only is not None and only.tier not in self.tiers:
            facts = {"tier": only.tier, "nearest": nearest(only.tier, self.tiers)}
            found.append(Fault("unknown-tier", find(self.node, ("unit", "tier")), facts))
        for number, level in self.model.levels.items():
            found += self._level(number, level)
        return found or list(self._level_cycles())

    def changes(self, amendment: Amendment) -> Iterator[Fault]:
        """Yield the faults of the conditions that an amendment puts in the place of others, and of its suspensions."""
        for name, condition in amendment.replace.items():
            yield from self._condition(("replace", name), name.split("/")[1], condition, {})
        for name, suspended in amendment.suspend.items():
            yield from self._only(("suspend", name), suspended.only)

    def _level(self, number: int, level: Level) -> Iterator[Fault]:
        for tier, conditions in level.tiers.items():
            loc: Loc = (self.root, str(number), tier)
            if tier not in self.tiers:
                yield Fault(
                    "unknown-tier",
                    find(self.node, loc, at_key=True),
                    {"tier": tier, "nearest": nearest(tier, self.tiers)},
                )
                continue
            seen: dict[str, str] = {}
            for position, condition in enumerate(conditions):
                yield from self._condition((*loc, position), tier, condition, seen)

    def _condition(self, loc: Loc, tier: str, condition: Condition, seen: dict[str, str]) -> Iterator[Fault]:
        if condition.see is not None:
            listed = self.judged.levels[int(str(loc[1]).split("/")[0])].tiers[tier]
            if condition.see not in (known := [c.id for c in listed]):
                near = nearest(condition.see, known)
                yield Fault("unknown-member", find(self.node, loc), {"member": condition.see, "nearest": near})
            return
        if condition.id in seen:
            yield Fault(
                "duplicate-id", find(self.node, (*loc, "id")), {"id": condition.id, "first": seen[condition.id]}
            )
        seen.setdefault(condition.id, str(find(self.node, (*loc, "id"))))
        if condition.measure is not None:
            yield from self._measure(loc, condition)
        if condition.finding is not None:
            yield from _unknown(self.node, (*loc, "finding"), condition.finding, self.words.findings, "finding")
        if condition.requires is not None:
            programme = condition.requires.programme
            if programme is not None:
                where = (*loc, "requires", "programme")
                yield from _unknown(self.node, where, programme, self.programmes, "programme")
            elif condition.requires.level not in (
                judged := [n for n, x in self.model.levels.items() if tier in x.tiers]
            ):
                yield Fault(
                    "unknown-level",
                    find(self.node, (*loc, "requires", "level")),
                    {"level": condition.requires.level, "allowed": judged},
                )
        for key, other in (("share_of", condition.share_of), ("copy", condition.copy_)):
            if other is not None:
                yield from self._lower_tier((*loc, key), tier, other)
        if condition.share_of is not None:
            yield from self._over_one(loc, condition)
            if condition.programme is not None:
                yield from _unknown(self.node, (*loc, "programme"), condition.programme, self.programmes, "programme")
            for flag, variant in condition.when.items():
                if variant.measure is not None:
                    place = find(self.node, (*loc, "when", flag, "measure"))
                    yield Fault("variant-without-measure", place, {"flag": flag})
        for flag in (*condition.when, *condition.among):
            if flag not in self.words.flags:
                yield Fault(
                    "unknown-flag",
                    find(self.node, (*loc, "when" if flag in condition.when else "among", flag), at_key=True),
                    {"flag": flag, "nearest": nearest(flag, self.words.flags)},
                )
        yield from self._only(loc, condition.only)
        if condition.suspended is not None:
            yield from self._only((*loc, "suspended"), condition.suspended.only)
        if condition.years is not None:
            yield from self._years((*loc, "years"), condition, condition.years)
        for key in ("all", "any", "of"):
            for position, member in enumerate(getattr(condition, key) or ()):
                yield from self._condition((*loc, key, position), tier, member, seen)

    def _measure(self, loc: Loc, condition: Condition) -> Iterator[Fault]:
        reference = condition.measure
        assert reference is not None
        if reference.reading is not None:
            where = (*loc, "measure", "reading")
            if reference.reading not in self.model.readings:
                yield from _unknown(self.node, where, reference.reading, self.model.readings, "reading")
                return
            options = self.model.readings[reference.reading].options
            for option, meaning in options.items():
                if meaning.measure is None:
                    place = find(self.node, ("readings", reference.reading, "options", option))
                    facts = {"reading": reference.reading, "option": option}
                    yield Fault("option-without-measure", place, facts)
        elif reference.name not in self.measures:
            yield from _unknown(self.node, (*loc, "measure"), reference.name or "", self.measures, "measure")
            return
        for flag, variant in condition.when.items():
            if variant.measure is not None:
                yield from _unknown(
                    self.node, (*loc, "when", flag, "measure"), variant.measure, self.measures, "measure"
                )
        measure = self.measures.get(reference.name or "")
        if measure is None or (measure.ratio is not None and measure.ratio.part):
            yield from self._over_one(loc, condition)

    def _over_one(self, loc: Loc, condition: Condition) -> Iterator[Fault]:
        """A share of a whole is never more than the whole: a bound above it is a slip of the pen."""
        bounds: list[tuple[Loc, Fraction | None]] = [
            ((*loc, key), getattr(condition, key)) for key in ("at_least", "at_most")
        ]
        for flag, variant in condition.when.items():
            bounds += [((*loc, "when", flag, key), getattr(variant, key)) for key in ("at_least", "at_most")]
        for where, value in bounds:
            if value is not None and not 0 <= value <= 1:
                yield Fault("threshold-over-100", find(self.node, where), {"value": _raw(self.node, where)})

    def _lower_tier(self, loc: Loc, tier: str, other: str) -> Iterator[Fault]:
        if other not in self.tiers:
            yield Fault("unknown-tier", find(self.node, loc), {"tier": other, "nearest": nearest(other, self.tiers)})
        elif self.tiers.index(other) >= self.tiers.index(tier):
            facts = {"tier": self.words_of[tier], "of": self.words_of[other]}
            yield Fault("share-of-not-below", find(self.node, loc), facts)

    def _years(self, loc: Loc, condition: Condition, years: Years) -> Iterator[Fault]:
        windows: dict[Loc, Years] = {loc: years}
        if years.reading is not None:
            if years.reading not in self.model.readings:
                where = (*loc, "reading")
                yield from _unknown(self.node, where, years.reading, self.model.readings, "reading")
                return
            for option, meaning in self.model.readings[years.reading].options.items():
                place: Loc = ("readings", years.reading, "options", option)
                if meaning.years is None or meaning.years.reading is not None:
                    facts = {"reading": years.reading, "option": option}
                    yield Fault("option-without-years", find(self.node, place), facts)
                else:
                    windows[(*place, "years")] = meaning.years
        for where, window in windows.items():
            if window.age is not None:
                yield from _unknown(self.node, (*where, "age"), window.age, self.words.counts, "field")
            if window.mean_of is not None and condition.measure is None:
                yield Fault("mean-of-no-measure", find(self.node, where), {"condition": condition.id})

    def _only(self, loc: Loc, only: Mapping[str, str]) -> Iterator[Fault]:
        for reading, option in only.items():
            where = (*loc, "only", reading)
            if reading not in self.model.readings:
                yield Fault(
                    "unknown-reading",
                    find(self.node, where, at_key=True),
                    {"reading": reading, "nearest": nearest(reading, self.model.readings)},
                )
            elif option not in self.model.readings[reading].options:
                allowed = list(self.model.readings[reading].options)
                yield Fault(
                    "unknown-option", find(self.node, where), {"reading": reading, "option": option, "allowed": allowed}
                )

    def _level_cycles(self) -> Iterator[Fault]:
        for tier in self.tiers:
            edges: dict[str, list[str]] = {}
            places: dict[tuple[str, str], Loc] = {}
            for number, level in self.model.levels.items():
                edges[str(number)] = []
                for position, top in enumerate(level.tiers.get(tier, ())):
                    for condition in _walk(top):
                        needed = condition.requires
                        if needed and needed.programme in (None, self.model.programme):
                            edges[str(number)].append(str(needed.level))
                            at: Loc = ("levels", str(number), tier, position)
                            places[str(number), str(needed.level)] = (*at, "requires") if condition is top else at
            if cycle := _cycle(edges):
                place = find(self.node, places[cycle[-2], cycle[-1]])
                yield Fault("rule-cycle", place, {"cycle": " → ".join(cycle)})
                return


def _raw(node: Node, loc: Loc) -> str:
    current = node
    for part in loc:
        value = current.value
        if isinstance(value, dict) and str(part) in value:
            current = value[str(part)]
        elif isinstance(value, tuple) and isinstance(part, int):
            current = value[part]
    return current.raw


def _walk(condition: Condition) -> Iterator[Condition]:
    yield condition
    for key in ("all", "any", "of"):
        for member in getattr(condition, key) or ():
            yield from _walk(member)


def _programme_cycles(files: Sequence[Loaded[RuleFile]]) -> Iterator[Fault]:
    edges: dict[str, list[str]] = {}
    places: dict[tuple[str, str], Place] = {}
    for file in files:
        own = file.model.programme
        asked = [
            (other, find(file.node, ("levels", str(number), tier, position)))
            for number, level in file.model.levels.items()
            for tier, tops in level.tiers.items()
            for position, top in enumerate(tops)
            for condition in _walk(top)
            for other in (condition.requires and condition.requires.programme, condition.programme)
            if other not in (None, own)
        ]
        for other, place in asked:
            places.setdefault((own, str(other)), place)
        edges.setdefault(own, []).extend(sorted({str(other) for other, _ in asked}))
    if cycle := _cycle(edges):
        yield Fault("rule-cycle", places[cycle[-2], cycle[-1]], {"cycle": " → ".join(cycle)})


def _cycle(edges: dict[str, list[str]]) -> list[str]:
    """Return one cycle as a path that ends where it began, or nothing."""
    done: set[str] = set()

    def visit(name: str, path: list[str]) -> list[str]:
        if name in path:
            return [*path[path.index(name) :], name]
        if name in done:
            return []
        done.add(name)
        for following in edges.get(name, ()):
            if found := visit(following, [*path, name]):
                return found
        return []

    for start in edges:
        if found := visit(start, []):
            return found
    return []
