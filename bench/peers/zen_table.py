"""zen-engine: a decision table with the first hit, one row a level and kind of commune."""

import json

import zen
from common import records, report

ROWS = [
    (3, None, "0.98", "0.8", "0.9"),
    (3, "true", "0.98", "0.7", "0.8"),
    (2, None, "0.95", "0.8", "0.8"),
    (2, "true", "0.95", "0.7", "0.7"),
    (1, None, "0.9", "0.8", None),
    (1, "true", "0.9", "0.7", None),
]
INPUTS = {
    "hard": "hard",
    "six": "in_6 / ppc_6",
    "older": "done_11_14 / ppc_11_14",
    "eleven": "done_11 / ppc_11",
    "rest": "(done_11 + school_11) / ppc_11",
}
rules = [
    {
        "_id": f"r{number}",
        "hard": hard or "",
        "six": f">= {six}",
        "older": f">= {older}",
        "eleven": f">= {eleven}" if eleven else "",
        "rest": ">= 1" if level > 1 else "",
        "level": str(level),
    }
    for number, (level, hard, six, older, eleven) in enumerate(ROWS)
]
rules.append({"_id": "none", **dict.fromkeys(INPUTS, ""), "level": "0"})
table = {
    "hitPolicy": "first",
    "inputs": [{"id": name, "name": name, "field": field} for name, field in INPUTS.items()],
    "outputs": [{"id": "level", "name": "level", "field": "level"}],
    "rules": rules,
}
graph = {
    "nodes": [
        {"id": "in", "type": "inputNode", "name": "in", "position": {"x": 0, "y": 0}},
        {"id": "table", "type": "decisionTableNode", "name": "table", "position": {"x": 0, "y": 0}, "content": table},
        {"id": "out", "type": "outputNode", "name": "out", "position": {"x": 0, "y": 0}},
    ],
    "edges": [
        {"id": "e1", "type": "edge", "sourceId": "in", "targetId": "table"},
        {"id": "e2", "type": "edge", "sourceId": "table", "targetId": "out"},
    ],
}
decision = zen.ZenEngine().create_decision(json.dumps(graph))
units = records()
report(
    lambda: [decision.evaluate(unit) for unit in units], lambda found: [int(one["result"]["level"]) for one in found]
)
