"""The law and the cases that come with the program: in the installed package, else in the checkout."""

from pathlib import Path

_HERE = Path(__file__).resolve().parent
_CHECKOUT = _HERE.parents[2]


def _folder(name: str) -> Path:
    """Return the installed folder of that name beside this file, else the checkout's."""
    installed = _HERE / name
    if installed.is_dir():
        return installed
    checked_out = _CHECKOUT / name
    if (_CHECKOUT / "pyproject.toml").is_file() and checked_out.is_dir():
        return checked_out
    raise FileNotFoundError(
        f"the folder '{name}' that ships with phocap is neither at {installed} nor at {checked_out}: "
        "the installation is not complete; install phocap again"
    )


def rules_root() -> Path:
    """Return the folder of all shipped rules, one folder a country.

    Raises:
        FileNotFoundError: When the installation is not complete.
    """
    return _folder("rules")


def vn_rules() -> Path:
    """Return the folder of Viet Nam's rules: what the entry point ``vn`` of the group ``phocap.rules`` names.

    Raises:
        FileNotFoundError: When the installation is not complete.
    """
    folder = rules_root() / "vn"
    if not folder.is_dir():
        raise FileNotFoundError(f"Viet Nam's rules are not at {folder}: install phocap again")
    return folder


def cases_root() -> Path:
    """Return the folder of the real records that ship with the program.

    Raises:
        FileNotFoundError: When the installation is not complete.
    """
    return _folder("cases")
