"""SQL booleans in DuckDB, written by hand, materialised as a table."""

import duckdb
from common import data, report

folder, units, _ = data()
connection = duckdb.connect()
connection.execute(f"CREATE TABLE units AS SELECT * FROM read_parquet('{folder}/hand.parquet') LIMIT {units}")
SQL = """
CREATE OR REPLACE TABLE verdicts AS
SELECT *, a1 AND b1 AS l1, a1 AND b1 AND a2 AND b2 AND c2 AS l2, a1 AND b1 AND a2 AND b2 AND c2 AND a3 AND b3 AS l3
FROM (SELECT in_6 * 10 >= ppc_6 * 9 AS a1,
    done_11_14 * 5 >= ppc_11_14 * 4 OR (hard AND done_11_14 * 10 >= ppc_11_14 * 7) AS b1,
    in_6 * 20 >= ppc_6 * 19 AS a2,
    done_11 * 5 >= ppc_11 * 4 OR (hard AND done_11 * 10 >= ppc_11 * 7) AS b2,
    done_11 + school_11 >= ppc_11 AS c2,
    in_6 * 50 >= ppc_6 * 49 AS a3,
    done_11 * 10 >= ppc_11 * 9 OR (hard AND done_11 * 5 >= ppc_11 * 4) AS b3
FROM units)
"""


def levels(_: object) -> list[int]:
    rows = connection.execute("SELECT l1::INT + l2::INT + l3::INT FROM verdicts").fetchall()
    return [row[0] for row in rows]


report(lambda: connection.execute(SQL), levels)
