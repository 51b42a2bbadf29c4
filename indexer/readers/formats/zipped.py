"""zip archives: every member that a reader knows, in the order of their names."""

from __future__ import annotations

import zipfile
import zlib

from indexer.readers.given import BY_CONTENT, MOST_BYTES, NO, Given, Read, unreadable
from indexer.readers.nested import (
    MOST_MEMBERS,
    MOST_UNPACKED,
    RATIO_FROM,
    documents,
    is_wanted,
    refuse_bomb,
    refuse_deep,
)
from indexer.readers.sidecar import declared_in, described, descriptions
from search.errors import Unreadable
from search.types import RawDocument

_MAGIC = (b"PK\x03\x04", b"PK\x05\x06")
#: Members by which archives that are no collection of files are told.
_FORMATS = {"[Content_Types].xml": "an Office file that is no text", "mimetype": "an OpenDocument file"}
_DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError)
_ENCRYPTED, _IN_UTF_8 = 0x1, 0x800


def recognises(given: Given) -> int:
    """By its first bytes; books, Word files and packed crawls are surer of theirs."""
    return BY_CONTENT if given.head.startswith(_MAGIC) else NO


def read(given: Given) -> Read:
    """The documents of the members; nothing is written to disk."""
    refuse_deep(given)
    try:
        with given.open() as stream, zipfile.ZipFile(stream) as archive:
            members = checked(given, archive)
            for name, what in _FORMATS.items():
                if name in archive.NameToInfo:
                    raise unreadable(given.source, f"{what}: no reader knows it", "Save it as DOCX, PDF or HTML.")
            wanted = sorted((one for one in members if is_wanted(one.filename)), key=lambda one: one.filename)
            if not wanted:
                raise unreadable(given.source, "an archive with nothing in it")
            beside = descriptions(member.filename for member in wanted)
            describing = set(beside.values())
            for member in wanted:
                if member.filename in beside:
                    yield from _described(given, archive, member, archive.getinfo(beside[member.filename]))
                elif member.filename not in describing:
                    yield from _member(given, archive, member)
    except zipfile.BadZipFile as error:
        raise unreadable(given.source, f"cut off or damaged: {error}") from error


def checked(given: Given, archive: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    """The members of an archive; raises Unreadable for a bomb, by what its table of contents says."""
    members = archive.infolist()
    total = sum(member.file_size for member in members)
    if len(members) > MOST_MEMBERS or total > MOST_UNPACKED:
        raise unreadable(given.source, f"more than {MOST_MEMBERS:,} members or {MOST_UNPACKED:,} bytes")
    refuse_bomb(given.source, given.size, total)
    return members


def _described(given: Given, archive: zipfile.ZipFile, member: zipfile.ZipInfo, beside: zipfile.ZipInfo) -> Read:
    """The documents of a member, with what the one beside it says of them."""
    named = f"{given.source}#{_name(beside)}"
    try:
        declared = declared_in(beside.file_size, lambda: archive.read(beside), named, member.filename)
    except (*_DAMAGED, RuntimeError) as error:  # RuntimeError: encrypted
        declared = unreadable(named, f"cut off or damaged: {error}")
    if isinstance(declared, Unreadable):
        yield declared
        declared = {}
    for one in _member(given, archive, member):
        yield described(one, declared) if isinstance(one, RawDocument) else one


def _member(given: Given, archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> Read:
    name = _name(member)
    source = f"{given.source}#{name}"
    if member.flag_bits & _ENCRYPTED:
        yield unreadable(source, "encrypted", "Unpack it with its password first.")
        return
    if member.file_size > MOST_BYTES:
        yield unreadable(source, f"too large: {member.file_size:,} bytes within an archive")
        return
    try:
        if member.file_size > RATIO_FROM:
            refuse_bomb(source, member.compress_size, member.file_size)
        data = archive.read(member)
    except _DAMAGED as error:
        yield unreadable(source, f"cut off or damaged: {error}")
        return
    yield from documents(given.member(name, data))


def _name(member: zipfile.ZipInfo) -> str:
    """The name of a member: in UTF-8 too where nothing says so, as on a Mac, and Python reads it as of DOS."""
    if member.flag_bits & _IN_UTF_8:
        return member.filename
    try:
        return member.filename.encode("cp437").decode()
    except UnicodeError:
        return member.filename
