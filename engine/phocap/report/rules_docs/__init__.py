"""Pages about the rules of a pack, made from the rule files: one a programme, as HTML and as Markdown."""

from phocap.report.rules_docs.pages import FORMS, pages

__all__ = ["FORMS", "pages"]
