"""Real documents changed at random by a seed. Used by faults.py, tests and fuzzing; files made to do harm are in hostile.py."""

import io
import random
import zipfile
from collections.abc import Callable
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
    """A file of any format with real words in it, its bytes then cut, flipped, doubled or mixed; its suffix first.

    Of an office file either the archive is changed, or the XML of one of its members.
    """
    suffix = rng.choice(list(_FORMATS))
    data = _FORMATS[suffix](rng, text(rng))
    if suffix in (".docx", ".xlsx") and rng.random() < 0.5:
        return suffix, _member_changed(rng, data)
    return suffix, _changed(rng, data)


def _member_changed(rng: random.Random, data: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    name = rng.choice([each for each in members if each.endswith((".xml", ".rels"))])
    return zipped(members | {name: _changed(rng, members[name])})


def _changed(rng: random.Random, data: bytes) -> bytes:
    for _ in range(rng.choice((0, 1, 1, 4, 16))):
        at = rng.randrange(len(data) + 1)
        data = rng.choice(_BYTES)(rng, data, at)
    return data


def _cut(rng: random.Random, data: bytes, at: int) -> bytes:
    return data[:at] if rng.random() < 0.3 else data[:at] + data[at + rng.randrange(1, 64) :]


def _flip(rng: random.Random, data: bytes, at: int) -> bytes:
    return data[:at] + bytes([rng.randrange(256)]) + data[at + 1 :]


def _double(rng: random.Random, data: bytes, at: int) -> bytes:
    return data[:at] + data[at // 2 : at // 2 + rng.randrange(1, 200)] + data[at:]


def _mix(rng: random.Random, data: bytes, at: int) -> bytes:
    return data[:at] + text(rng)[:40].encode(rng.choice(_ENCODINGS), "ignore") + data[at:]


def _noise(rng: random.Random, data: bytes, at: int) -> bytes:
    """Single bits flipped here and there in a stretch of bytes."""
    piece = bytearray(data[at : at + 400])
    for place in range(rng.randrange(1, 40), len(piece), 40):
        piece[place] ^= 1 << rng.randrange(8)
    return data[:at] + bytes(piece) + data[at + 400 :]


def _zeros(rng: random.Random, data: bytes, at: int) -> bytes:
    """What a disk gives that has lost a block."""
    size = rng.choice((16, 64, 512))
    return data[:at] + bytes(size) + data[at + size :]


_BYTES = (_cut, _flip, _double, _mix, _noise, _zeros)


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


def sample(suffix: str, words: str = "2023年，甲市完成工业投资100亿元。") -> bytes:
    """A whole file of a format, with these words in it."""
    return _FORMATS[suffix](random.Random(1), words)


def zipped(members: dict[str, bytes]) -> bytes:
    """An archive of these members."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()
