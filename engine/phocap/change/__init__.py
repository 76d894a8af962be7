"""What would change a verdict: least change and loss, margins, missing figures that decide, plans for units below."""

from phocap.change.answers import Answers, Changed
from phocap.change.margins import margins

__all__ = ["Answers", "Changed", "margins"]
