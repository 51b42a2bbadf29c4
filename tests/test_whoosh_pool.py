"""The pool of Whoosh's writer: what it puts in files comes back as if it had been kept in memory."""

from pathlib import Path
from random import Random

from whoosh.filedb.filestore import FileStorage

from search.engines.whoosh_.codec import encoded
from search.engines.whoosh_.pool import Pool


def test_postings_come_back_from_files_in_order(tmp_path: Path) -> None:
    random = Random(1)
    kept, spilled = Pool(FileStorage(str(tmp_path))), Pool(FileStorage(str(tmp_path)), limit=5_000)
    words = [f"w{number}".encode() for number in range(40)]
    for number in range(200):
        for field in ("terms", "surfaces"):
            for word in random.sample(words, 3):
                places = sorted(random.sample(range(300), random.randint(1, 4)))
                for pool in (kept, spilled):
                    pool.add((field, word, number, float(len(places)), encoded(places)))
    assert len(list(tmp_path.iterdir())) > 3
    expected = list(kept.iter_postings())
    assert [item[:2] for item in expected] == sorted({item[:2] for item in expected})
    assert list(spilled.iter_postings()) == expected
