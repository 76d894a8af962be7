"""Documents that officers sign, as Word files in the form that a rule pack lays down."""

from phocap.report.docx.document import to_docx
from phocap.report.docx.forms import DEFAULT, Documents, documents

__all__ = ["DEFAULT", "Documents", "documents", "to_docx"]
