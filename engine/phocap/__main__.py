"""``python -m phocap``."""

import sys

from phocap.cli.main import main

sys.exit(main())
