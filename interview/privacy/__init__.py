"""Retention, erasure and disclosure, walking the labels that every column carries."""
