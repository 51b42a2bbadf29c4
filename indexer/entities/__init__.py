"""People, places and organisations in a text: `find_entities(text, language)`."""

from collections.abc import Iterator, Sequence

from indexer.entities import naming
from indexer.entities.consistency import Document
from indexer.entities.courtesy import after_titles
from indexer.entities.credible import credible
from indexer.entities.folding import fold
from indexer.entities.gazetteer import Match, entity, matches
from indexer.entities.merging import merge
from indexer.entities.names import LIKELY, SURE, familiar
from indexer.entities.shaping import shaped
from indexer.entities.spans import Span
from indexer.entities.tagger import has_tagger, tag
from indexer.entities.tokens import Token, sentences, words
from indexer.entities.untagged import whole
from search.types import Mention

#: Tokens of a text that are looked at together: a book's chapters. So memory does not grow with the text.
PART = 50_000
#: Characters of a text that are looked at: five long books. It bounds what one file can cost, of whatever it is made.
MOST = 5_000_000
#: Different names of a text, and mentions, that are taken: more than five long books have. They bound what linking and
#: showing it cost.
MOST_NAMES, MOST_MENTIONS = 10_000, 100_000
#: Languages without a tagger in which a name shows by its capital.
_CAPITALS = frozenset({"ru"})


def find_entities(text: str, language: str) -> list[Mention]:
    """The mentions of people, places and organisations in a text, in its order; none overlap.

    `start` and `end` count code points of `text` and cover the span as written, clitics included; `name` is without
    them and without titles, and the full name where a surname stands for it. `entity` is the id of a known one, else
    None. A line's end is a hard border. A language without a tagger has its known names, an unknown one those of its
    scripts. Nothing is looked for beyond the first MOST characters, nor beyond MOST_NAMES names or MOST_MENTIONS.
    """
    return look(text, language)[0]


def look(text: str, language: str) -> tuple[list[Mention], int]:
    """The same, and in how many characters of the text, from its beginning, they were looked for."""
    found: list[Mention] = []
    names: set[tuple[str, str]] = set()
    for part in _parts(text[:MOST]):
        for mention in _of_part(text, part, language):
            names.add((mention.type, mention.name))
            if len(names) > MOST_NAMES or len(found) == MOST_MENTIONS:
                return found, mention.start
            found.append(mention)
    return found, min(len(text), MOST)


def _parts(text: str) -> Iterator[list[list[Token]]]:
    part: list[list[Token]] = []
    size = 0
    for sentence in sentences(text):
        part.append(sentence)
        size += len(sentence)
        if size >= PART:
            yield part
            part, size = [], 0
    yield part


def _of_part(text: str, part: Sequence[Sequence[Token]], language: str) -> list[Mention]:
    document = Document(language)
    seen = _seen_in(text, part, language)
    for spans in seen:
        for span in spans:
            document.learn(_words(span), span)
    found = [_all(text, sentence, spans, document) for sentence, spans in zip(part, seen, strict=True)]
    return [_mention(text, _settled(span, document)) for spans in found for span in spans]


def _seen_in(text: str, part: Sequence[Sequence[Token]], language: str) -> list[list[Span]]:
    """What is seen in each sentence by itself; in sentences that are written alike, once."""
    written = [text[sentence[0].start : sentence[-1].end] for sentence in part]
    distinct: dict[str, Sequence[Token]] = {}
    for wording, sentence in zip(written, part, strict=True):
        distinct.setdefault(wording, sentence)
    trust = LIKELY if language in _CAPITALS else SURE
    known = [matches(sentence, language, trust) for sentence in distinct.values()]
    if not has_tagger(language):
        known = [whole(*one, language) for one in zip(distinct.values(), known, strict=True)]
    found: dict[str, list[Span]] = {}
    tagged = tag([*distinct.values()], language, known)
    for (wording, sentence), listed, names in zip(distinct.items(), known, tagged, strict=True):
        found[wording] = [_named(text, sentence, span, language) for span in _seen(sentence, language, listed, names)]
    return [
        [_moved(span, sentence[0].start - distinct[wording][0].start) for span in found[wording]]
        for wording, sentence in zip(written, part, strict=True)
    ]


def _moved(span: Span, by: int) -> Span:
    return span._replace(start=span.start + by, end=span.end + by) if by else span


def _seen(sentence: Sequence[Token], language: str, known: Sequence[Match], tagged: Sequence[Span]) -> list[Span]:
    """What the tagger and the gazetteer find in one sentence.

    Whether a town or a common word is meant a tagger weighs itself; without one, capitals have to tell.
    """
    spans = [
        Span(sentence[first].start, sentence[last].end, entity(identifier).type, identifier, name)
        for first, last, identifier, name in known
    ]
    bare = (_bare(sentence, span, language) for span in shaped(sentence, tagged, known, language))
    found = merge(
        [span for span in bare if credible(span.type, _within(sentence, span), sentence, language)],
        spans,
        familiar(language),
    )
    titled = after_titles(sentence, language, found)
    return sorted([*found, *titled]) if titled else found


def _bare(sentence: Sequence[Token], span: Span, language: str) -> Span:
    """A span without the titles before a person: training text mostly has them outside."""
    tokens = naming.plain(_within(sentence, span), span.type, language)
    return span._replace(start=tokens[0].start, end=tokens[-1].end)


def _within(sentence: Sequence[Token], span: Span) -> list[Token]:
    return [token for token in sentence if span.start <= token.start < span.end]


def _named(text: str, sentence: Sequence[Token], span: Span, language: str) -> Span:
    """A span with the name it is called by and, where that is known, the id."""
    whole = _within(sentence, span)
    tokens = naming.plain(whole, span.type, language)
    if span.entity and len(tokens) == len(whole):
        return span
    found = None if span.entity else naming.known(tokens, span.type, language)
    if found:
        return span._replace(entity=found[0], name=found[1])
    return span._replace(name=naming.name(text, tokens, language))


def _all(text: str, sentence: Sequence[Token], seen: list[Span], document: Document) -> list[Span]:
    """The spans seen in a sentence, some with a surname added, and those that the rest of the document makes names."""
    for place, span in enumerate(seen):
        longer = document.longer(span, sentence, seen)
        if longer:
            seen[place] = _named(text, sentence, longer, document.language)
            document.learn(_words(seen[place]), seen[place])
    missed = document.missed(sentence, seen)
    return sorted([*seen, *(_named(text, sentence, span, document.language) for span in missed)]) if missed else seen


def _settled(span: Span, document: Document) -> Span:
    """A span with the type its words have in the document, and the full name of a person called by one word."""
    if span.entity:
        return span
    own = _words(span)
    span = span._replace(type=document.type_of(own, span.type))
    full = document.full(own[0], span.start) if span.type == "person" and len(own) == 1 else None
    return span._replace(name=full.name, entity=full.entity) if full else span


def _words(span: Span) -> tuple[str, ...]:
    return tuple(map(fold, words(span.name))) or (span.name,)


def _mention(text: str, span: Span) -> Mention:
    return Mention(span.start, span.end, span.type, text[span.start : span.end], span.name, entity=span.entity)
