"""Pieces that pages are made of. They show values and return what was chosen; they never ask the database."""
