"""Records: read, checked, and the empty form to fill."""

from phocap.intake.records import Intake, read_records
from phocap.intake.template import template

__all__ = ["Intake", "read_records", "template"]
