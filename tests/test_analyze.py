"""The analyze page and endpoint: every token with its surface, term, places and rule."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient


def test_tokens_say_all_of_themselves(client: FlaskClient) -> None:
    answer = client.get("/api/analyze", query_string={"text": "می گوید", "language": "fa"}).get_json()
    (reading,) = answer["readings"]
    (token,) = reading["tokens"]
    assert set(token) == {"text", "surface", "term", "analyzer", "start", "end", "rule"}
    assert (token["text"], token["start"], token["end"], token["analyzer"]) == ("می گوید", 0, 7, "fa")


def test_without_a_language_every_reading_of_the_script_is_shown(client: FlaskClient) -> None:
    answer = client.get("/api/analyze", query_string={"text": "کابل"}).get_json()
    assert {"fa", "ar", "und"} <= {reading["language"] for reading in answer["readings"]}


def test_the_page_shows_the_term_and_keeps_the_text(client: FlaskClient) -> None:
    page = client.get("/analyze", query_string={"text": "negotiations <b>", "language": "en"}).text
    assert "negotiations &lt;b&gt;" in page
    assert "<table>" in page


@pytest.mark.parametrize(
    "parameters", [{"text": "x" * 10_001}, {"text": "a", "language": "xx"}, {"text": "a", "nonsense": "1"}]
)
def test_bad_input_is_a_clear_error(parameters: dict[str, str], client: FlaskClient) -> None:
    answer = client.get("/api/analyze", query_string=parameters)
    assert answer.status_code == 400
    assert answer.get_json()["error"]["hint"]
