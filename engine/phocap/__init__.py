"""Accreditation rules engine for universal primary education and national-standard schools."""
