"""Resident involvement, phase by phase: the domain of the product, free of screens and of SQL."""
