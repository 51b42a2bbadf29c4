"""People, places and organisations in a text: `find_entities(text, language)`."""

from indexer.entities.gazetteer import Match, entity, matches
from indexer.entities.tokens import Token, sentences
from search.types import Mention


def find_entities(text: str, language: str) -> list[Mention]:
    """The mentions of people, places and organisations in a text, in its order; none overlap.

    `start` and `end` count code points of `text` and cover the span as written, clitics included; `name` is without
    them. `entity` is the id of a known one, else None. A line's end is a hard border. An unknown language gets what is
    known in its script.
    """
    return [_mention(text, sentence, match) for sentence in sentences(text) for match in matches(sentence, language)]


def _mention(text: str, sentence: list[Token], match: Match) -> Mention:
    start, end = sentence[match.first].start, sentence[match.last].end
    return Mention(start, end, entity(match.entity).type, text[start:end], match.name, entity=match.entity)
