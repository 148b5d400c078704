"""The room for retention, erasure and subject access, which will walk the labels of the columns: docs/privacy.md."""
