"""Bad documents: real ones changed at random by a seed, and files made to do harm. Used by faults.py, tests and fuzzing."""

import io
import random
import zipfile
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[1]
_STRAY = "，。、：；等和及0123456789%亿万“”（）()\n \t|\u3000一二十百行业产业链公司第年月同比增长以上"
_ENCODINGS = ("utf-8", "gb18030", "utf-16", "big5")


@cache
def texts() -> tuple[str, ...]:
    """The bundled documents and those of the gold sets."""
    folders = (ROOT / "loaders" / "sources", ROOT / "tests" / "gold" / "documents")
    return tuple(p.read_text(encoding="utf-8") for folder in folders for p in sorted(folder.glob("*.txt")))


def text(rng: random.Random) -> str:
    """A piece of a real document with characters dropped, put in, moved, and pieces of others among them."""
    base = rng.choice(texts())
    start = rng.randrange(len(base))
    piece = base[start : start + rng.choice((60, 200, 600, 1500))]
    for _ in range(rng.choice((0, 1, 3, 10))):
        piece = _CHANGES[rng.randrange(len(_CHANGES))](rng, piece, rng.randrange(len(piece) + 1)) or "。"
    return piece


def _drop(rng: random.Random, piece: str, at: int) -> str:
    return piece[:at] + piece[at + rng.randrange(1, 8) :]


def _insert(rng: random.Random, piece: str, at: int) -> str:
    return piece[:at] + rng.choice(_STRAY) + piece[at:]


def _move(rng: random.Random, piece: str, at: int) -> str:
    start = rng.randrange(len(piece) + 1)
    return piece[:at] + piece[start : start + 20] + piece[at:]


def _cross(rng: random.Random, piece: str, at: int) -> str:
    other = rng.choice(texts())
    start = rng.randrange(len(other))
    return piece[:at] + other[start : start + 30] + piece[at:]


_CHANGES = (_drop, _insert, _move, _cross)


def file(rng: random.Random) -> tuple[str, bytes]:
    """A file of any format with real words in it, its bytes then cut, flipped, doubled or mixed; its suffix first."""
    suffix = rng.choice(list(_FORMATS))
    data = _FORMATS[suffix](rng, text(rng))
    for _ in range(rng.choice((0, 1, 1, 4, 16))):
        at = rng.randrange(len(data) + 1)
        match rng.randrange(4):
            case 0:
                data = data[:at] if rng.random() < 0.3 else data[:at] + data[at + rng.randrange(1, 64) :]
            case 1:
                data = data[:at] + bytes([rng.randrange(256)]) + data[at + 1 :]
            case 2:
                data = data[:at] + data[at // 2 : at // 2 + rng.randrange(1, 200)] + data[at:]
            case _:
                data = data[:at] + text(rng)[:40].encode(rng.choice(_ENCODINGS), "ignore") + data[at:]
    return suffix, data


def _plain(rng: random.Random, words: str) -> bytes:
    return words.encode(rng.choice(_ENCODINGS), "ignore")


def _html(rng: random.Random, words: str) -> bytes:
    cells = "".join(f"<tr><td>{line}</td><td>{rng.randrange(1000)}</td></tr>" for line in words.split("，")[:9])
    return f"<html><meta charset=utf-8><title>t</title><p>{words}<table>{cells}</table></html>".encode()


def _csv(rng: random.Random, words: str) -> bytes:
    lines = (f"{line},{rng.randrange(1000)},{rng.random():.2f}" for line in words.replace(",", "").split("，"))
    return "\n".join(["指标,2023年,同比增长（%）", *lines]).encode()


def _xlsx(rng: random.Random, words: str) -> bytes:
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["指标", "2023年"])
    for line in words.split("，")[:20]:
        sheet.append(["".join(c for c in line if c.isprintable()), rng.randrange(1000)])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _docx(rng: random.Random, words: str) -> bytes:
    import docx

    document = docx.Document()
    for line in words.split("。"):
        document.add_paragraph("".join(c for c in line if c.isprintable()))
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _pdf(rng: random.Random, words: str) -> bytes:
    shown = words[:60].encode("utf-16-be", "ignore").hex()
    return pdf(f"BT /F 12 Tf 50 700 Td <{shown}> Tj ET".encode())


def pdf(stream: bytes, more: bytes = b"") -> bytes:
    """A PDF of one page; more: further objects, numbered from 6."""
    font = (
        b"4 0 obj<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[5 0 R]>>endobj\n"
        b"5 0 obj<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)"
        b"/Supplement 4>>>>endobj\n"
    )
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Resources<</Font<</F 4 0 R>>>>/Contents 3 0 R>>"
    return b"".join(
        (
            b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[9 0 R]/Count 1>>endobj\n",
            b"3 0 obj<</Length %d>>stream\n" % len(stream) + stream + b"\nendstream endobj\n" + font,
            more,
            b"9 0 obj" + page + b"endobj\ntrailer<</Root 1 0 R/Size 10>>\n%%EOF",
        )
    )


_FORMATS: dict[str, Callable[[random.Random, str], bytes]] = {
    ".txt": _plain,
    ".md": _plain,
    ".html": _html,
    ".csv": _csv,
    ".xlsx": _xlsx,
    ".docx": _docx,
    ".pdf": _pdf,
}


def hostile(size: int = 40_000_000) -> Iterator[tuple[str, str, bytes]]:
    """Files made to do harm: what each is, its suffix, its bytes. size: of the large ones, in bytes."""
    sentence = "2023年，甲市完成工业投资100亿元，同比增长5.2%。".encode()
    yield "one line", ".txt", sentence * (size // len(sentence))
    yield "one line without an end to its sentence", ".txt", "甲乙丙丁".encode() * (size // 12)
    yield "one line of digits", ".txt", b"1234567890" * (size // 10)
    yield "one number in Chinese", ".txt", "一百二十三万亿".encode() * (size // 21)
    yield "empty lines", ".txt", b"\n" * size + sentence
    yield "tabs", ".txt", b"\t" * size + sentence
    yield "spaces and one letter", ".txt", b"\t" + b" " * size + b"x"
    yield "opening brackets", ".txt", "（“《".encode() * (size // 9)
    yield "headings", ".txt", "一、总体要求\n".encode() * (size // 22)
    yield "enumeration", ".txt", "甲公司、".encode() * (size // 12)
    yield "bars", ".md", b"|" * size + b"\n|-|-|\n"
    yield "nested html", ".html", b"<div>" * (size // 5) + b"x"
    yield "nested tables", ".html", b"<table><tr><td>" * (size // 400) + b"x"
    yield "a cell over everything", ".html", b"<table>" + b"<tr><td colspan=100 rowspan=999999>x</td></tr>" * 3000
    yield "csv of one row", ".csv", b"1," * (size // 2)
    yield "csv with an open quotation", ".csv", b'a,b\n"' + b"x,y\n" * (size // 4)
    for suffix, member in ((".docx", "word/document.xml"), (".xlsx", "xl/workbook.xml")):
        yield f"zip bomb{suffix}", suffix, _zip({member: b"<a>" + b"0" * 450_000_000})
        yield f"zip bomb that lies about its size{suffix}", suffix, _lying(member, size)
        yield f"XML entities{suffix}", suffix, _office(suffix, _ENTITIES)
        yield f"XML file entity{suffix}", suffix, _office(suffix, _FILE_ENTITY)
        yield f"nested XML{suffix}", suffix, _office(suffix, b"<a>" * 200_000)
    yield "PDF pages in a loop", ".pdf", pdf(b"").replace(b"/Kids[9 0 R]", b"/Kids[2 0 R 9 0 R]")
    yield "PDF stream in a loop", ".pdf", pdf(b"").replace(b"/Length 0", b"/Length 3 0 R")
    yield "PDF xref in a loop", ".pdf", pdf(b"").replace(b"/Size 10>>", b"/Size 10/Prev 0>>startxref 0 ")
    yield (
        "PDF form in a loop",
        ".pdf",
        pdf(b"/X Do", _FORM).replace(b"/Resources<<", b"/Resources<</XObject<</X 6 0 R>>"),
    )
    yield "PDF of operators", ".pdf", pdf(b"q " * (size // 20))
    yield (
        "PDF with a crowd of lines",
        ".pdf",
        pdf(b"".join(b"%d 0 m %d 800 l S " % (i % 600, i % 600) for i in range(size // 600))),
    )


_ENTITIES = (
    b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a0 "lol">'
    + b"".join(b'<!ENTITY a%d "%s">' % (i, b"&a%d;" % (i - 1) * 10) for i in range(1, 12))
    + b"]><a>&a11;</a>"
)
_FILE_ENTITY = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'
_FORM = (
    b"6 0 obj<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 6 0 R>>>>/Length 5>>stream\n/X Do\n"
    b"endstream endobj\n"
)


def _zip(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def _lying(member: str, size: int) -> bytes:
    """An archive that says its member is small, in both places where it says so."""
    data = _zip({member: b"<a>" + b"0" * size})
    real = (size + 3).to_bytes(4, "little")
    return data.replace(real, (100).to_bytes(4, "little"))


def _office(suffix: str, content: bytes) -> bytes:
    """A real office file of which the main part is replaced."""
    real = _FORMATS[suffix](random.Random(1), "一。")
    main = {".docx": "word/document.xml", ".xlsx": "xl/workbook.xml"}[suffix]
    with zipfile.ZipFile(io.BytesIO(real)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    return _zip(members | {main: content})
