"""HTML: the blocks of a page in their order, headings marked, tables kept; scripts and navigation left out."""

import re
from typing import TYPE_CHECKING

from loaders.formats.draft import Composer, Draft
from loaders.formats.plain import decode, likeness

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

_DROPPED = "script,style,noscript,template,nav,aside,footer,iframe,svg,form,button,select,head title,[hidden]"
_INLINE = re.compile(
    "a|abbr|acronym|b|bdi|bdo|big|cite|code|data|del|dfn|em|font|i|img|ins|kbd|label|mark|nobr|q|ruby|s|samp|small|"
    "span|strike|strong|sub|sup|time|tt|u|var|wbr|-text"
)
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_CHARSETS = (
    re.compile(  # what pages are written in; Python knows others that take for ever, or are no encodings of text
        r"utf-?(?:8|16|32)(?:-?[lb]e)?|gb[\w-]+|x-gbk|big5[\w-]*|hz-gb-2312|euc-\w+|shift_?jis|iso-(?:8859|2022)-[\w-]+"
        r"|windows-\d+|cp\d+|koi8-\w|us-ascii|ascii|latin-?1"
    )
)
_WIDER = {"gb2312": "gb18030", "gbk": "gb18030", "x-gbk": "gb18030", "gb_2312-80": "gb18030", "big5": "cp950"}
_LONGEST_CELL = 200  # a longer cell with paragraphs in it makes a table a layout
# The tags that government sites must set: 政府网站发展指引 (国办发〔2017〕47号), annex 2.
_META = {"title": "ArticleTitle", "date": "PubDate", "publisher": "ContentSource"}


def read_html(data: bytes, name: str) -> Draft:
    """The text of a page with its tables; title, date and source from the page's own meta tags."""
    from selectolax.lexbor import LexborHTMLParser

    tree = LexborHTMLParser(_decoded(data, name))
    for node in tree.css(_DROPPED):
        if node.tag != "title":
            node.decompose()
    known = {key: _meta(tree, tag) for key, tag in _META.items()}
    date = re.match(r"\d{4}-\d{2}-\d{2}", known["date"])
    composer = Composer()
    if tree.body is not None:
        _Walk(composer).walk(tree.body)
    head = tree.css_first("title")
    title = known["title"] or _first_heading(tree) or (head.text() if head else "")
    return composer.draft(title, date[0] if date else "", known["publisher"])


def _decoded(data: bytes, name: str) -> str:
    """By the charset the page names, where the bytes agree with it; else as any text file."""
    named = _CHARSET.search(data[:4096])
    encoding = named[1].decode("ascii", "replace").lower() if named else ""
    if _CHARSETS.fullmatch(encoding) and not data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        try:
            text = data.decode(_WIDER.get(encoding, encoding))
        except (LookupError, UnicodeError):
            return decode(data, name)
        if "utf" in encoding or likeness(text) > 0.08:
            return text
    return decode(data, name)


def _meta(tree: "LexborHTMLParser", tag: str) -> str:
    node = tree.css_first(f'meta[name="{tag}" i]')
    return (node.attributes.get("content") or "").strip() if node else ""


def _first_heading(tree: "LexborHTMLParser") -> str:
    node = tree.css_first("h1")
    return node.text() if node else ""


class _Walk:
    """Goes through a page and writes its blocks; without recursion, since pages may be nested at will."""

    def __init__(self, composer: Composer) -> None:
        self._composer = composer
        self._words: list[str] = []
        self._level = 0

    def walk(self, root: "LexborNode") -> None:
        """Everything below a node."""
        stack: list[tuple[LexborNode, bool]] = [(root, False)]
        while stack:
            node, leaving = stack.pop()
            tag = node.tag or ""
            if leaving:
                self._flush()
                continue
            if tag == "-text":
                self._words.append(re.sub(r"\s+", " ", node.text(deep=False)))
                continue
            if tag == "br":
                self._words.append("\n")
                continue
            if not _INLINE.fullmatch(tag):
                self._flush()
                self._level = int(tag[1]) if re.fullmatch("h[1-6]", tag) else 0
                stack.append((node, True))
            if tag == "table" and not _layout(node):
                self._composer.table(*_grid(node))
                continue
            stack.extend((child, False) for child in reversed(list(node.iter(include_text=True))))

    def _flush(self) -> None:
        lines = "".join(self._words).split("\n")
        self._words.clear()
        if self._level:
            lines = [" ".join(lines)]
        for line in lines:
            self._composer.block(line, self._level)
        self._level = 0


def _layout(table: "LexborNode") -> bool:
    """Whether a table only places things on the page: tables in it, one cell a row, or long prose in a cell."""
    if len(table.css("table")) > 1:
        return True
    rows = table.css("tr")
    if len(rows) < 2 or all(len(row.css("td,th")) < 2 for row in rows):
        return True
    return any(len(cell.css("p")) > 1 and len(cell.text()) > _LONGEST_CELL for cell in table.css("td"))


def _grid(table: "LexborNode") -> tuple[list[str], list[list[int]]]:
    """The texts of a table's cells and the grid they fill, each cell in every place it spans."""
    caption = table.css_first("caption")
    texts: list[str] = []
    rows = table.css("tr")
    grid: list[list[int]] = [[] for _ in rows]
    for number, row in enumerate(rows):
        column = 0
        for cell in row.css("td,th"):
            while column < len(grid[number]) and grid[number][column] >= 0:
                column += 1
            texts.append(cell.text(separator=" ") if cell.css_first("p,br,div") else cell.text())
            wide, high = _span(cell, "colspan", 100), _span(cell, "rowspan", len(rows) - number)
            for line in grid[number : number + high]:
                line.extend([-1] * (column + wide - len(line)))
                line[column : column + wide] = [len(texts) - 1] * wide
            column += wide
    width = max(len(row) for row in grid)
    if caption and caption.text().strip():
        texts.append(caption.text())
        grid.insert(0, [len(texts) - 1] * max(width, 2))
    return texts, grid


def _span(cell: "LexborNode", attribute: str, most: int) -> int:
    """A span as the page gives it, within what the table can hold; 0 means to the end."""
    value = (cell.attributes.get(attribute) or "1").strip()
    number = int(value) if value.isascii() and value.isdigit() else 1
    return max(1, min(number or most, most))
