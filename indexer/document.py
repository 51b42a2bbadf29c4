"""One raw document -> the document the archive keeps -> the entry an engine is given."""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace
from datetime import date

from indexer import dates, entities, furniture, language
from indexer.furniture import Cutting, Repeated
from search.analysis import index_terms
from search.facets import keywords
from search.types import SENTINEL, Cut, Document, Identified, IndexEntry, Mention, RawDocument, TextField

#: What a reader says of how it read, kept with the document.
TOLD = (
    "encoding",
    "encoding-evidence",
    "encoding-mended",
    "legacy-font",
    "text-order",
    "text-from",
    "ocr-confidence",
    "ocr-pages-not-read",
    "author",
)

#: The evidence for the mentions of a document in which nobody looked for any.
NOT_LOOKED_FOR = "not looked for"
_NOT_LOOKED_FOR = {"entities": NOT_LOOKED_FOR}
#: And for those of one that is longer, or has more names, than are looked for.
LOOKED_FOR_IN = "in the first {} characters"
_LOOKED_FOR_IN = re.compile(r"in the first (\d+) characters")

#: Halves of a pair without their other half: no Unicode text, and nothing can store them.
_LONE_SURROGATES = re.compile("[\ud800-\udfff]")


def document(raw: RawDocument, today: date, naming: bool = True) -> Document:
    """Cuts furniture, finds language, date and (`naming`) mentions; what was declared stands over what was guessed."""
    raw = replace(raw, text=_sound(raw.text), title=raw.title and _sound(raw.title))
    spoken = _language(raw)
    cutting = furniture.cut(raw, spoken.code)
    published = dates.publication_date(raw, spoken.code, today)
    told = {name: raw.metadata[name] for name in TOLD if raw.metadata.get(name)}
    mentions, looked_for = _all_mentions(cutting, raw.text, spoken.code) if naming else ((), _NOT_LOOKED_FOR)
    evidence = {"language": spoken.evidence, **_title_evidence(raw, cutting), **told, **looked_for}
    return Document(
        id=identifier(raw),
        title=cutting.title,
        body=raw.text,
        language=spoken.code,
        variety=spoken.variety,
        date=published,
        mentions=mentions,
        source=raw.source,
        url=raw.metadata.get("url") or None,
        site=raw.metadata.get("site") or None,
        cuts=cutting.cuts,
        evidence=evidence,
    )


def recut(made: Document, repeated: Repeated) -> Document | None:
    """The document with its furniture cut anew, now that it is known what its source repeats; None: as it is."""
    raw = as_read(made)
    cutting = furniture.cut(raw, made.language, repeated)
    if (cutting.title, cutting.cuts) == (made.title, made.cuts):
        return None
    naming = made.evidence.get("entities") != NOT_LOOKED_FOR
    mentions, looked_for = _all_mentions(cutting, made.body, made.language) if naming else ((), _NOT_LOOKED_FOR)
    anew = {"title", "declared-title", "entities"}
    evidence = {name: value for name, value in made.evidence.items() if name not in anew}
    return replace(
        made,
        title=cutting.title,
        cuts=cutting.cuts,
        mentions=mentions,
        evidence={**evidence, **_title_evidence(raw, cutting), **looked_for},
    )


def as_read(made: Document) -> RawDocument:
    """What of a document furniture is told by, as its reader gave it: title, text, address and site."""
    metadata = {name: value for name, value in (("url", made.url), ("site", made.site)) if value}
    title = made.evidence.get("declared-title", made.title) if made.evidence.get("title") == "declared" else None
    return RawDocument(made.source, title, made.body, metadata)


def entry(made: Document, generation: int) -> IndexEntry:
    """A document as an engine gets it: terms and surfaces over title, sentinel, and each searched piece of the body."""
    title_terms, title_surfaces = index_terms(made.title, made.language)
    terms, surfaces = list(title_terms), list(title_surfaces)
    for start, end in made.pieces():
        more_terms, more_surfaces = index_terms(made.body[start:end], made.language)
        terms += [SENTINEL, *more_terms]
        surfaces += [SENTINEL, *more_surfaces]
    days = (made.date.first.toordinal(), made.date.last.toordinal()) if made.date else None
    return IndexEntry(
        document=made,
        terms=" ".join(terms),
        surfaces=" ".join(surfaces),
        title_terms=" ".join(title_terms),
        title_surfaces=" ".join(title_surfaces),
        keywords={**keywords(made), "mentioned": _dates_mentioned(made)},
        days=days,
        generation=generation,
    )


def _dates_mentioned(made: Document) -> tuple[str, ...]:
    """The years and months that the searched parts of a body mention, as "2024" and "2024-11"."""
    reference = made.date.first if made.date else None
    found = dates.find_dates(made.body, made.language, reference, made.cuts)
    values = set()
    for one in found:
        for end in (one.first, one.last):
            values.add(end.isoformat()[:4])
            if one.precision != "year":
                values.add(end.isoformat()[:7])
    return tuple(sorted(values))


def searched_texts(made: Document) -> tuple[tuple[TextField, str], ...]:
    """The texts of a document that names are looked for in, what is cut out of them blank: places stay."""
    within = _LOOKED_FOR_IN.fullmatch(made.evidence.get("entities", ""))
    most = min(entities.MOST, int(within[1])) if within else entities.MOST
    return ("title", made.title), ("body", _masked(made.body, made.cuts)[:most])


def identifier(raw: RawDocument) -> str:
    """The given id, else a hash of the URL, else of the source."""
    if given := raw.metadata.get("id"):
        return given
    return _hashed(raw.metadata.get("url") or raw.source)


def has_own_id(made: Document) -> bool:
    """Whether its id is not of its file, so that another file may give a document of the same."""
    return made.id != _hashed(made.source)


def _hashed(key: str) -> str:
    return hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:20]


def _language(raw: RawDocument) -> Identified:
    guessed = language.identify(f"{raw.title or ''}\n{raw.text}")
    declared = language.declared(raw.metadata.get("language", ""))
    if declared is None:
        return guessed
    code, variety = declared
    if variety is None and guessed.code == code:
        variety = guessed.variety
    return Identified(code, variety, 1.0, "declared")


def _sound(text: str) -> str:
    """`text` with a replacement character for each lone surrogate, so that places stay."""
    return _LONE_SURROGATES.sub("\ufffd", text)


def _masked(text: str, cuts: tuple[Cut, ...]) -> str:
    """`text` with every cut span as line breaks, so that places stay and nothing in it is a name."""
    for cut in cuts:
        text = text[: cut.start] + "\n" * (cut.end - cut.start) + text[cut.end :]
    return text


def _title_evidence(raw: RawDocument, cutting: Cutting) -> dict[str, str]:
    """Where the title is from; one that was declared also whole, where part of it names the site."""
    if not raw.title:
        return {"title": "first line" if any(cut.reason == "title" for cut in cutting.cuts) else "opening"}
    return {"title": "declared", **({} if raw.title == cutting.title else {"declared-title": raw.title})}


def _all_mentions(cutting: Cutting, text: str, code: str) -> tuple[tuple[Mention, ...], dict[str, str]]:
    """The mentions of a title and a text, and the evidence of how far they were looked for, if not in all of it."""
    in_title, _ = _mentions(cutting.title, code, "title")
    in_body, reach = _mentions(_masked(text, cutting.cuts), code, "body")
    return (*in_title, *in_body), {"entities": LOOKED_FOR_IN.format(reach)} if reach < len(text) else {}


def _mentions(text: str, code: str, where: TextField) -> tuple[list[Mention], int]:
    found, reach = entities.look(text, code)
    return [Mention(m.start, m.end, m.type, m.text, m.name, where, m.entity) for m in found], reach
