"""The staff's password: only a salted hash of it is kept, in a file of one line.

The hash is scrypt (RFC 7914) with n = 2**15, r = 8, p = 1, as `scrypt$32768$8$1$salt$hash`, the
last two in base64.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import os
import secrets
from pathlib import Path

SHORTEST = 8
_N, _R, _P = 2**15, 8, 1
_MEMORY = 128 * _N * _R * 2  # bytes; scrypt needs half of it


class PasswordFileUnusable(Exception):
    """The file is missing or holds no hash; the message says how to make one."""


def write_hash(path: Path, password: str) -> None:
    """Keep the hash of a password in a file that only its owner may read.

    Raises:
        ValueError: it is shorter than `SHORTEST` characters.
        OSError: the file cannot be written.
    """
    if len(password) < SHORTEST:
        raise ValueError(f"口令至少要 {SHORTEST} 个字符。")
    salt = secrets.token_bytes(16)
    made = _scrypt(password, salt, _N, _R, _P)
    line = "$".join(["scrypt", str(_N), str(_R), str(_P), _encoded(salt), _encoded(made)])
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.write(line + "\n")


def read_hash(path: Path) -> str:
    """Return the line of a password file.

    Raises:
        PasswordFileUnusable: it cannot be read or holds no hash.
    """
    remedy = f"用 nianbao password {path} 设一个。"
    try:
        line = path.read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise PasswordFileUnusable(f"口令文件 {path} 读不出来。{remedy}") from error
    if not _parts(line):
        raise PasswordFileUnusable(f"口令文件 {path} 里不是口令的散列值。{remedy}")
    return line


def matches(password: str, line: str) -> bool:
    """Say whether this is the password of that hash; takes the same time either way."""
    parts = _parts(line)
    if parts is None:
        return False
    n, r, p, salt, kept = parts
    return hmac.compare_digest(_scrypt(password, salt, n, r, p), kept)


def _scrypt(password: str, salt: bytes, n: int, r: int, p: int) -> bytes:
    return hashlib.scrypt(password.encode(), salt=salt, n=n, r=r, p=p, maxmem=_MEMORY)


def _parts(line: str) -> tuple[int, int, int, bytes, bytes] | None:
    try:
        kind, n, r, p, salt, kept = line.split("$")
        numbers = int(n), int(r), int(p)
        decoded = base64.b64decode(salt, validate=True), base64.b64decode(kept, validate=True)
    except (ValueError, binascii.Error):
        return None
    if kind != "scrypt" or numbers != (_N, _R, _P) or not all(decoded):
        return None
    return (*numbers, *decoded)


def _encoded(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")
