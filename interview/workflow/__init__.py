"""The verbs, one module a step. Each takes a unit of work and never commits."""
