"""A PostgreSQL server of its own for a test, on a free port of this machine, gone afterwards."""

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import polars as pl

KINDS = {pl.String: "text", pl.Int32: "integer", pl.Boolean: "boolean"}


def programs() -> Path | None:
    """Return the folder of the server's programs; Debian has one a version, outside PATH."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if found:
        return found[-1].parent
    initdb = shutil.which("initdb")
    return Path(initdb).parent if initdb else None


@contextmanager
def server(found: Path) -> Iterator[str]:
    """Start a server whose user needs no password, and yield its URL; it refuses to run as root."""
    user = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    folder = Path(tempfile.mkdtemp(prefix="phocap-"))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={folder} -c fsync=off"
    control = [*user, found / "pg_ctl", "-D", folder / "data", "-w", "-l", folder / "log"]
    try:
        if user:
            shutil.chown(folder, "postgres")
        made = [*user, found / "initdb", "-D", folder / "data", "-A", "trust", "-U", "phocap", "-E", "UTF8"]
        subprocess.run([*made, "--no-sync", "--locale=C"], check=True, stdout=subprocess.DEVNULL, cwd="/")
        subprocess.run([*control, "-o", options, "start"], check=True, stdout=subprocess.DEVNULL, cwd="/")
        yield f"postgres://phocap:any@127.0.0.1:{port}/postgres"
        subprocess.run([*control, "-m", "immediate", "stop"], check=True, stdout=subprocess.DEVNULL, cwd="/")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def fill(url: str, name: str, frame: pl.DataFrame) -> None:
    """Make a table of these rows."""
    import psycopg

    columns = ", ".join(f'"{column}" {KINDS[kind.base_type()]}' for column, kind in frame.schema.items())
    with psycopg.connect(url) as connection:
        connection.execute(f"create table {name} ({columns})")
        with connection.cursor().copy(f"copy {name} from stdin") as rows:
            for row in frame.iter_rows():
                rows.write_row(row)


def hang_up(url: str) -> None:
    """End every connection to the database but this one."""
    import psycopg

    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid()")
