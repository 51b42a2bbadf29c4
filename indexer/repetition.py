"""What documents of one source share, counted over the whole archive: which lines are the page's, not the article's.

A line or ending of a title is repeated when it stands in at least 3 documents, and 5 %, of a source of at least 20;
copies of one article, which repeat each other's lines, count as one.
What is repeated depends on the documents that are there, never on the order in which they came; whose cuts may have
changed with it is told by `affected`.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from indexer.furniture import article, marks, source_of
from search.database import Where, connect
from search.database.among import among
from search.types import RawDocument

#: Documents of a source below which nothing is said of it; in how many, and in which share, a line must stand.
_ENOUGH, _LEAST, _SHARE = 20, 3, 0.05
#: Characters by which sources are told apart: an index takes no text of any length.
_LONGEST = 500

_SCHEMA = """
CREATE TABLE IF NOT EXISTS document
(number INTEGER PRIMARY KEY, id TEXT UNIQUE NOT NULL, source TEXT NOT NULL, fresh INTEGER NOT NULL) STRICT;
CREATE INDEX IF NOT EXISTS by_source ON document (source);
CREATE INDEX IF NOT EXISTS by_fresh ON document (number) WHERE fresh = 1;
CREATE TABLE IF NOT EXISTS article (number INTEGER NOT NULL, hash INTEGER NOT NULL, PRIMARY KEY (number))
STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS mark (mark INTEGER NOT NULL, number INTEGER NOT NULL, PRIMARY KEY (mark, number))
STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS by_number ON mark (number);
CREATE TABLE IF NOT EXISTS repeated (mark INTEGER PRIMARY KEY) STRICT;
CREATE TABLE IF NOT EXISTS unsettled (one INTEGER PRIMARY KEY) STRICT;
"""
_UNSETTLED = "INSERT INTO unsettled VALUES (1) ON CONFLICT DO NOTHING"


class Shared(NamedTuple):
    """What a document may share with others of its source: its marks, ascending; what is alike in copies of it."""

    source: str
    marks: tuple[int, ...]
    article: int | None


def shared(raw: RawDocument) -> Shared:
    """The source of a document and its marks: made wherever the text is read."""
    return Shared(source_of(raw)[:_LONGEST], tuple(sorted(marks(raw))), article(raw))


class Repetitions:
    """The marks of an archive's documents, in a database of their own; what was added lasts from `commit` on."""

    def __init__(self, where: Where) -> None:
        self._database = connect(where)
        self._database.set_up(_SCHEMA)

    def see(self, many: Iterable[tuple[str, Shared]]) -> None:
        """Counts documents, by id (again)."""
        known = dict(many)
        if not known:
            return
        self.forget(known)
        first = self._database.execute("SELECT coalesce(max(number), 0) + 1 FROM document")[0][0]
        rows = [(number, id_, one.source) for number, (id_, one) in enumerate(known.items(), first)]
        self._database.executemany("INSERT INTO document (number, id, source, fresh) VALUES (?, ?, ?, 1)", rows)
        marks = sorted((mark, number) for number, one in enumerate(known.values(), first) for mark in one.marks)
        self._database.executemany("INSERT INTO mark VALUES (?, ?)", marks)
        articles = [
            (number, one.article) for number, one in enumerate(known.values(), first) if one.article is not None
        ]
        self._database.executemany("INSERT INTO article VALUES (?, ?)", articles)
        self._database.execute(_UNSETTLED)

    def forget(self, identifiers: Iterable[str]) -> None:
        """Counts documents no longer."""
        self._database.begin()
        found = [(number,) for (number,) in among(self._database, "SELECT number FROM document WHERE id", identifiers)]
        if found:
            self._database.executemany("DELETE FROM mark WHERE number = ?", found)
            self._database.executemany("DELETE FROM article WHERE number = ?", found)
            self._database.executemany("DELETE FROM document WHERE number = ?", found)
            self._database.execute(_UNSETTLED)

    def is_settled(self) -> bool:
        """Whether no document came or went since `settle`."""
        return not self._database.execute("SELECT 1 FROM unsettled")

    def repeated(self) -> frozenset[int]:
        """The marks that are repeated among the documents that are there."""
        sql = "SELECT source, count(*) FROM document GROUP BY source HAVING count(*) >= ?"
        needed = {source: max(_LEAST, _SHARE * count) for source, count in self._database.execute(sql, (_ENOUGH,))}
        sql = (
            "SELECT mark, documents, source FROM "
            "(SELECT mark, count(*) AS documents, min(number) AS number FROM mark GROUP BY mark HAVING count(*) >= ?) "
            "AS counted JOIN document USING (number)"
        )
        found = self._database.execute(sql, (_LEAST,)) if needed else ()
        often = [(mark, needed[source]) for mark, count, source in found if count >= needed.get(source, count + 1)]
        return frozenset(mark for mark, least in often if self._articles(mark) >= least)

    def _articles(self, mark: int) -> int:
        """How many documents hold a mark, copies of one article once."""
        sql = (
            "SELECT count(DISTINCT hash) + count(*) - count(hash) "
            "FROM mark LEFT JOIN article USING (number) WHERE mark = ?"
        )
        return int(self._database.execute(sql, (mark,))[0][0])

    def affected(self, now: frozenset[int]) -> list[str]:
        """The ids of documents whose cuts may be others now that the marks `now` are repeated."""
        before = {mark for (mark,) in self._database.execute("SELECT mark FROM repeated")}
        numbers: set[int] = set()
        for mark in now | before:
            sql = "SELECT number FROM mark WHERE mark = ?"
            if mark in now & before:
                sql = "SELECT number FROM mark JOIN document USING (number) WHERE mark = ? AND fresh = 1"
            numbers.update(number for (number,) in self._database.execute(sql, (mark,)))
        sql = "SELECT id FROM document WHERE number = ?"
        return [self._database.execute(sql, (number,))[0][0] for number in sorted(numbers)]

    def settle(self, now: frozenset[int]) -> None:
        """Keeps what is repeated now: every document was cut by it."""
        self._database.begin()
        self._database.execute("DELETE FROM repeated")
        self._database.executemany("INSERT INTO repeated VALUES (?)", [(mark,) for mark in sorted(now)])
        self._database.execute("UPDATE document SET fresh = 0 WHERE fresh = 1")
        self._database.execute("DELETE FROM unsettled")

    def commit(self) -> None:
        """Makes everything so far last."""
        self._database.commit()

    def close(self) -> None:
        """Forgets what was not committed."""
        self._database.close()
