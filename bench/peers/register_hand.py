"""The figures of a register by one query written by hand for DuckDB: what `phocap register` counts, and nothing else.

It knows how the made-up register writes its texts, looks at no year of birth that is missing and compares no names.
"""

import hashlib
import json
import sys
import time

import duckdb
from common import held

QUERY = """
WITH person AS (
  SELECT commune, commune_name, province, 2025 - birth_year AS age, grade, able,
    disabled_movement OR disabled_hearing OR disabled_sight OR disabled_mental OR disabled_intellectual
      OR disabled_learning OR autism OR disabled_other AS disabled,
    NOT (coalesce(residence_status = 'Nơi khác đến', false) OR coalesce(residence = 'Nơi khác đến', false))
    AND NOT coalesce(residence_status IN ('Chuyển đi', 'Chết'), false) AS present,
    present AND NOT disabled AS ppc, coalesce(trim(school_code) <> '', false) AS attending,
    coalesce(graduated IN ('TH', 'THCS', 'THPT'), false) OR coalesce(grade BETWEEN 6 AND 12, false)
    OR coalesce(dropped_grade BETWEEN 6 AND 12, false) OR coalesce(finished_grade BETWEEN 6 AND 12, false) AS completed,
    coalesce(grade BETWEEN 1 AND 5, false) AND NOT (dropped_grade IS NOT NULL AND grade IS NULL) AS in_primary
  FROM read_parquet('{source}'))
SELECT commune, commune_name, province, count(*) AS persons,
  count(*) FILTER (age = 6 AND ppc) AS "age_6.ppc",
  count(*) FILTER (age = 6 AND ppc AND in_primary AND NOT completed AND grade = 1) AS "age_6.in_grade_1",
  count(*) FILTER (age = 7 AND ppc) AS "age_7.ppc",
  count(*) FILTER (age = 7 AND ppc AND in_primary AND NOT completed) AS "age_7.in_primary",
  count(*) FILTER (age = 7 AND ppc AND completed) AS "age_7.completed_primary",
  count(*) FILTER (age = 8 AND ppc) AS "age_8.ppc",
  count(*) FILTER (age = 8 AND ppc AND in_primary AND NOT completed) AS "age_8.in_primary",
  count(*) FILTER (age = 8 AND ppc AND completed) AS "age_8.completed_primary",
  count(*) FILTER (age = 9 AND ppc) AS "age_9.ppc",
  count(*) FILTER (age = 9 AND ppc AND in_primary AND NOT completed) AS "age_9.in_primary",
  count(*) FILTER (age = 9 AND ppc AND completed) AS "age_9.completed_primary",
  count(*) FILTER (age = 10 AND ppc) AS "age_10.ppc",
  count(*) FILTER (age = 10 AND ppc AND in_primary AND NOT completed) AS "age_10.in_primary",
  count(*) FILTER (age = 10 AND ppc AND completed) AS "age_10.completed_primary",
  count(*) FILTER (age = 11 AND ppc) AS "age_11.ppc",
  count(*) FILTER (age = 11 AND ppc AND completed) AS "age_11.completed_primary",
  count(*) FILTER (age = 11 AND ppc AND in_primary AND NOT completed) AS "age_11.in_primary",
  count(*) FILTER (age = 12 AND ppc) AS "age_12.ppc",
  count(*) FILTER (age = 12 AND ppc AND completed) AS "age_12.completed_primary",
  count(*) FILTER (age = 13 AND ppc) AS "age_13.ppc",
  count(*) FILTER (age = 13 AND ppc AND completed) AS "age_13.completed_primary",
  count(*) FILTER (age = 14 AND ppc) AS "age_14.ppc",
  count(*) FILTER (age = 14 AND ppc AND completed) AS "age_14.completed_primary",
  count(*) FILTER (age BETWEEN 11 AND 14 AND ppc) AS "age_11_14.ppc",
  count(*) FILTER (age BETWEEN 11 AND 14 AND ppc AND completed) AS "age_11_14.completed_primary",
  count(*) FILTER (age BETWEEN 6 AND 14 AND present AND disabled) AS "age_6_14.disabled",
  count(*) FILTER (age BETWEEN 6 AND 14 AND present AND disabled AND able) AS "age_6_14.disabled_able",
  count(*) FILTER (age BETWEEN 6 AND 14 AND present AND disabled AND able AND attending)
    AS "age_6_14.disabled_with_access"
FROM person GROUP BY ALL ORDER BY commune"""

begun = time.perf_counter()
connection = duckdb.connect(config={"memory_limit": "3GB"})
rows = connection.execute(QUERY.format(source=sys.argv[1])).fetchall()
seconds = time.perf_counter() - begun
figures = json.dumps([[row[0], *row[4:]] for row in rows])
peak = round(held("VmHWM"))
found = {"seconds": seconds, "peak_mib": peak, "figures": hashlib.sha256(figures.encode()).hexdigest()}
print(json.dumps({**found, "units": len(rows)}))
