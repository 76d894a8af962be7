"""The same figures by `phocap register`, from connecting to the last figure, with checks and hashes."""

import hashlib
import json
import sys
import time

from common import held

from phocap.forms.layouts import layouts
from phocap.language.load import load_pack
from phocap.register.count import Asked, count
from phocap.register.engine import Engine
from phocap.shipped import vn_rules

pack = load_pack(vn_rules())
layout = layouts(pack).surveys[0]
import ibis  # noqa: E402, F401  what DuckDB's own package is to the other side

begun = time.perf_counter()
counted = count(Engine(sys.argv[2]), Asked([sys.argv[1]], layout), pack)
seconds = time.perf_counter() - begun
figures = json.dumps([[row["code"], *(row[name] for name in layout.figures)] for row in counted.rows])
peak = round(held("VmHWM"))
found = {"seconds": seconds, "peak_mib": peak, "figures": hashlib.sha256(figures.encode()).hexdigest()}
print(json.dumps({**found, "units": len(counted.rows)}))
