"""The administration: vacancies, interviews, notes, ratings, reports. See docs/architecture.md for the map."""

VERSION = "0.1.0"
"""Of the whole program; packaging reads it here, and every decision's snapshot keeps it."""
