"""All of a Word file is read, wherever Word keeps it: in changes, controls, boxes, tables within tables, notes."""

import io
import zipfile
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import nsdecls
from docx.oxml.parser import parse_xml

from tests.made import documents, zipped

W = nsdecls("w")
RUN = "<w:r><w:t>{}</w:t></w:r>"
BOX = (
    '<w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
    '<mc:Choice Requires="x">{0}</mc:Choice><mc:Fallback>{0}</mc:Fallback></mc:AlternateContent></w:r>'
).format(f"<w:txbxContent><w:p>{RUN.format('boxed')}</w:p></w:txbxContent>")
NOTES = (
    f'<w:footnotes {W}><w:footnote w:type="separator" w:id="-1"><w:p>{RUN.format("_")}</w:p></w:footnote>'
    f'<w:footnote w:id="2"><w:p>{RUN.format("A note.")}</w:p></w:footnote></w:footnotes>'
)
RELATION = (
    '<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes" '
    'Target="footnotes.xml"/></Relationships>'
)


def word(within: str, after: str = "") -> bytes:
    """A Word file with a paragraph of these elements, and others behind it."""
    made = docx.Document()
    for element in reversed(parse_xml(f"<w:body {W}><w:p>{within}</w:p>{after}</w:body>")):
        made.element.body.insert(0, element)
    data = io.BytesIO()
    made.save(data)
    return data.getvalue()


@pytest.mark.parametrize(
    ("within", "after", "text"),
    [
        (f"<w:ins>{RUN.format('added')}</w:ins>", "", "added"),
        (f"{RUN.format('kept')}<w:del><w:r><w:delText>gone</w:delText></w:r></w:del>", "", "kept"),
        (f"<w:moveFrom>{RUN.format('x')}</w:moveFrom><w:moveTo>{RUN.format('moved')}</w:moveTo>", "", "moved"),
        (f"<w:hyperlink>{RUN.format('a link')}</w:hyperlink>", "", "a link"),
        (f"<w:smartTag>{RUN.format('tagged')}</w:smartTag>", "", "tagged"),
        (f'<w:fldSimple w:instr="X">{RUN.format("a field")}</w:fldSimple>', "", "a field"),
        (f"<w:sdt><w:sdtPr/><w:sdtContent>{RUN.format('controlled')}</w:sdtContent></w:sdt>", "", "controlled"),
        (
            RUN.format("one"),
            f"<w:sdt><w:sdtContent><w:p>{RUN.format('two')}</w:p></w:sdtContent></w:sdt>",
            "one\n\ntwo",
        ),
        (RUN.format("one") + BOX, "", "one\n\nboxed"),
        (
            RUN.format("one"),
            f"<w:tbl><w:tr><w:tc><w:p>{RUN.format('5')}</w:p></w:tc><w:tc><w:p>{RUN.format('5')}</w:p><w:tbl><w:tr>"
            f"<w:tc><w:p>{RUN.format('inner')}</w:p></w:tc></w:tr></w:tbl></w:tc></w:tr></w:tbl>",
            "one\n\n5 5 inner",
        ),
    ],
)
def test_what_is_shown_is_read_once(tmp_path: Path, within: str, after: str, text: str) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(word(within, after))
    assert documents(path)[0].text == text


def test_footnotes_are_read_after_the_text(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    with zipfile.ZipFile(io.BytesIO(word(RUN.format("one")))) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    relations = "word/_rels/document.xml.rels"
    members[relations] = members[relations].replace(b"</Relationships>", RELATION.encode())
    path.write_bytes(zipped({**members, "word/footnotes.xml": NOTES.encode()}))
    assert documents(path)[0].text == "one\n\nA note."
