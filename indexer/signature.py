"""The signature of a text, by which copies of it are told: made wherever the text is read, kept in `duplicates`.

Its words folded; a hash of all of them in order; the smallest hashes of its word 3-grams; and a number for each band
of a MinHash over these (rensa, 128 permutations).
"""

from __future__ import annotations

import hashlib
import unicodedata
import zlib
from array import array
from collections.abc import Sequence
from itertools import chain
from typing import NamedTuple

from rensa import RMinHash

_PERMUTATIONS, _SEED = 128, 1
#: 32 bands of 4: a pair of similarity .5 meets with probability .87, of .63 with .996.
_BANDS, _ROWS = 32, 4
_WORDS = 3
#: 3-grams of a text that are kept, those of the smallest hashes: all of them below some 500 words, else a sample.
KEPT = 512
#: Words of a book by which it is compared.
_MOST_WORDS = 50_000
#: With fewer 3-grams two texts are alike only where they are the same.
_FEWEST = 10
#: Distinct pieces between white space that are remembered folded, none longer than a long word.
_REMEMBERED, _LONGEST = 1 << 16, 40
#: An odd 64-bit constant (the golden ratio's) by which the rows of a band are mixed.
_MIX, _MASK = 0x9E3779B97F4A7C15, (1 << 64) - 1
FORMAT = f"2 {RMinHash.ALGORITHM_VERSION}"


class Signature(NamedTuple):
    """A hash of the whole text, "" for one without words; its kept hashes, packed; its bands."""

    whole: bytes
    grams: bytes
    bands: tuple[int, ...]


def signature(texts: Sequence[str]) -> Signature:
    """The signature of a text that may come in pieces."""
    words = [word for text in texts for word in _words(text)]
    if not words:
        return Signature(b"", b"", ())
    encoded = " ".join(words).encode("utf-8", "replace")
    whole = hashlib.blake2b(encoded, digest_size=16).digest()
    few = encoded.split(b" ")[:_MOST_WORDS]
    grams = set(map(b" ".join, zip(few, few[1:], few[2:], strict=False)))
    hashes = sorted(set(map(zlib.crc32, grams)))[:KEPT]
    bands = _bands(grams) if len(grams) >= _FEWEST else ()
    return Signature(whole, array("I", hashes).tobytes(), bands)


def hashes_of(packed: bytes) -> list[int]:
    """The kept hashes of a signature."""
    kept = array("I")
    kept.frombytes(packed)
    return list(kept)


class _Folded(dict[int, str | None]):
    """Which character stands for another: letters and digits folded, marks of Arabic dropped, the rest a space."""

    def __missing__(self, code: int) -> str | None:
        character = chr(code)
        kind = unicodedata.category(character)[0]
        if (kind == "M" and "\u0600" <= character <= "\u06ff") or character in "\u0640\u200c\u200d":
            folded: str | None = None
        elif kind in "LMN":
            folded = unicodedata.normalize("NFKC", character).casefold()
        else:
            folded = " "
        self[code] = folded
        return folded


_FOLDED = _Folded({ord(a): b for a, b in zip("يىكأإآٱ", "ییکاااا", strict=True)})


class _Pieces(dict[str, list[str]]):
    """The folded words of a piece between white space."""

    def __missing__(self, piece: str) -> list[str]:
        words = piece.translate(_FOLDED).split()
        if len(piece) <= _LONGEST:
            if len(self) >= _REMEMBERED:
                self.clear()
            self[piece] = words
        return words


_PIECES = _Pieces()


def _words(text: str) -> list[str]:
    return list(chain.from_iterable(map(_PIECES.__getitem__, text.split())))


def _bands(grams: set[bytes]) -> tuple[int, ...]:
    """A signed 64-bit number for each band of the MinHash of a text."""
    hashing = RMinHash(num_perm=_PERMUTATIONS, seed=_SEED)
    hashing.update(list(grams))
    digest = hashing.digest()
    found = []
    for band in range(_BANDS):
        key = band
        for row in digest[band * _ROWS : (band + 1) * _ROWS]:
            key = ((key ^ row) * _MIX) & _MASK
        found.append(key - (1 << 63))
    return tuple(found)
