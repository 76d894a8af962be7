"""Accreditation rules engine for universal primary education and national-standard schools."""

__version__ = "0.1.0"
