import datetime
import hashlib
import io
import random
import struct
import zipfile
import zlib
from pathlib import Path

import docx
import openpyxl
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from loaders.formats import READERS
from loaders.read import read
from loaders.sources import Source, bundled
from loaders.text import Text
from ontology.errors import SourceError

SAMPLE = "慈溪市经济和信息化局关于印发工作方案的通知\r\n\r\n2023年，全市规上工业总产值达到1750.2亿元，增长7.8%。\r\n"
TRADITIONAL = "南安市經濟發展報告\n二○二三年，全市規模以上工業企業實現產值三千億元，比上年增長百分之六。\n"


def text_of(path: Path, data: bytes) -> Text:
    path.write_bytes(data)
    found = read(Source(str(path), "x"))
    for table in found.tables:
        assert len({len(row) for row in table.rows}) == 1
        for row in table.rows:
            for cell in row:
                assert "".join(found.content[cell.start : cell.end].split()) == "".join(cell.text.split())
                assert table.start <= cell.start <= cell.end <= table.end
    return found


def grids(text: Text) -> list[list[list[str]]]:
    return [[[cell.text for cell in row] for row in table.rows] for table in text.tables]


@pytest.mark.parametrize("source", bundled(), ids=lambda source: source.identifier[:3])
def test_bundled_texts_are_the_files_themselves(source: Source) -> None:
    text = read(source)
    data = Path(source.location).read_bytes()
    assert text.content == data.decode("utf-8")
    assert text.document.sha256 == hashlib.sha256(data).hexdigest()
    assert text.document.length == len(text.content)
    assert text.document.area is not None
    assert (text.document.file, text.document.area.key) == (f"{source.identifier}.txt", "330282")


def test_tables_of_the_bundled_texts() -> None:
    sizes = {s.identifier[:3]: [(len(t.rows), len(t.rows[0])) for t in read(s).tables] for s in bundled()}
    assert sizes == {"000": [], "001": [(5, 6), (18, 6), (40, 7)], "002": [], "003": [], "004": []}


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]
)
def test_encodings(tmp_path: Path, encoding: str) -> None:
    assert text_of(tmp_path / "a.txt", SAMPLE.encode(encoding)).content == SAMPLE


@pytest.mark.parametrize("encoding", ["big5", "gb18030", "utf-8", "utf-16-be"])
def test_encodings_of_traditional_text(tmp_path: Path, encoding: str) -> None:
    sample = TRADITIONAL.replace("○", "零") if encoding == "big5" else TRADITIONAL
    assert text_of(tmp_path / "a.txt", sample.encode(encoding)).content == sample


@pytest.mark.parametrize("source", bundled(), ids=lambda source: source.identifier[:3])
@pytest.mark.parametrize("encoding", ["gb18030", "utf-16-le", "utf-16-be"])
def test_each_stretch_of_the_bundled_texts_keeps_its_encoding(source: Source, encoding: str) -> None:
    from loaders.formats.plain import decode

    content = read(source).content
    for start in range(0, len(content) - 40, 97):
        part = content[start : start + 40]
        if sum("\u4e00" <= char <= "\u9fff" for char in part) > 20:
            assert decode(part.encode(encoding), "x") == part


def test_a_mark_is_no_part_of_the_text_and_line_ends_stay(tmp_path: Path) -> None:
    text = text_of(tmp_path / "a.md", b"\xef\xbb\xbf# \xe9\xa2\x98\r\n\r\n\xe6\x96\x87\n")
    assert text.content == "# 题\r\n\r\n文\n"


def test_title_date_and_area_of_its_own(tmp_path: Path) -> None:
    content = "要闻\n\n昆山市2023年国民经济和社会发展统计公报\n\n昆山市统计局\n2024年3月5日\n\n2023年，全市……\n"
    document = text_of(tmp_path / "a.txt", content.encode()).document
    assert document.title == "昆山市2023年国民经济和社会发展统计公报"
    assert document.date == "2024-03-05"
    assert document.area is not None
    assert document.area.key == "320583"


def test_what_is_given_counts_before_what_the_text_says(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("昆山市公报\n2024年3月5日\n", encoding="utf-8")
    document = read(Source(str(tmp_path / "a.txt"), "x", "题", "2020", "太仓市", "p", "k", "u", "l")).document
    assert (document.title, document.date, document.publisher, document.kind) == ("题", "2020", "p", "k")
    assert (document.url, document.licence, document.area and document.area.name) == ("u", "l", "太仓市")


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("a.txt", b"", "is empty"),
        ("a.txt", b" \r\n\xef\xbb\xbf"[:3], "is empty"),
        ("a.txt", b"\xef\xbb\xbf", "is empty"),
        ("a.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "is not a text file: it looks like an image"),
        ("a.txt", b"%PDF-1.4\n\0\1\2", "is not a text file: it looks like a PDF"),
        ("a.txt", bytes(range(1, 32)) * 9, "is not a text file"),
        ("a.txt", "文".encode() + b"\0", "is not a text file"),
        ("a.txt", b"\xff\xfe\x00", "not valid utf-16-le"),
        ("a.txt", b"abc\xff\xfe\xfd\xfc\xfb", "neither valid UTF-8 (byte 3)"),
        ("a.doc", b"x", "unknown suffix '.doc': known are .txt .md"),
        ("a", b"x", "has no suffix"),
        ("a.pdf", b"x", "is not a PDF"),
        ("a.pdf", b"%PDF-1.4 x", "is a broken PDF"),
        ("a.docx", b"x", "not the zip archive"),
        ("a.xlsx", b"PK\x03\x04x", "not the zip archive"),
        ("a.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "is encrypted or of the format before 2007"),
        ("a.csv", b"\0\1", "is not a text file"),
        ("a.html", b"<script>x</script>", "is empty"),
    ],
)
def test_bad_files_are_told_in_one_sentence(tmp_path: Path, name: str, data: bytes, words: str) -> None:
    with pytest.raises(SourceError) as error:
        text_of(tmp_path / name, data)
    assert words in str(error.value)
    assert str(tmp_path / name) in str(error.value)
    assert "\n" not in str(error.value)


def test_files_that_cannot_be_opened(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="does not exist"):
        read(Source(str(tmp_path / "a.txt"), "x"))
    with pytest.raises(SourceError, match="is a folder"):
        read(Source(str(tmp_path), "x"))
    with (tmp_path / "big.txt").open("wb") as file:
        file.truncate(50_000_001)
    with pytest.raises(SourceError, match="larger than 50 MB"):
        read(Source(str(tmp_path / "big.txt"), "x"))
    (tmp_path / "a.txt").write_text("文", encoding="utf-8")
    with pytest.raises(SourceError, match="area '慈西市' is not a known place"):
        read(Source(str(tmp_path / "a.txt"), "x", area="慈西市"))


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=300), st.sampled_from(sorted(READERS)))
@example(b"<table><tr><td rowspan=0 colspan=9999999>a<td>b<tr><td>c", ".html")
def test_any_bytes_are_read_or_refused(data: bytes, suffix: str) -> None:
    try:
        draft = READERS[suffix](data, "x")
    except SourceError:
        return
    for table in draft.tables:
        assert 0 <= table.start <= table.end <= len(draft.content)


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1))
def test_any_text_in_utf8_comes_back(content: str) -> None:
    from loaders.formats.plain import decode

    assert decode(content.encode(), "x") == content.removeprefix("\ufeff")


PAGE = """<html><head><meta charset="{charset}"><meta name="PubDate" content="2024-03-01 10:00"><title>首页</title>
<meta name="ContentSource" content="市统计局"><style>p {{}}</style></head><body><nav>导航</nav><script>1</script>
<table><tr><td><h1>江阴市2023年统计公报</h1><p>2023年，全市<b>生产总值</b>4960.51亿元。<br>第二行。</p>
<table><caption>表1 主要指标</caption><tr><th rowspan="2">指标<th colspan="2">规上工业</tr><tr><th>绝对值（亿元）<th>同比±%</tr>
<tr><td>增加值</td><td>1,234.5</td><td>-3.2</td></tr></table><div>注：初步核算。</div></td></tr></table></body></html>"""


@pytest.mark.parametrize(
    ("charset", "encoding"), [("utf-8", "utf-8"), ("gb2312", "gb18030"), ("gbk", "utf-8"), ("", "gbk")]
)
def test_html(tmp_path: Path, charset: str, encoding: str) -> None:
    text = text_of(tmp_path / "a.html", PAGE.format(charset=charset).encode(encoding))
    assert text.content.startswith(
        "# 江阴市2023年统计公报\n\n2023年，全市生产总值4960.51亿元。\n\n第二行。\n\n表1 主要指标\n\n指标\t"
    )
    assert "导航" not in text.content
    assert grids(text) == [
        [["指标", "规上工业", "规上工业"], ["指标", "绝对值（亿元）", "同比±%"], ["增加值", "1,234.5", "-3.2"]]
    ]
    (table,) = text.tables
    assert table.rows[0][0].start == table.rows[1][0].start
    assert (table.caption, table.notes) == ("表1 主要指标", "注：初步核算。")
    document = text.document
    assert (document.title, document.date, document.publisher) == ("江阴市2023年统计公报", "2024-03-01", "市统计局")


def test_html_nested_without_end(tmp_path: Path) -> None:
    assert text_of(tmp_path / "a.html", b"<div>" * 30_000 + "文".encode()).content == "文\n\n"


def test_csv(tmp_path: Path) -> None:
    text = text_of(tmp_path / "a.csv", '某市产值表;;\n"地;区";产值;增速\n甲;1;2\n\n丙;3;4\n'.encode("gb18030"))
    assert text.content.startswith("某市产值表\n\n地;区\t产值\t增速\n甲\t1\t2\n")
    assert grids(text)[0] == [["地;区", "产值", "增速"], ["甲", "1", "2"]]


def test_xlsx(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "重点企业"
    sheet.append(["重点企业名单（单位：万元）"])
    sheet.merge_cells("A1:D1")
    sheet.append(["企业名称", "产值", "占比", "投产"])
    sheet.append(["甲公司", 12345.6, 0.125, datetime.date(2024, 3, 1)])
    sheet["B3"].number_format, sheet["C3"].number_format, sheet["D3"].number_format = "#,##0.0", "0.0%", 'yyyy"年"m"月"'
    book.create_sheet("隐藏").sheet_state = "hidden"
    book.save(tmp_path / "a.xlsx")
    text = text_of(tmp_path / "a.xlsx", (tmp_path / "a.xlsx").read_bytes())
    assert text.content == (
        "# 重点企业\n\n重点企业名单（单位：万元）\n\n企业名称\t产值\t占比\t投产\n甲公司\t12,345.6\t12.5%\t2024年3月\n\n"
    )
    assert text.tables[0].caption == "重点企业名单（单位：万元）"


def test_docx(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_heading("某市规划", 0)
    document.add_heading("一、基础", 1)
    document.add_paragraph("正文。")
    table = document.add_table(rows=3, cols=3)
    for row, words in enumerate([["指标", "产值", ""], ["", "2020年", "2025年"], ["甲", "1", "2"]]):
        for column, word in enumerate(words):
            table.cell(row, column).text = word
    table.cell(0, 0).merge(table.cell(1, 0))
    table.cell(0, 1).merge(table.cell(0, 2))
    document.add_paragraph("注：初步数。")
    buffer = io.BytesIO()
    document.save(buffer)
    text = text_of(tmp_path / "a.docx", buffer.getvalue())
    assert text.content.startswith("# 某市规划\n\n# 一、基础\n\n正文。\n\n指标\t产值\t\n")
    assert grids(text) == [[["指标", "产值", "产值"], ["指标", "2020年", "2025年"], ["甲", "1", "2"]]]
    assert text.tables[0].notes == "注：初步数。"


def test_archives_that_unpack_to_too_much(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("word/document.xml", "w") as member:
        for _ in range(401):
            member.write(b"\0" * 1_000_000)
    with pytest.raises(SourceError, match="would unpack to 401,000,000 bytes"):
        read(Source(str(tmp_path / "a.docx"), "x"))


def test_an_archive_of_another_kind(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w") as archive:
        archive.writestr("word/document.xml", "<x/>")
    with pytest.raises(SourceError, match=r"without xl/workbook\.xml"):
        read(Source(str(tmp_path / "a.xlsx"), "x"))


def pdf(*pages: tuple[list[tuple[int, int, str]], list[tuple[int, int, int, int]]]) -> bytes:
    """A PDF whose pages have words at x and y and ruled lines; the font is one that every reader knows."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count %d/Kids[%s]>>"
        % (len(pages), b" ".join(b"%d 0 R" % (5 + 2 * n) for n in range(len(pages)))),
        b"<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[4 0 R]>>",
        b"<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/DW 1000/CIDSystemInfo"
        b"<</Registry(Adobe)/Ordering(GB1)/Supplement 4>>>>",
    ]
    for words, lines in pages:
        drawn = [f"BT /F 10 Tf {x} {y} Td <{word.encode('utf-16-be').hex()}> Tj ET" for x, y, word in words]
        drawn += [f"{a} {b} m {c} {d} l S" for a, b, c, d in lines]
        stream = zlib.compress("\n".join(drawn).encode())
        number = len(objects) + 2
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 400 400]/Resources<</Font<</F 3 0 R>>>>/Contents %d 0 R>>" % number
        )
        objects.append(b"<</Filter/FlateDecode/Length %d>>stream\n%s\nendstream" % (len(stream), stream))
    out, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj%s endobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, table)
    return out + b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, start)


def ruled(left: int, top: int, columns: int, rows: int) -> list[tuple[int, int, int, int]]:
    right, bottom = left + 100 * columns, top - 20 * rows
    across = [(left, top - 20 * n, right, top - 20 * n) for n in range(rows + 1)]
    return across + [(left + 100 * n, top, left + 100 * n, bottom) for n in range(columns + 1)]


def test_pdf(tmp_path: Path) -> None:
    first = [(50, 370, "某市工业发展规划"), (50, 340, "表一：主要目标")]
    first += [(55, 305, "指标"), (155, 305, "产值（亿元）"), (55, 285, "甲"), (155, 285, "1234.5"), (200, 20, "- 1 -")]
    second = [(55, 365, "乙"), (155, 365, "99"), (50, 300, "后文在此。"), (200, 20, "- 2 -")]
    data = pdf((first, ruled(50, 320, 2, 2)), (second, ruled(50, 380, 2, 2)))
    text = text_of(tmp_path / "a.pdf", data)
    assert (
        text.content == "某市工业发展规划\n\n表一：主要目标\n\n指标\t产值（亿元）\n甲\t1234.5\n乙\t99\n\n后文在此。\n\n"
    )
    assert text.tables[0].caption == "表一：主要目标"
    assert text.document.title == "某市工业发展规划"


def test_a_pdf_without_text(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="holds no text, only images"):
        text_of(tmp_path / "a.pdf", pdf(([], [(0, 0, 10, 10)])))


def test_an_encrypted_pdf(tmp_path: Path) -> None:
    data = pdf(([(50, 370, "文")], []))
    lock = b"/Encrypt<</Filter/Standard/V 1/R 2/O<%s>/U<%s>/P -4>>/ID[<00><00>]" % (b"00" * 32, b"00" * 32)
    with pytest.raises(SourceError, match="is encrypted"):
        text_of(tmp_path / "a.pdf", data.replace(b"trailer<<", b"trailer<<" + lock))


def test_damaged_files_are_refused_not_half_read(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.save(tmp_path / "a.xlsx")
    whole = (tmp_path / "a.xlsx").read_bytes()
    rng = random.Random(1)
    for _ in range(20):
        data = bytearray(whole)
        for _ in range(30):
            data[rng.randrange(len(data))] ^= struct.unpack("B", rng.randbytes(1))[0]
        try:
            READERS[".xlsx"](bytes(data), "x")
        except SourceError:
            continue
