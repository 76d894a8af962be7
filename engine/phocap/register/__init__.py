"""Registers of persons by the million: figures by unit, counted where the persons are (docs/register.md).

The figures are those of the survey workbook, by the same definitions in the same file (``forms/survey.yaml`` of a rule
pack); only the engine that looks at the columns is another one, reached through Ibis.
"""
