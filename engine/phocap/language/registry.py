"""Which rule sets hold on a day, and under which choices of readings."""

import itertools
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property

from phocap.faults import Fault, Faulty
from phocap.language.amend import Consolidated, consolidate
from phocap.language.compile import Memo, compile_rules
from phocap.language.pack import Loaded, Pack
from phocap.language.ruleset import RuleSet
from phocap.model.rulefile import Amendment, RuleFile
from phocap.text.language import Bilingual, Lang
from phocap.text.nearest import nearest
from phocap.text.numbers import date_text
from phocap.value import dataclass

Choice = Mapping[str, str]
"""The option of every reading of a rule file."""

MOST_CHOICES = 4096
"""Readings combine; more combinations than this are refused rather than sampled."""


@dataclass(frozen=True)
class InForce:
    """A rule file that holds on a day."""

    id: str
    file: Loaded[RuleFile]
    as_of: date
    pack: Pack

    @cached_property
    def amendments(self) -> tuple[Loaded[Amendment], ...]:
        """The amendments in force on the day, the earlier first."""
        name = self.id.split("/", 1)[1]
        instruments = self.pack.instruments
        return tuple(
            found
            for found in self.pack.amendments
            if found.model.amends == name and instruments[found.model.instrument].in_force.holds_on(self.as_of)
        )

    @cached_property
    def law(self) -> Consolidated:
        """The rule file with its amendments applied."""
        return consolidate(self.file.model, (found.model for found in self.amendments))

    @property
    def model(self) -> RuleFile:
        """The rules of the day."""
        return self.law.model

    @property
    def hashes(self) -> dict[str, str]:
        """The SHA-256 of every file that the rules come from, by its id."""
        amended = {f"{self.pack.name}/{found.path.removesuffix('.yaml')}": found.sha256 for found in self.amendments}
        return {self.id: self.file.sha256, **amended}

    @property
    def readings(self) -> dict[str, list[str]]:
        """The options of every reading, the default first."""
        found = {}
        for name, reading in self.model.readings.items():
            others = [option for option in reading.options if option != reading.default]
            found[name] = [reading.default, *others]
        return found

    def rules(self, choice: Choice) -> RuleSet:
        """Return the rule set under a choice; readings that it does not name keep their default."""
        defaults = {name: options[0] for name, options in self.readings.items()}
        chosen = {**defaults, **choice}
        key = tuple(sorted(chosen.items()))
        if key not in self._rule_sets:
            found = compile_rules(self.pack, self.id, self.law, self.file.sha256, self.as_of, chosen, self._compiled)
            self._rule_sets[key] = found
        return self._rule_sets[key]

    @cached_property
    def _compiled(self) -> Memo:
        return Memo()

    @cached_property
    def _rule_sets(self) -> dict[tuple[tuple[str, str], ...], RuleSet]:
        return {}


class Registry:
    """The rule sets of a pack, found by programme and day."""

    def __init__(self, pack: Pack) -> None:
        """Serve the rule files of ``pack``."""
        self.pack = pack

    def programmes_on(self, day: date, instrument: str | None = None) -> list[str]:
        """Return the programmes that have a rule set on ``day``, of one instrument if it is named."""

        def ruled(programme: str) -> bool:
            return any(instrument in (None, found.file.model.instrument) for found in self._files(programme, day))

        return [programme for programme in self.pack.programmes if ruled(programme)]

    def in_force(self, programme: str, day: date, instrument: str | None = None) -> InForce:
        """Return the rule file of a programme on a day: the latest to take effect, unless an instrument is named.

        Raises:
            Faulty: the programme or instrument is unknown, or none was in force on that day.
        """
        if programme not in self.pack.programmes:
            facts = {"programme": programme, "nearest": nearest(programme, self.pack.programmes)}
            raise Faulty(Fault("unknown-programme", facts=facts))
        if instrument is not None and instrument not in self.pack.instruments:
            known = list(self.pack.instruments)
            facts = {"instrument": instrument, "nearest": nearest(instrument, known)}
            raise Faulty(Fault("unknown-instrument", facts=facts))
        found = [i for i in self._files(programme, day) if instrument in (None, i.file.model.instrument)]
        if not found:
            periods = [self._period(i) for i in self._all(programme) if instrument in (None, i)]
            told: dict[str, object] = {"programme": programme, "date": day.isoformat(), "periods": periods}
            raise Faulty(Fault("no-instrument", facts=told))
        return found[-1]

    def _all(self, programme: str) -> list[str]:
        instruments = [r.model.instrument for r in self.pack.rule_files.values() if r.model.programme == programme]
        return sorted(instruments, key=lambda i: self.pack.instruments[i].in_force.from_ or date.min)

    def _files(self, programme: str, day: date) -> list[InForce]:
        """Return those in force on a day, the latest to take effect last."""
        found = []
        for instrument in self._all(programme):
            if self.pack.instruments[instrument].in_force.holds_on(day):
                rule_id = f"{self.pack.name}/{instrument}/{programme}"
                made = InForce(rule_id, self.pack.rule_files[rule_id], day, self.pack)
                found.append(self.pack.memo.setdefault((InForce, rule_id, day), made))
        return found

    def _period(self, instrument: str) -> Bilingual:
        found = self.pack.instruments[instrument]
        period = found.in_force

        def text(lang: Lang, since: str, today: str) -> str:
            first = date_text(period.from_, lang) if period.from_ else since
            last = date_text(period.until, lang) if period.until else today
            return f"{found.number} ({first} – {last})"

        return Bilingual(text(Lang.VI, "…", "nay"), text(Lang.EN, "…", "today"))


def choices(options: Mapping[str, Sequence[str]], fixed: Choice) -> Iterator[dict[str, str]]:
    """Yield every choice of readings, ``fixed`` ones as they are; the defaults come first.

    Raises:
        Faulty: there are more than :data:`MOST_CHOICES`.
    """
    lists = [[fixed[name]] if name in fixed else list(values) for name, values in options.items()]
    total = 1
    for values in lists:
        total *= len(values)
    if total > MOST_CHOICES:
        raise Faulty(Fault("too-many-readings", facts={"choices": total, "limit": MOST_CHOICES}))
    for picked in itertools.product(*lists):
        yield dict(zip(options, picked, strict=True))
