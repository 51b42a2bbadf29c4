"""The signature of a text, by which copies of it are told: made wherever the text is read, kept in `duplicates`.

Of its words as the analysis folds them: a hash of all of them in order; the smallest hashes of its word 3-grams; and a
number for each band of a MinHash over these (rensa, 128 permutations).
"""

from __future__ import annotations

import hashlib
import zlib
from array import array
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from rensa import RMinHash

from search.types import SENTINEL

_PERMUTATIONS, _SEED = 128, 1
#: 32 bands of 4: a pair of similarity .5 meets with probability .87, of .63 with .996.
_BANDS = 32
#: 3-grams of a text that are kept, those of the smallest hashes: all of them below some 500 words, else a sample.
KEPT = 512
#: Words of a book by which it is compared.
_MOST_WORDS = 50_000
#: With fewer 3-grams two texts are alike only where they are the same.
_FEWEST = 10
#: Odd 64-bit constants (the golden ratio's, and primes of xxHash) by which hashes are mixed.
_MIX = np.array([0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9], np.uint64)
_SHIFT, _HALF = np.uint64(29), np.uint64(32)
FORMAT = f"3 {RMinHash.ALGORITHM_VERSION}"

_Hashes = npt.NDArray[np.uint64]


class Signature(NamedTuple):
    """A hash of the whole text, "" for one without words; its kept hashes, packed; its bands."""

    whole: bytes
    grams: bytes
    bands: tuple[int, ...]


def signature(surfaces: str) -> Signature:
    """The signature of a text, given as its surfaces with a space between them; sentinels are passed over."""
    encoded = f" {surfaces.strip()}".replace(f" {SENTINEL}", "")[1:].encode("utf-8", "replace")
    if not encoded:
        return Signature(b"", b"", ())
    whole = hashlib.blake2b(encoded, digest_size=16).digest()
    grams = _grams(encoded.split(b" ")[:_MOST_WORDS])
    bands = _bands(grams) if len(grams) >= _FEWEST else ()
    return Signature(whole, (grams[:KEPT] >> _HALF).astype(np.uint32).tobytes(), bands)


def hashes_of(packed: bytes) -> list[int]:
    """The kept hashes of a signature."""
    kept = array("I")
    kept.frombytes(packed)
    return list(kept)


def _grams(words: list[bytes]) -> _Hashes:
    """The hashes of the 3-grams of words, each once, ascending."""
    hashed = np.fromiter(map(zlib.crc32, words), np.uint64, len(words))
    mixed = (hashed[:-2] * _MIX[0] ^ hashed[1:-1]) * _MIX[1] ^ hashed[2:] * _MIX[2]
    mixed ^= mixed >> _SHIFT
    mixed *= _MIX[0]
    mixed.sort()
    # As np.unique, in half the time.
    first = np.ones(len(mixed), np.bool_)
    np.not_equal(mixed[1:], mixed[:-1], out=first[1:])
    found: _Hashes = mixed[first]
    return found


def _bands(grams: _Hashes) -> tuple[int, ...]:
    """A signed 64-bit number for each band of the MinHash of a text."""
    made = RMinHash.digest_matrix_from_flat_token_hashes(grams, [0, len(grams)], _PERMUTATIONS, _SEED)
    rows = np.array(made.to_rows()[0], np.uint32).view(np.uint64).reshape(_BANDS, -1)
    keys = (rows * _MIX[: rows.shape[1]]).sum(axis=1, dtype=np.uint64) + np.arange(_BANDS, dtype=np.uint64) * _MIX[2]
    return tuple(keys.view(np.int64).tolist())
