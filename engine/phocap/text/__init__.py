"""What users read: numbers, dates, nearest names and every message, in both languages."""
