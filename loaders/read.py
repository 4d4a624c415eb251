"""From a file or address to Text: the reader of its format, then what its own words say of date, area and title.

What a manifest or a call says of a document counts before what the document says of itself.
"""

import hashlib
from pathlib import Path

from loaders.fetch import fetch
from loaders.files import file_bytes, file_name
from loaders.formats import READERS
from loaders.formats.draft import Draft
from loaders.imprint import own_area, own_date, own_title
from loaders.sources import Source, area_ref
from loaders.text import Text
from ontology.errors import SourceError
from ontology.facts import Document

LARGEST = 50_000_000  # bytes


def read(source: Source) -> Text:
    """A document with its tables; every offset counts code points of its content.

    Of .txt and .md the content is the decoded file itself, unchanged (a byte order mark is no part of the text); of
    other formats what their reader composes. Raises SourceError if the file is missing, empty, too large, of an
    unknown or another format, encrypted or broken.
    """
    return parse(source, *load(source))


def load(source: Source, *, private: bool = False) -> tuple[bytes, str]:
    """The bytes of a document and its file name; SourceError if it is missing or too large.

    private: whether it may lie at an address of the own network.
    """
    if source.remote:
        return fetch(source.location, LARGEST, private=private)
    path = Path(source.location)
    return file_bytes(path, LARGEST), file_name(path)


def parse(source: Source, data: bytes, name: str) -> Text:
    """The document that the bytes of a file of this name are; as `read`."""
    draft = _draft(data, name, source.location)
    if not draft.content.strip():
        raise SourceError(f"{source.location} is empty")
    return Text(_document(source, draft, data, name), draft.content, draft.tables)


def _draft(data: bytes, name: str, location: str) -> Draft:
    reader = READERS.get(Path(name).suffix.lower())
    if reader is None:
        known = " ".join(READERS)
        suffix = f"the unknown suffix {Path(name).suffix!r}" if Path(name).suffix else "no suffix"
        raise SourceError(f"{location} has {suffix}: known are {known}")
    if not data.strip():
        raise SourceError(f"{location} is empty")
    return reader(data, location)


def _document(source: Source, draft: Draft, data: bytes, name: str) -> Document:
    title = source.title or draft.title or own_title(draft.content) or Path(name).stem
    try:
        area = area_ref(source.area)
    except SourceError as error:
        raise SourceError(f"{source.location}: area {error}") from error
    return Document(
        identifier=source.identifier,
        title=title,
        date=source.date or draft.date or own_date(draft.content),
        area=area or own_area(title, draft.content),
        publisher=source.publisher or draft.publisher,
        kind=source.kind,
        url=source.url or (source.location if source.remote else ""),
        licence=source.licence,
        file=name,
        sha256=hashlib.sha256(data).hexdigest(),
        length=len(draft.content),
    )
