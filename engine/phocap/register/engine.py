"""Where a register is counted: DuckDB in this process unless a URL names another engine. All failures become faults."""

import os
import signal
import threading
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from phocap.faults import Fault, Faulty, Place, not_installed
from phocap.text.nearest import nearest

DEFAULT: Final = "duckdb://"
SCHEMES: Final = ("duckdb", "spark", "postgres", "postgresql")
PARQUET, CSV = ".parquet", ".csv"
ENDINGS: Final = (PARQUET, CSV)
MEMORY: Final = "3GB"
"""What DuckDB may use when nobody says how much; it writes to disk what does not fit."""

_LOST: Final = ("OperationalError", "InterfaceError", "ConnectionError", "Py4JNetworkError", "ConnectionRefusedError")
_EXTRAS: Final = {"duckdb": "register", "spark": "spark", "postgres": "postgres", "postgresql": "postgres"}
"""The extra that has what an engine needs."""


def shown(url: str) -> str:
    """Return a URL without what nobody else should read: user and password."""
    parts = urlsplit(url)
    return url if "@" not in parts.netloc else url.replace(parts.netloc, parts.netloc.rpartition("@")[2])


class Engine:
    """A connection, and the tables that sources are."""

    def __init__(self, url: str = DEFAULT, memory: str = MEMORY) -> None:
        """Connect.

        Raises:
            Faulty: an unknown kind of URL, a package that is not installed, nobody who answers.
        """
        self.url, self.memory = url, memory
        self.scheme = urlsplit(url).scheme or url
        if self.scheme not in SCHEMES:
            facts = {"value": shown(url), "nearest": nearest(self.scheme, SCHEMES), "allowed": [*SCHEMES]}
            raise Faulty(Fault("register-engine", facts=facts))
        with self.failures(connecting=self.scheme != "duckdb"), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            self.connection = self._connect()

    @contextmanager
    def failures(self, place: Place | None = None, connecting: bool = False) -> Iterator[None]:
        """Let what goes wrong in the engine leave as a fault, without user names and passwords."""
        try:
            yield
        except (Faulty, KeyboardInterrupt):
            raise
        except ImportError:
            raise not_installed(_EXTRAS[self.scheme]) from None
        except Exception as error:
            # Each engine has errors of its own, none of which may be imported here.
            kinds = {kind.__name__ for kind in type(error).__mro__}
            lines = [line.strip() for line in str(error).splitlines() if line.strip()] or [type(error).__name__]
            causes = [line for line in lines if line.startswith("Caused by:")]
            reason = (causes[-1:] or lines)[0].replace(self.url, shown(self.url))
            facts = {"engine": shown(self.url), "error": reason, "limit": self.memory}
            if "JAVA_GATEWAY" in reason:
                kind = "register-java"
            elif "OutOfMemoryException" in kinds or "out of memory" in reason.casefold():
                kind = "register-memory"
            else:
                kind = "register-lost" if connecting or kinds & {*_LOST} else "register-failed"
            raise Faulty(Fault(kind, place, facts)) from None

    def table(self, sources: Sequence[str]) -> tuple[Any, list[Path]]:
        """Return the table that all sources together are, and the files that it comes from.

        Raises:
            Faulty: no such file or table, files of several kinds or that do not fit together.
        """
        if not any(Path(source).suffix.lower() in ENDINGS or Path(source).exists() for source in sources):
            if self.url == DEFAULT:
                raise Faulty(Fault("register-source", Place(sources[0]), {"allowed": [*ENDINGS]}))
            return self._named(sources), []
        files = [path for source in sources for path in _files(Path(source))]
        endings = {path.suffix.lower() for path in files}
        if len(endings) != 1:
            raise Faulty(Fault("register-kinds", Place(sources[0]), {"allowed": [*ENDINGS]}))
        return self._read(files, endings.pop()), files

    def pieces(self, files: Sequence[Path]) -> list[tuple[str, Any]]:
        """Return a table for each file."""
        return [(str(path), self._read([path], path.suffix.lower())) for path in files]

    def rows(self, expression: Any, place: Place | None = None) -> list[dict[str, Any]]:
        """Return what an expression comes to."""
        with self.failures(place), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return expression.to_pyarrow().to_pylist()  # type: ignore[no-any-return]

    def close(self) -> None:
        """Leave nothing running; that a connection is gone already is no news, and hides none."""
        with suppress(Exception):
            self.connection.disconnect()

    def _connect(self) -> Any:
        import ibis

        rest = self.url.partition("://")[2]
        if self.scheme == "duckdb":
            database = rest or ":memory:"
            if rest and not Path(database).is_file():
                raise Faulty(Fault("no-such-file", Place(database), {"nearest": []}))
            config = {"memory_limit": self.memory, "preserve_insertion_order": False}
            return ibis.duckdb.connect(database, read_only=bool(rest), **config)
        if self.scheme == "spark":
            from pyspark.sql import SparkSession

            master = "local[*]" if rest in ("", "local") else self.url if ":" in rest else rest
            os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1") if "local" in master else None
            builder = SparkSession.builder.appName("phocap").master(master)
            for name, value in _SPARK.items():
                builder = builder.config(name, value)
            with _unheard(), _interrupts_kept():
                session = builder.getOrCreate()
            return ibis.pyspark.connect(session)
        return ibis.connect(self.url)

    def _named(self, names: Sequence[str]) -> Any:
        import ibis

        with self.failures():
            known = self._tables()
            for name in names:
                if name not in known:
                    facts = {"name": name, "nearest": nearest(name, known), "engine": shown(self.url)}
                    raise Faulty(Fault("register-no-table", facts=facts))
            return ibis.union(*(self.connection.table(name) for name in names))

    def _tables(self) -> list[str]:
        if self.scheme == "duckdb":  # Ibis 12 asks DuckDB 2 for its tables in a way that is no longer there
            return [str(row[0]) for row in self.connection.raw_sql("SHOW TABLES").fetchall()]
        return list(self.connection.list_tables())

    def _read(self, files: Sequence[Path], ending: str) -> Any:
        import ibis

        paths = [str(path) for path in files]
        with self.failures(Place(paths[0])), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            if ending == PARQUET:
                if self.scheme == "duckdb":
                    return self.connection.read_parquet(paths)
                return ibis.union(*(self.connection.read_parquet(path) for path in paths))
            # Everything is read as text: a code keeps its zeros.
            if self.scheme == "duckdb":
                return self.connection.read_csv(paths, header=True, all_varchar=True)
            return self.connection.read_csv(paths, header=True, inferSchema=False)


@contextmanager
def _unheard() -> Iterator[None]:
    """Let what is started here inherit no standard error: Java says much there that is no affair of users."""
    kept, nowhere = os.dup(2), os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, 2)
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
        os.close(nowhere)


@contextmanager
def _interrupts_kept() -> Iterator[None]:
    """Leave it to who runs this process what Ctrl-C does: Spark puts in a handler of its own, for good."""
    handler = signal.getsignal(signal.SIGINT)
    try:
        yield
    finally:
        if threading.current_thread() is threading.main_thread():  # no other may set it, and Spark sets it in no other
            signal.signal(signal.SIGINT, handler)


_SPARK: Final = {
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.sql.shuffle.partitions": "8",
    "spark.sql.session.timeZone": "UTC",
}


def _files(path: Path) -> list[Path]:
    """Return a file, or those of a folder in the order of their names."""
    if path.is_file():
        return [path]
    if not path.is_dir():
        raise Faulty(Fault("no-such-file", Place(str(path)), {"nearest": []}))
    found = sorted(file for file in path.rglob("*") if file.suffix.lower() in ENDINGS and file.is_file())
    if not found:
        raise Faulty(Fault("register-source", Place(str(path)), {"allowed": [*ENDINGS]}))
    return found
