"""Who may sign in: people with their passwords, and tokens for their scripts, in users.sqlite beside the archive.

Passwords are kept as werkzeug's salted scrypt hashes. Tokens are 256 random bits, so that a plain SHA-256 of them
cannot be guessed back, and a script need not wait for scrypt at each request. Only the file's owner may read it.
"""

from __future__ import annotations

import hashlib
import os
import secrets
import sqlite3
import unicodedata
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from werkzeug.security import check_password_hash, generate_password_hash

from search.errors import ArchiveDamaged, BadParameter, NoSuch

FILE = "users.sqlite"
#: NIST SP 800-63B: length is what counts, and 64 characters at least are to be taken.
SHORTEST, LONGEST = 12, 1000
LONGEST_NAME = 64
PREFIX = "diwan"
#: How passwords are hashed (OWASP's parameters for scrypt), and a hash that nobody's password has: checking it takes as
#: long for a name that is not there, from the first time on.
METHOD = "scrypt:32768:8:1"
_NOBODY = f"{METHOD}${secrets.token_hex(8)}${secrets.token_hex(64)}"
_WHO = "See who there is: python -m indexer users list"
SCHEMA = """
CREATE TABLE people (name TEXT PRIMARY KEY, password TEXT NOT NULL, made TEXT NOT NULL) STRICT;
CREATE TABLE tokens (id TEXT PRIMARY KEY, person TEXT NOT NULL REFERENCES people ON DELETE CASCADE,
                     hash TEXT NOT NULL, made TEXT NOT NULL) STRICT;
CREATE TABLE secret (value TEXT NOT NULL) STRICT;
"""


@dataclass(frozen=True, slots=True)
class Person:
    """Who may sign in, since which day, and the tokens (id, day) that are good for that person's scripts."""

    name: str
    made: str
    tokens: tuple[tuple[str, str], ...]


class Users:
    """The people of one archive."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / FILE

    def exist(self) -> bool:
        """Whether there is a users file; then nobody else gets in."""
        return self.path.is_file()

    def check(self) -> None:
        """Raises BadParameter where others than its owner can read the file."""
        mode = self.path.stat().st_mode & 0o777
        if os.name == "posix" and mode & 0o077:
            rule = "others than its owner can read the passwords' hashes"
            raise BadParameter(name=FILE, value=f"{mode:o}", rule=rule, hint=f"chmod 600 {self.path}")

    def all(self) -> list[Person]:
        """Everybody, by name."""
        with self._open() as file:
            tokens = file.execute("SELECT person, id, made FROM tokens ORDER BY made, id").fetchall()
            return [
                Person(name, made, tuple((id_, day) for person, id_, day in tokens if person == name))
                for name, made in file.execute("SELECT name, made FROM people ORDER BY name")
            ]

    def add(self, name: str, password: str) -> None:
        """Lets a person in. Raises BadParameter for a name that is taken or no name, and for a short password."""
        kept, hashed = _named(name), _hashed(password)
        self._make()
        with self._open(writing=True) as file:
            try:
                file.execute("INSERT INTO people VALUES (?, ?, ?)", (kept, hashed, _today()))
            except sqlite3.IntegrityError:
                rule, hint = "there is one already", f"A new password: python -m indexer users password {kept}"
                raise BadParameter(name="user", value=kept, rule=rule, hint=hint) from None

    def change(self, name: str, password: str) -> None:
        """Gives a person a new password; whoever is signed in by the old one no longer is. Raises NoSuch."""
        hashed = _hashed(password)
        with self._open(writing=True) as file:
            _one(file.execute("UPDATE people SET password = ? WHERE name = ?", (hashed, _folded(name))), "user", name)

    def remove(self, name: str) -> None:
        """Takes out a person, and their tokens. Raises NoSuch."""
        with self._open(writing=True) as file:
            _one(file.execute("DELETE FROM people WHERE name = ?", (_folded(name),)), "user", name)

    def issue(self, name: str) -> str:
        """A new token of a person, told only here. Raises NoSuch."""
        id_, secret = secrets.token_hex(4), secrets.token_urlsafe(32)
        with self._open(writing=True) as file:
            if not file.execute("SELECT 1 FROM people WHERE name = ?", (_folded(name),)).fetchone():
                raise NoSuch(what="user", value=name, hint=_WHO)
            file.execute("INSERT INTO tokens VALUES (?, ?, ?, ?)", (id_, _folded(name), _digest(secret), _today()))
        return f"{PREFIX}_{id_}_{secret}"

    def revoke(self, id_: str) -> None:
        """Makes a token worthless. Raises NoSuch."""
        with self._open(writing=True) as file:
            _one(file.execute("DELETE FROM tokens WHERE id = ?", (id_,)), "token", id_)

    def known(self, name: str, password: str) -> tuple[str, str] | None:
        """The name and mark of a person whose password this is, or None."""
        with self._open() as file:
            row = file.execute("SELECT password FROM people WHERE name = ?", (_folded(name),)).fetchone()
        right = check_password_hash(row[0] if row else _NOBODY, unicodedata.normalize("NFKC", password)[:LONGEST])
        return (_folded(name), _digest(row[0])) if row and right else None

    def mark(self, name: str) -> str | None:
        """What a session holds to show that it was begun with the password of now; None for nobody."""
        with self._open() as file:
            row = file.execute("SELECT password FROM people WHERE name = ?", (name,)).fetchone()
        return _digest(row[0]) if row else None

    def holder(self, token: str) -> str | None:
        """Whose token this is, or None."""
        prefix, _, rest = token.partition("_")
        id_, _, secret = rest.partition("_")
        with self._open() as file:
            row = file.execute("SELECT person, hash FROM tokens WHERE id = ?", (id_,)).fetchone()
        right = secrets.compare_digest(row[1] if row else "", _digest(secret))
        return str(row[0]) if row and right and prefix == PREFIX else None

    def secret(self) -> str:
        """What signs the sessions of this archive's people; "" without a users file."""
        if not self.exist():
            return ""
        with self._open() as file:
            return str(file.execute("SELECT value FROM secret").fetchone()[0])

    def _make(self) -> None:
        """The file, empty, where there is none: from its first byte on, readable by its owner only."""
        if self.exist():
            return
        draft = self.path.with_suffix(f".{secrets.token_hex(4)}")
        os.close(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        with closing(sqlite3.connect(draft)) as file, file:
            file.executescript(SCHEMA)
            file.execute("INSERT INTO secret VALUES (?)", (secrets.token_hex(),))
        draft.rename(self.path)

    @contextmanager
    def _open(self, writing: bool = False) -> Iterator[sqlite3.Connection]:
        if not self.exist():
            raise NoSuch(what="users file", value=FILE, hint="Let somebody in first: python -m indexer users add NAME")
        address = f"{self.path.absolute().as_uri()}?mode={'rw' if writing else 'ro'}"
        try:
            with closing(sqlite3.connect(address, uri=True)) as file, file:
                file.execute("PRAGMA foreign_keys = ON")
                yield file
        except sqlite3.IntegrityError:
            raise
        except sqlite3.Error as error:
            raise ArchiveDamaged(what=FILE, reason=str(error)) from error


def _today() -> str:
    return datetime.now(UTC).date().isoformat()


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _folded(name: str) -> str:
    """A name as it is kept: the same however a keyboard writes it."""
    return unicodedata.normalize("NFKC", name).strip()


def _named(name: str) -> str:
    kept = _folded(name)
    if not kept or len(kept) > LONGEST_NAME or not kept.isprintable():
        rule = f"1 to {LONGEST_NAME} characters that can be seen"
        raise BadParameter(name="user", value=name[:80], rule=rule, hint="Choose another name.")
    return kept


def _hashed(password: str) -> str:
    written = unicodedata.normalize("NFKC", password)
    if not SHORTEST <= len(written) <= LONGEST:
        rule = f"{SHORTEST} to {LONGEST} characters"
        raise BadParameter(name="password", value="…", rule=rule, hint="A sentence is easier to keep than a word.")
    return generate_password_hash(written, METHOD)


def _one(done: sqlite3.Cursor, what: str, value: str) -> None:
    if done.rowcount != 1:
        raise NoSuch(what=what, value=value, hint=_WHO)
