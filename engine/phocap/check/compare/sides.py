"""What is compared: a rule file of the pack on a day, a file on disk, or a rule file with some figures changed."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from phocap.check.proof.subjects import Law
from phocap.faults import Fault, Faulty
from phocap.language.pack import Loaded, Pack
from phocap.language.parse import parse
from phocap.language.registry import InForce, Registry
from phocap.language.soundness import rule_file_faults
from phocap.language.whatif import what_if
from phocap.model.law import Period
from phocap.model.rulefile import RuleFile
from phocap.source.files import read_source
from phocap.source.yaml import read_documents
from phocap.text.nearest import nearest
from phocap.value import dataclass


@dataclass(frozen=True)
class Side:
    """One of the two rule sets: its name for readers, and a pack in which it is in force on every day."""

    name: str
    rule_id: str
    pack: Pack
    day: date

    @property
    def in_force(self) -> InForce:
        """The rules of the day."""
        model = self.pack.rule_files[self.rule_id].model
        return Registry(self.pack).in_force(model.programme, self.day, model.instrument)


def side(pack: Pack, given: str) -> Side:
    """Return what is meant by ``instrument/programme``, ``instrument/programme@DAY`` or the path of a rule file.

    Raises:
        Faulty: there is no such rule file, or the file has mistakes.
    """
    if given.endswith((".yaml", ".yml")):
        return _from_file(pack, given)
    name, _, day = given.partition("@")
    known = {rule_id.split("/", 1)[1]: rule_id for rule_id in pack.rule_files}
    rule_id = known.get(name) or (name if name in pack.rule_files else None)
    if rule_id is None:
        raise Faulty(Fault("unknown-rules", facts={"rules": name, "nearest": nearest(name, list(known))}))
    try:
        wanted = date.fromisoformat(day) if day else Law(pack).days(rule_id)[-1]
    except ValueError:
        raise Faulty(Fault("option-not-a-date", facts={"option": given, "value": day})) from None
    return _alone(given, rule_id, pack, wanted, fixed=bool(day))


def changed(before: Side, changes: Sequence[str]) -> Side:
    """Return a rule set with figures changed: ``CONDITION.at_least=97%``, a condition by id or ``level/tier/id``.

    Raises:
        Faulty: there is no such condition or figure, or the id is that of several conditions.
    """
    loaded = before.pack.rule_files[before.rule_id]
    model = before.in_force.model
    for text in changes:
        model = what_if(model, text)
    files = {**before.pack.rule_files, before.rule_id: replace(loaded, model=model)}
    pack = replace(before.pack, rule_files=files, amendments=())
    return Side(f"{before.name} ({', '.join(changes)})", before.rule_id, pack, before.day)


def _alone(name: str, rule_id: str, pack: Pack, day: date, *, fixed: bool) -> Side:
    """Return a side whose instrument is in force on every day; with ``fixed`` its rules are those of the day."""
    loaded = pack.rule_files[rule_id]
    model = loaded.model
    if fixed:
        in_force = Registry(pack).in_force(model.programme, day, model.instrument)
        files = {**pack.rule_files, rule_id: replace(loaded, model=in_force.model)}
        pack = replace(pack, rule_files=files, amendments=())
    always = pack.instruments[model.instrument].model_copy(update={"in_force": Period()})
    return Side(name, rule_id, replace(pack, instruments={**pack.instruments, model.instrument: always}), day)


def _from_file(pack: Pack, path: str) -> Side:
    source = read_source(path)
    node = read_documents(source)[0]
    model = parse(node, RuleFile)
    loaded = Loaded(model, node, str(Path(path)), source.sha256)
    if model.instrument not in pack.instruments:
        facts = {"instrument": model.instrument, "nearest": nearest(model.instrument, list(pack.instruments))}
        raise Faulty(Fault("unknown-instrument", facts=facts))
    rule_id = f"{pack.name}/{model.instrument}/{model.programme}"
    others = [file for known, file in pack.rule_files.items() if known != rule_id]
    if faults := rule_file_faults([*others, loaded], pack.amendments, pack.words, pack.country):
        raise Faulty(faults)
    whole = replace(pack, rule_files={**pack.rule_files, rule_id: loaded})
    return _alone(path, rule_id, whole, Law(whole).days(rule_id)[-1], fixed=False)
