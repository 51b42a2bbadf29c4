"""What a web page declares of itself: in its <meta> and <link>, and as JSON-LD."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import unescape
from typing import Any
from urllib.parse import urlsplit

#: Names of <meta> that may hold a date, wherever they are written.
_DATED = re.compile(r"date|time|publi|issued|created|modified", re.IGNORECASE)
_CASED = {"datepublished": "datePublished", "datecreated": "dateCreated", "datemodified": "dateModified"}
_JSON_LD_DATES = ("datePublished", "dateCreated", "dateModified", "uploadDate")


def declared(tree: Any) -> Iterator[tuple[str, str]]:
    """What the page says of itself; later values stand over earlier ones of the same key."""
    if language := tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang"):
        yield "html:lang", language
    for meta in tree.iterfind(".//meta"):
        name = (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").strip()
        value = (meta.get("content") or "").strip()
        yield from _of_meta(name.casefold(), value)
    times = [time.get("datetime") for time in tree.iterfind(".//time") if time.get("datetime")]
    if times:
        yield "time:datetime", times[0]
    yield from _of_json_ld(tree)
    for link in tree.iterfind(".//link"):
        if link.get("rel", "").casefold() == "canonical" and is_address(link.get("href", "")):
            yield "url", link.get("href")


def is_address(url: str) -> bool:
    """Whether an address may be an article's: many sites declare their front page on every page."""
    if not url.startswith("http"):
        return False
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return bool(parts.path.strip("/") or parts.query)


def _of_meta(name: str, value: str) -> Iterator[tuple[str, str]]:
    known = {"og:title": "og:title", "og:site_name": "site", "author": "author", "article:author": "author"}
    if name in known:
        yield known[name], value
    elif name == "og:url" and is_address(value):
        yield "url", value
    elif _DATED.search(name) and any(c.isdigit() for c in value):
        yield f"meta:{_CASED.get(name, name)}", value


def _of_json_ld(tree: Any) -> Iterator[tuple[str, str]]:
    """Dates, headline, text, author and publisher of the first article that a page's JSON-LD describes."""
    for script in tree.iterfind(".//script[@type='application/ld+json']"):
        try:
            data = json.loads(script.text or "", strict=False)
        except (ValueError, RecursionError):
            continue
        for item in _items(data):
            if not any(key in item for key in (*_JSON_LD_DATES, "headline")):
                continue
            yield from ((f"json-ld:{key}", item[key]) for key in _JSON_LD_DATES if isinstance(item.get(key), str))
            if isinstance(item.get("headline"), str):
                yield "headline", unescape(item["headline"])
            if isinstance(item.get("articleBody"), str):
                yield "articleBody", item["articleBody"]
            yield from _named(item, "author", "author")
            yield from _named(item, "publisher", "site")
            return


def _items(data: object, depth: int = 0) -> Iterator[dict[str, Any]]:
    if isinstance(data, dict):
        yield data
        data = data.get("@graph", [])
    if isinstance(data, list) and depth < 4:
        for one in data:
            yield from _items(one, depth + 1)


def _named(item: dict[str, Any], key: str, ours: str) -> Iterator[tuple[str, str]]:
    value = item.get(key)
    value = value[0] if isinstance(value, list) and value else value
    name = value.get("name") if isinstance(value, dict) else value
    if isinstance(name, str) and not name.startswith("http"):
        yield ours, name
