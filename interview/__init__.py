"""The administration: vacancies, interviews, notes, ratings, reports. See docs/architecture.md for the map."""
