"""A web page: its own text, and what it declares of itself. Used for HTML files, crawls, mails and books.

trafilatura (favor_precision) found the text best of seven libraries on 112 pages (F1 .95 English, .97 Hindi, 1.0 and
.91 Arabic, .97 Russian); resiliparse is asked where it finds nothing, and for very large pages, which it reads a
hundred times faster.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import Any

from lxml import etree
from lxml import html as lxml_html

from indexer.readers import legacy_fonts, page_metadata
from indexer.readers.encoding import clean

#: A page larger than this goes to resiliparse alone; an even larger one is not read (its reader's limit).
_LARGE = 2 * 1024 * 1024
#: The longest value that is kept of what a page declares.
_LONGEST = 500
#: Characters of a paragraph.
_PARAGRAPH = 150
#: trafilatura drops the joiners, which part words in Persian and shape them in Hindi: rare letters stand for them.
_JOINER = re.compile("[\u200c\u200d]|&(?:zwn?j|#820[45]|#x200[cd]);", re.IGNORECASE)
_NON_JOINER, _JOIN = "\ua66e", "\ua60c"
_KEPT = dict.fromkeys(("\u200c", "&zwnj;", "&#8204;", "&#x200c;"), _NON_JOINER)
_KEPT |= dict.fromkeys(("\u200d", "&zwj;", "&#8205;", "&#x200d;"), _JOIN)
_BACK = str.maketrans({_NON_JOINER: "\u200c", _JOIN: "\u200d"})
#: Keys of what a page declares of its publication, rather than of its last change.
_PUBLISHED = re.compile("time:|(json-ld|meta):(?!.*(modified|updated))", re.IGNORECASE)
_TAG = re.compile(r"</?(?:p|br|div)\b[^>]*>", re.IGNORECASE)
#: How the heading that is a site's logo is marked, and where it leads.
_LOGO = re.compile(r"\blogo|\bbrand\b|site-?(?:name|title)|masthead", re.IGNORECASE)
_FRONT_PAGE = re.compile(r"(?:https?://[^/?#]+)?/?(?:index\.\w+)?")
_SITE_WORDS = 4
#: What parts a title from the name of its site, at its end.
_PARTING = re.compile(r"[\s|»·:–—-]+$")
#: What browsers write into a page that they save: where it was.
_SAVED_FROM = re.compile(r"<!--\s*(?:saved from url=\(\d+\)|Page saved with SingleFile\s+url: )(https?://\S+)")
#: How much of a page is looked at for it.
_TOP = 4096
_CHARSET = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{2,40})|<\?xml[^>]{0,100}encoding=["']([\w.-]{2,40})""",
    re.IGNORECASE,
)


def charset(head: bytes) -> str | None:
    """The charset that the first bytes of a page declare."""
    found = _CHARSET.search(head)
    return (found[1] or found[2]).decode("ascii", "replace") if found else None


def plain(page: str) -> str:
    """All visible text of a page or a piece of one, a block a line: for what holds nothing but its article."""
    from resiliparse.extract.html2text import extract_plain_text

    return clean(str(extract_plain_text(page, alt_texts=False, list_bullets=False))).strip()


def article(page: str) -> tuple[str | None, str, dict[str, str]]:
    """(title, text, metadata) of a page; the text is "" where it has no article."""
    page = _JOINER.sub(lambda found: _KEPT[found[0].casefold()], page)
    tree = _tree(page)
    if tree is None:
        return None, _flat(page), {}
    declared = dict(page_metadata.declared(tree))
    if (saved := _SAVED_FROM.search(page[:_TOP])) and page_metadata.is_address(saved[1]):
        declared["url"] = saved[1]
    converted = legacy_fonts.convert_page(tree) if legacy_fonts.encoding_of(page) else ""
    if converted:
        declared["legacy-font"] = converted
        page = str(etree.tostring(tree, encoding="unicode", method="html"))
    title = _title(tree, declared)
    if len(page) <= _LARGE and not any(_PUBLISHED.match(key) for key in declared):
        guess = _guessed_date(tree)
        # It also takes the day of the last change, which a page does declare, for want of another.
        declared["htmldate"] = "" if any(value.startswith(guess) for value in declared.values()) else guess
    _unfold_layout(tree)
    told = _own_text(declared.pop("articleBody", ""))
    text = (_precise(tree) if len(page) <= _LARGE else "") or _simple(page)
    if len(told) > 2 * len(text):
        text = told
    kept = {key: _restored(value)[:_LONGEST] for key, value in declared.items() if value}
    return title and _restored(title), _restored(text).strip(), kept


def _restored(text: str) -> str:
    return clean(text.translate(_BACK))


def _tree(page: str) -> Any:
    """The parsed page; None where nothing is in it, or it is nested deeper than the parser goes (2048).

    No entity is expanded, nothing is fetched.
    """
    parser = lxml_html.HTMLParser(no_network=True, huge_tree=True, remove_comments=True, encoding="utf-8")
    try:
        tree = lxml_html.document_fromstring(page.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None
    return None if any("Excessive depth" in entry.message for entry in parser.error_log) else tree


def _flat(page: str) -> str:
    """The text of a page that no parser takes: all that is not a tag, a script or a style sheet."""
    lines = []
    hidden = False
    for piece in page.split("<"):
        tag, _, text = piece.partition(">")
        name = tag[:7].casefold()
        hidden = name.startswith(("script", "style")) or (hidden and not name.startswith(("/script", "/style")))
        lines.append("" if hidden else text.strip())
    return _restored(unescape("\n".join(filter(None, lines))))


def _unfold_layout(tree: Any) -> None:
    """Makes blocks of the tables of a page that is laid out by them, as old ones are: a cell holds a paragraph.

    As tables, the article and the menus beside it would be one line.
    """
    if tree.find(".//td") is not None and any(_is_in_cell(one) for one in _paragraphs(tree)):
        for element in tree.iter("table", "tbody", "tr", "td", "th"):
            element.tag = "div"


def _paragraphs(tree: Any) -> Iterator[Any]:
    """The elements that hold a text as long as a paragraph."""
    for element in tree.iter("*"):
        if len(element.text or "") >= _PARAGRAPH and element.tag not in {"script", "style"}:
            yield element
        if len(element.tail or "") >= _PARAGRAPH:
            yield element.getparent()


def _is_in_cell(element: Any) -> bool:
    return element.tag == "td" or any(above.tag == "td" for above in element.iterancestors())


def _own_text(written: str) -> str:
    """The text of an article that is declared: often written as the page is, with tags and entities."""
    return plain(written) if _TAG.search(written) else unescape(written)


def _precise(tree: Any) -> str:
    from trafilatura import extract

    try:
        return extract(tree, favor_precision=True, include_comments=False, deduplicate=False, with_metadata=False,
                       url=None) or ""  # fmt: skip
    except (RecursionError, ValueError, etree.LxmlError):
        return ""


def _guessed_date(tree: Any) -> str:
    """When a page that declares no date was published, as htmldate guesses from its marks, "" where it does not.

    Its fast search: right for 86 of the 100 pages, of 1,000 with known dates, that it is asked about and answers; its
    extensive one answers more, and of those a quarter wrong (`python -m evaluation.dates.pages`). The first of January
    is what it makes of a year whose month it cannot read: the year is kept.
    """
    from htmldate import find_date

    try:
        found = find_date(tree, extensive_search=False, original_date=True) or ""
    except (RecursionError, ValueError, OverflowError, etree.LxmlError):
        return ""
    return found.removesuffix("-01-01")


def _simple(page: str) -> str:
    from resiliparse.extract.html2text import extract_plain_text

    text = extract_plain_text(page, main_content=True, alt_texts=False, list_bullets=False)
    return str(text) or plain(page)


def _title(tree: Any, declared: dict[str, str]) -> str | None:
    whole = _text(tree.find(".//title"))
    own, headline = declared.pop("og:title", ""), declared.pop("headline", "")
    headings = []
    for element in tree.iterfind(".//h1"):
        text = _text(element)
        if text == declared.get("site") or (text not in own and _is_site_name(element, text, whole)):
            whole = _PARTING.sub("", whole.removesuffix(text)) or whole
        else:
            headings.append(text)
    # The one heading, where the page's other titles agree with it: it has no name of a site, and stands in the text.
    heading = headings[0] if len(headings) == 1 else ""
    agreed = heading if heading and (heading in own or heading in whole) else ""
    candidates = (agreed, own, headline, heading, whole, headings[0] if headings else "")
    return next((" ".join(clean(one).split())[:_LONGEST] for one in candidates if one.strip()), None)


def _is_site_name(heading: Any, text: str, whole: str) -> bool:
    """Whether a heading is the site's name on its logo: marked so, leading to the front page, or the end of titles."""
    marks = f"{heading.get('id') or ''} {heading.get('class') or ''}"
    links = [one.get("href") or "" for one in heading.iter("a") if _text(one) == text]
    is_end = whole.endswith(text) and len(text.split()) <= _SITE_WORDS and len(whole) > 2 * len(text)
    return bool(_LOGO.search(marks)) or any(link and _FRONT_PAGE.fullmatch(link) for link in links) or is_end


def _text(element: Any) -> str:
    return "" if element is None else " ".join("".join(element.itertext()).split())
