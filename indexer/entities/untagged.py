"""Which known names stand in a text of a language without a tagger, where nothing else tells that they are cut.

One word is not the known person where another person's given name stands before it (Людмила Путина), nor a town where
it is the first word of a person or a newspaper (Питер Мартин is not Saint Petersburg).
"""

from collections.abc import Sequence

from indexer.entities.consistency import in_longer_name, is_given
from indexer.entities.folding import fold
from indexer.entities.gazetteer import Match, entity
from indexer.entities.tokens import Token

_TOWN = "place:gn"
#: Behind one of these a town stands as it is listed where it has no case endings (в Баку Алиев).
_PREPOSITIONS = frozenset(
    {"в", "во", "на", "из", "от", "до", "у", "к", "ко", "о", "об", "с", "со", "за", "под", "над", "при", "через"}
)


def whole(sentence: Sequence[Token], known: Sequence[Match], language: str) -> list[Match]:
    """The known names of a sentence without those that are parts of other names."""
    return [match for match in known if match.last > match.first or _alone(sentence, match, language)]


def _alone(sentence: Sequence[Token], match: Match, language: str) -> bool:
    at = match.first
    before = sentence[at - 1].text if at else ""
    if entity(match.entity).type == "person":
        return not is_given(before, language)
    if not match.entity.startswith(_TOWN) or fold(sentence[at].text) != fold(match.name):
        return True
    return before.lower() in _PREPOSITIONS or not in_longer_name(sentence, at, language)
