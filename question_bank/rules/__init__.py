"""The rules a bank is checked by, one module for each thing they are about; each yields findings with their place."""
