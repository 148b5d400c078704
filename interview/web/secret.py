"""The secret of this installation, which signs its cookies and passes."""

import secrets
from pathlib import Path


def secret(data: Path) -> bytes:
    """32 random bytes, made at the first start and kept in the data folder for its owner only.

    Raises OSError if the folder cannot be written.
    """
    folder = data / "start"
    data.mkdir(mode=0o700, parents=True, exist_ok=True)
    folder.mkdir(mode=0o700, exist_ok=True)
    path = folder / "secret"
    if not path.exists():
        fresh = folder / f"{secrets.token_hex(8)}.new"
        fresh.touch(mode=0o600)
        fresh.write_bytes(secrets.token_bytes(32))
        fresh.replace(path)
    return path.read_bytes()
