"""The result of an evaluation: the verdicts asked for, and the hashes of what they rest on."""

from collections.abc import Iterable, Iterator

from phocap import __version__
from phocap.evaluate.evaluation import Evaluation
from phocap.evaluate.labels import labels_of
from phocap.evaluate.writer import Writer
from phocap.model.result import (
    SCHEMA,
    FileHash,
    Result,
    Verdict,
)
from phocap.source.files import Source
from phocap.source.yaml import no_collection


def result(evaluation: Evaluation, sources: tuple[Source, ...] = (), layouts: Iterable[FileHash] = ()) -> Result:
    """Return everything that an evaluation says, with the hashes of what it rests on.

    ``layouts`` are the files of the rule pack by which workbooks and tables among ``sources`` were read.
    """
    used = {name: sha for p in evaluation.programmes for name, sha in p.in_force.hashes.items()}
    pack = evaluation.pack
    with no_collection():
        found = tuple(verdicts(evaluation))
    shared = {
        f"{pack.name}/{path}": sha for path, sha in pack.hashes.items() if "/" not in path or "vocabulary" in path
    }
    read_by = {file.path: file.sha256 for file in layouts}
    return Result(
        schema=SCHEMA,
        engine=f"phocap {__version__}",
        inputs=tuple(FileHash(source.path, source.sha256) for source in sources),
        rules=tuple(FileHash(path, sha) for path, sha in sorted({**shared, **used, **read_by}.items())),
        verdicts=found,
        labels=labels_of(found, evaluation),
    )


def verdicts(evaluation: Evaluation) -> Iterator[Verdict]:
    """Yield the verdict of every unit asked for, in the order of :attr:`Evaluation.rows`."""
    writers: dict[tuple[int, str], Writer] = {}
    for evaluated, tier, row in evaluation.rows:
        key = (id(evaluated), tier)
        if key not in writers:
            writers[key] = Writer(evaluation.pack, evaluation.records, evaluated, tier)
        yield writers[key].verdict(row)
