"""Files made to do harm, of every format that is read. Used by faults.py and by tests."""

import io
import zipfile
import zlib
from collections.abc import Callable, Iterator

from benchmarks import mutations

File = tuple[str, str, bytes]  # what it is, its suffix, its bytes

_SENTENCE = "2023年，甲市完成工业投资100亿元，同比增长5.2%。"
_MAIN = {".docx": "word/document.xml", ".xlsx": "xl/worksheets/sheet1.xml"}
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def _texts(size: int) -> Iterator[File]:
    sentence = _SENTENCE.encode()
    yield "one line", ".txt", sentence * (size // len(sentence))
    yield "one line without an end to its sentence", ".txt", "甲乙丙丁".encode() * (size // 12)
    yield "one line of digits", ".txt", b"1234567890" * (size // 10)
    yield "one number in Chinese", ".txt", "一百二十三万亿".encode() * (size // 21)
    yield "one number of commas", ".txt", b"1,234" * (size // 5)
    yield "per cents without end", ".txt", "同比增长".encode() * (size // 12)
    yield "years without end", ".txt", "2023年至".encode() * (size // 10)
    yield "empty lines", ".txt", b"\n" * size + sentence
    yield "tabs", ".txt", b"\t" * size + sentence
    yield "spaces and one letter", ".txt", b"\t" + b" " * size + b"x"
    yield "opening brackets", ".txt", "（“《".encode() * (size // 9)
    yield "headings", ".txt", "一、总体要求\n".encode() * (size // 22)
    yield "enumeration", ".txt", "甲公司、".encode() * (size // 12)
    yield "one name", ".txt", "甲".encode() * (size // 3) + "有限公司".encode()
    yield "bars", ".md", b"|" * size + b"\n|-|-|\n"
    yield "quotations in quotations", ".md", b"> " * (size // 2) + sentence


def _encodings(size: int) -> Iterator[File]:
    kinds = ("utf-8", "gb18030", "utf-16-le", "big5", "utf-8-sig", "utf-32-be")
    line = "工业投资增长\n"
    mixed = b"".join(line.encode(kind, "ignore") for kind in kinds)
    yield "a line in each of six encodings", ".txt", mixed * (size // len(mixed))
    half = size // 2
    one, other = _SENTENCE.encode(), _SENTENCE.encode("gb18030")
    yield "UTF-8 and then GB18030", ".txt", one * (half // len(one)) + other * (half // len(other))
    yield "GB18030 with the mark of UTF-8", ".txt", b"\xef\xbb\xbf" + other * (size // len(other))
    yield "halves of surrogate pairs", ".txt", b"\xff\xfe" + b"\x3d\xd8" * (size // 2)
    yield "UTF-8 cut in a character", ".txt", one * (size // len(one)) + one[:-4]
    yield "UTF-8 longer than it may be", ".txt", b"\xc0\xaf\xe0\x80\xaf" * (size // 5)
    yield "every hundredth byte flipped", ".txt", _flipped(one * (size // len(one)))
    for charset in ("idna", "punycode", "undefined", "unicode_escape", "utf-7", "hex", "zip", "rot13", "x" * 200):
        head = f"<meta charset={charset}>".encode()
        yield f"page in the charset {charset[:20]}", ".html", head + b"a-b" * min(size // 3, 10_000)


def _pages(size: int) -> Iterator[File]:
    yield "nested html", ".html", b"<div>" * (size // 5) + b"x"
    yield "nested tables", ".html", b"<table><tr><td>" * (size // 400) + b"x"
    yield "inline tags left open", ".html", b"<b><i><a href=x>" * (size // 400) + b"x<p>" * (size // 400)
    yield "a cell over everything", ".html", b"<table>" + b"<tr><td colspan=100 rowspan=999999>x</td></tr>" * 3000
    yield "a comment that never ends", ".html", _SENTENCE.encode() + b"<!--" + b"-" * size
    yield "one tag of attributes", ".html", b"<p " + b"a=b " * (size // 4) + b">x"
    yield "character references", ".html", b"<p>" + b"&#x4e00;&bogus;" * (size // 15)
    yield "a title without end", ".html", b"<title>" + b"x" * size


def _tables(size: int) -> Iterator[File]:
    yield "csv of one row", ".csv", b"1," * (size // 2)
    yield "csv with an open quotation", ".csv", b'a,b\n"' + b"x,y\n" * (size // 4)
    yield "csv of quotations", ".csv", b'"' * size
    yield "csv of empty cells", ".csv", (b"," * 200 + b"\n") * (size // 201)
    yield "csv of line ends", ".csv", b"\r" * size + b"a,1"


def _archives(size: int) -> Iterator[File]:
    for suffix in _MAIN:
        yield from _archives_of(suffix, size)


def _archives_of(suffix: str, size: int) -> Iterator[File]:
    bomb = _xml(suffix, b"", b"0" * size)
    yield f"zip bomb{suffix}", suffix, _office(suffix, bomb + b" " * 450_000_000)
    yield (
        f"zip bomb of less than may be unpacked{suffix}",
        suffix,
        _office(suffix, _xml(suffix, b"", _row(suffix, size))),
    )
    yield f"zip bomb that lies about its size{suffix}", suffix, _lying(suffix, bomb)
    yield f"archive of a crowd of members{suffix}", suffix, _crowd(suffix, min(size // 10, 100_000))
    yield f"archive whose members climb out{suffix}", suffix, _members(suffix, {"../../../tmp/x": b"x", "/etc/x": b"x"})
    yield f"archive of an unknown compression{suffix}", suffix, _method(suffix)


def _entities(size: int) -> Iterator[File]:
    for suffix in _MAIN:
        yield from _entities_of(suffix, size)


def _entities_of(suffix: str, size: int) -> Iterator[File]:
    laughs = b"".join(b'<!ENTITY a%d "%s">' % (i, b"&a%d;" % (i - 1) * 10) for i in range(1, 12))
    yield f"XML entities{suffix}", suffix, _entity(suffix, b'<!ENTITY a0 "lol">' + laughs, b"&a11;")
    large = b'<!ENTITY a "' + b"x" * (size // 100) + b'">'
    yield f"one large XML entity, many times{suffix}", suffix, _entity(suffix, large, b"&a;" * min(size // 100, 50_000))
    yield f"XML file entity{suffix}", suffix, _entity(suffix, b'<!ENTITY x SYSTEM "file:///etc/passwd">', b"&x;")
    outside = b'<!ENTITY % x SYSTEM "http://127.0.0.1:9/x"> %x;'
    yield f"XML entity from an address{suffix}", suffix, _entity(suffix, outside, b"")
    yield f"XML entity of itself{suffix}", suffix, _entity(suffix, b'<!ENTITY a "&b;"><!ENTITY b "&a;">', b"&a;")
    yield f"nested XML{suffix}", suffix, _office(suffix, b"<a>" * 200_000)
    yield (
        f"XML in another encoding{suffix}",
        suffix,
        _office(suffix, b'<?xml version="1.0" encoding="utf-7"?><a/>'),
    )


def _word(size: int) -> Iterator[File]:
    cell = b"<w:tbl><w:tr><w:tc>"
    yield (
        "nested tables.docx",
        ".docx",
        _office(".docx", _xml(".docx", b"", cell * 2000 + b"</w:tc></w:tr></w:tbl>" * 2000)),
    )
    wide = b'<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="999999999"/></w:tcPr><w:p/></w:tc></w:tr></w:tbl>'
    yield "a cell of a billion columns.docx", ".docx", _office(".docx", _xml(".docx", b"", wide))
    before = b'<w:tbl><w:tr><w:trPr><w:gridBefore w:val="999999999"/></w:trPr><w:tc><w:p/></w:tc></w:tr></w:tbl>'
    yield "a row that begins a billion columns on.docx", ".docx", _office(".docx", _xml(".docx", b"", before))
    merged = b"<w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc></w:tr>" * min(size // 60, 3000)
    yield (
        "cells merged upwards without end.docx",
        ".docx",
        _office(".docx", _xml(".docx", b"", b"<w:tbl>" + merged + b"</w:tbl>")),
    )


def _workbooks(size: int) -> Iterator[File]:
    def sheet(what: str, rows: bytes, more: bytes = b"") -> File:
        return f"{what}.xlsx", ".xlsx", _office(".xlsx", _xml(".xlsx", more, rows))

    yield sheet("a cell at the end of the sheet", b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')
    yield sheet("one cell over the whole sheet", b"", b'<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>')
    across = b"".join(b'<mergeCell ref="A1:CV%d"/>' % n for n in range(2, 2000))
    yield sheet("merged cells over merged cells", b"", b"<mergeCells>" + across + b"</mergeCells>")
    values = (b"NaN", b"1e999", b"9" * 10_000, b"-1e-999", b"0x10", b"")
    cells = b"".join(b'<c r="%c1"><v>%s</v></c>' % (65 + n, value) for n, value in enumerate(values))
    yield sheet("numbers that are none", b'<row r="1">' + cells + b"</row>")
    yield sheet("a text that is not there", b'<row r="1"><c r="A1" t="s"><v>999999999</v></c></row>')
    yield sheet("a date after all dates", b'<row r="1"><c r="A1" t="d"><v>99999-99-99T99:99:99</v></c></row>')


def _pdfs(size: int) -> Iterator[File]:
    pdf = mutations.pdf
    yield "PDF pages in a loop", ".pdf", pdf(b"").replace(b"/Kids[9 0 R]", b"/Kids[2 0 R 9 0 R]")
    yield (
        "PDF of one page ten thousand times",
        ".pdf",
        pdf(b"").replace(b"/Kids[9 0 R]", b"/Kids[" + b"9 0 R " * 10_000 + b"]"),
    )
    yield "PDF stream in a loop", ".pdf", pdf(b"").replace(b"/Length 0", b"/Length 3 0 R")
    yield "PDF xref in a loop", ".pdf", pdf(b"").replace(b"/Size 10>>", b"/Size 10/Prev 0>>startxref 0 ")
    yield "PDF parent in a loop", ".pdf", pdf(b"").replace(b"/Parent 2 0 R/MediaBox[0 0 600 800]", b"/Parent 9 0 R")
    form = (
        b"6 0 obj<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 6 0 R>>>>/Length 5>>stream\n/X Do\n"
        b"endstream endobj\n"
    )
    loop = pdf(b"/X Do", form).replace(b"/Resources<<", b"/Resources<</XObject<</X 6 0 R>>")
    yield "PDF form in a loop", ".pdf", loop
    packed = zlib.compress(b"q " * (size // 2), 9)
    bomb = pdf(packed).replace(b"/Length %d" % len(packed), b"/Filter/FlateDecode/Length %d" % len(packed))
    yield "PDF stream that unpacks to much", ".pdf", bomb
    filters = b"/Filter[" + b"/ASCIIHexDecode" * 1000 + b"]/Length 4"
    yield "PDF of a thousand filters", ".pdf", pdf(b"3030").replace(b"/Length 4", filters)
    yield "PDF page without bounds", ".pdf", pdf(b"").replace(b"[0 0 600 800]", b"[-1e308 -1e308 1e308 1e308]")
    yield "PDF arrays in arrays", ".pdf", pdf(b"[" * min(size // 4, 1_000_000))
    yield "PDF of operators", ".pdf", pdf(b"q " * (size // 20))
    lines = b"".join(b"%d 0 m %d 800 l S " % (i % 600, i % 600) for i in range(size // 600))
    yield "PDF with a crowd of lines", ".pdf", pdf(lines)


def _flipped(data: bytes) -> bytes:
    changed = bytearray(data)
    for at in range(0, len(changed), 100):
        changed[at] ^= 0x55
    return bytes(changed)


def _xml(suffix: str, more: bytes, rows: bytes) -> bytes:
    """The main part of an office file: rows of its body, and what comes after them."""
    if suffix == ".docx":
        return f'<w:document xmlns:w="{_WORD}"><w:body>'.encode() + rows + more + b"</w:body></w:document>"
    return f'<worksheet xmlns="{_SHEET}"><sheetData>'.encode() + rows + b"</sheetData>" + more + b"</worksheet>"


def _row(suffix: str, size: int) -> bytes:
    """Many rows or paragraphs, of so many bytes."""
    if suffix == ".docx":
        one = f"<w:p><w:r><w:t>{_SENTENCE}</w:t></w:r></w:p>".encode()
    else:
        one = f'<row><c t="inlineStr"><is><t>{_SENTENCE}</t></is></c><c><v>1</v></c></row>'.encode()
    return one * (size // len(one))


def _entity(suffix: str, declared: bytes, used: bytes) -> bytes:
    """An office file with a document type, and its entities in the words of a cell or paragraph."""
    words = b"<w:p><w:r><w:t>%s</w:t></w:r></w:p>" if suffix == ".docx" else b'<row><c t="str"><v>%s</v></c></row>'
    return _office(suffix, b'<?xml version="1.0"?><!DOCTYPE a [' + declared + b"]>" + _xml(suffix, b"", words % used))


def _office(suffix: str, main: bytes) -> bytes:
    """A real office file of which the main part is replaced."""
    return _members(suffix, {_MAIN[suffix]: main})


def _members(suffix: str, changed: dict[str, bytes]) -> bytes:
    with zipfile.ZipFile(io.BytesIO(mutations.sample(suffix))) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    return mutations.zipped(members | changed)


def _lying(suffix: str, main: bytes) -> bytes:
    """An archive that says its main part is small, in both places where it says so."""
    return _office(suffix, main).replace(len(main).to_bytes(4, "little"), (100).to_bytes(4, "little"))


def _crowd(suffix: str, count: int) -> bytes:
    return _members(suffix, {f"x/{number}": b"" for number in range(count)})


def _method(suffix: str) -> bytes:
    """An archive that says its members are compressed in a way that nobody knows."""
    data = bytearray(mutations.sample(suffix))
    for mark, place in ((b"PK\x03\x04", 8), (b"PK\x01\x02", 10)):
        at = -1
        while (at := data.find(mark, at + 1)) >= 0:
            data[at + place] = 77
    return bytes(data)


# What of each kind is made, by a function of the size of the large ones in bytes; of bombs, once unpacked.
GROUPS: dict[str, Callable[[int], Iterator[File]]] = {
    "texts of one line, one word, one bracket …": _texts,
    "encodings mixed, cut, flipped, misnamed": _encodings,
    "html nested, left open, without end": _pages,
    "csv of quotations, of empty cells, of one row": _tables,
    "zip bombs and broken archives, docx and xlsx": _archives,
    "XML entities, nested XML, docx and xlsx": _entities,
    "tables without bounds in docx": _word,
    "tables and values without bounds in xlsx": _workbooks,
    "PDF loops, bombs, crowds": _pdfs,
}


def hostile(size: int) -> Iterator[File]:
    """Files made to do harm of every kind."""
    for made in GROUPS.values():
        yield from made(size)
