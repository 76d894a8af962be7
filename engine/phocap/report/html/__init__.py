"""The HTML audit report."""

from phocap.report.html.page import to_html

__all__ = ["to_html"]
