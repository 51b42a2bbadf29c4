"""Conjugated forms of Arabic verbs, from a dictionary of verbs and a conjugator.

Sources: the verbs of Arramooz (arramooz-pysqlite 0.4.2, Taha Zerrouki and others, GPL v3), conjugated by Qutrub
(libqutrub 1.2.4.1, Taha Zerrouki, GPL). Both run only here. `conjugations()` is used by build_ar_tables.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from sqlite3 import Connection

from libqutrub import mosaref_main

from search.analysis.filters import fold_arabic

#: Verbs of the commonest hundred or so that Arramooz lacks, with the vowel of their imperfect: a grammar's knowledge.
MISSING = {
    "كَانَ": "ضمة",
    "زَالَ": "ضمة",
    "عَاشَ": "كسرة",
    "قَلَّ": "كسرة",
    "مَاتَ": "ضمة",
    "طَالَ": "ضمة",
    "نَمَا": "ضمة",
    "غَدَا": "ضمة",
    "نَفَى": "كسرة",
    "حَقَّ": "كسرة",
    "أَحْيَا": "فتحة",
    "لَاقَ": "كسرة",
    "جَلَّ": "كسرة",
    "صَرَخَ": "ضمة",
    "عَشِقَ": "فتحة",
}
#: How much of a verb's use in written text is this tense and person, as minus log2: past and imperfect of the third
#: person are most of it; the subject's gender follows it (plural things are feminine singular).
_TENSE = {
    "الماضي المعلوم": 1.0,
    "المضارع المعلوم": 1.0,
    "المضارع المنصوب": 2.5,
    "المضارع المجزوم": 3.0,
    "الماضي المجهول": 5.0,
    "المضارع المجهول": 5.0,
    "المضارع المجهول المنصوب": 6.5,
    "المضارع المجهول المجزوم": 7.0,
    "الأمر": 8.0,
}
_PERSON = {
    "هو": 1.0,
    "هي": 1.5,
    "هم": 3.0,
    "نحن": 4.0,
    "أنا": 4.5,
    "أنت": 5.0,
    "هما": 5.5,
    "هما مؤ": 6.0,
    "أنتم": 6.0,
    "هن": 6.5,
    "أنتِ": 7.5,
    "أنتما": 8.0,
    "أنتما مؤ": 8.0,
    "أنتن": 9.0,
}
_SHADDA = "ّ"


def _dictionary(arramooz: Connection) -> Iterator[tuple[str, str]]:
    """Vocalised verbs with the name of their imperfect's vowel."""
    yield from arramooz.execute("select distinct vocalized, future_type from verbs order by 1, 2")
    yield from MISSING.items()


def doubled(vocalised: str) -> str:
    """A verb without vowels but with its doublings: what tells كتّب from كتب. The last vowel and initial hamza go."""
    bare = re.sub("[ً-ِْٰ]", "", vocalised)
    return fold_arabic(bare.replace(_SHADDA, "~")).replace("~", _SHADDA)


def conjugations(arramooz: Connection) -> Iterator[tuple[str, str, dict[str, float]]]:
    """For each verb: its doubled form, its lemma (folded), and form -> minus log2 of that form's share of its use.

    A word that Qutrub does not take for a verb has no forms.
    """
    for vocalised, vowel in _dictionary(arramooz):
        tables = mosaref_main.do_sarf(
            vocalised, vowel, True, True, True, True, True, True, True, True, display_format="DICT"
        )
        forms: dict[str, float] = {}
        for tense, persons in (tables or {}).items():  # None: not a verb to Qutrub
            for person, form in persons.items():
                if tense in _TENSE and form:
                    cost = _TENSE[tense] + _PERSON[person]
                    folded = fold_arabic(form)
                    forms[folded] = min(cost, forms.get(folded, cost))
        yield doubled(vocalised), fold_arabic(vocalised), forms
