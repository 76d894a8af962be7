"""``python -m phocap``."""

from phocap.cli.main import run

run()
