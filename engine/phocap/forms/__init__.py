"""Officers' files: official forms, survey workbooks and tables, read into the same records as YAML gives."""

from phocap.forms.records import FormIntake, Recognised, read_records

__all__ = ["FormIntake", "Recognised", "read_records"]
