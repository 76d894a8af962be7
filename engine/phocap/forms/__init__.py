"""Officers' files: official forms, survey workbooks and tables, read into the same records as YAML gives."""

from phocap.forms.kinds import Recognised
from phocap.forms.records import FormIntake, read_records

__all__ = ["FormIntake", "Recognised", "read_records"]
