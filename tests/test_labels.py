"""What an entity is called for a reader: in the reader's language, in the script, else in Latin letters and marked."""

from __future__ import annotations

from pathlib import Path

import orjson
import pytest

from app import create_app
from search.register import label
from search.types import Entity
from tests.conftest import make_archive


@pytest.mark.parametrize(
    ("names", "reader", "shown", "language"),
    [
        ({"en": ("Kabulov",), "fa": ("کابلوف",)}, "fa", "کابلوف", "fa"),
        ({"en": ("Kabulov",), "fa": ("کابلوف",)}, "fa-AF", "کابلوف", "fa"),
        ({"en": ("Kabulov",), "ar": ("كابولوف",)}, "fa", "كابولوف", "ar"),
        ({"en": ("Kabulov",), "ar": ("كابولوف",)}, "hi", "Kabulov", "en"),
        ({"fa": ("کابلوف",), "ru": ("Замир Кабулов",)}, "en", "Zamir Kabulov", "ru-Latn"),
        ({"hi": ("जमीर काबुलोव",)}, "fa", "Jamir Kabulov", "hi-Latn"),
        ({"fa": ("کابلوف",)}, "en", "Kablov", "fa-Latn"),
        ({"und": ("Καμπούλοφ",)}, "en", "Kampoylof", "und-Latn"),
        ({"und": ("☃",)}, "en", "☃", "und"),
        ({}, "en", "person:x1", "und"),
    ],
)
def test_a_label_is_what_its_reader_reads_best(
    names: dict[str, tuple[str, ...]], reader: str, shown: str, language: str
) -> None:
    found = label(Entity("person:x1", "person", names), reader)
    assert (found.label, found.language) == (shown, language)


def test_a_romanised_name_is_marked_for_the_eye_and_for_the_ear(tmp_path: Path) -> None:
    body = "राजेश भटनागर ने कहा कि राजेश भटनागर दिल्ली में थे।"
    (tmp_path / "a.jsonl").write_bytes(orjson.dumps({"id": "1", "title": "", "body": body, "language": "hi"}))
    archive = make_archive(tmp_path / "archive", tmp_path / "a.jsonl")
    client = create_app({"DIWAN_ARCHIVE": archive, "TESTING": True}).test_client()
    shown = client.get("/documents/1").text
    assert 'lang="hi-Latn" dir="ltr">Rajesh Bhatnagar</bdi><span class="romanised"' in shown
    assert '<span class="hidden"> (put into Latin letters)</span>' in shown
    assert "hi-Latn" not in client.get("/documents/1?ui=hi").text
