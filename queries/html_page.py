"""An answer as one page of HTML that stands alone: nothing is loaded, no script runs, and every text is escaped.

Title and headings are there in Chinese and English; two buttons, which need no script, choose between them.
"""

from collections.abc import Sequence
from html import escape

from graph.answers import Term
from queries.header import Words
from queries.rdf_text import shown

_STYLE = """
:root { color-scheme: light dark; }
body { font: 15px/1.5 system-ui, "Noto Sans CJK SC", "Microsoft YaHei", sans-serif; margin: 1.5rem; }
table { border-collapse: collapse; }
th, td { border-bottom: 1px solid #8886; padding: .3rem .6rem; text-align: left; vertical-align: top; }
thead th { border-bottom: 2px solid; white-space: nowrap; }
td.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
td { max-width: 34rem; overflow-wrap: anywhere; min-width: 3rem; }
#zh:checked ~ main .en, #en:checked ~ main .zh { display: none; }
input:focus-visible + label { outline: 2px solid; }
"""

END = "</tbody>\n</table>\n</main>\n</body>\n</html>\n"


def begin(title: Words, note: Words, headings: Sequence[Words]) -> str:
    """Everything before the first row."""
    heads = "".join(f'<th scope="col">{_both(each)}</th>' for each in headings)
    policy = "default-src 'none'; style-src 'unsafe-inline'"
    return (
        f'<!DOCTYPE html>\n<html lang="zh">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        f'<meta name="viewport" content="width=device-width">\n<title>{escape(title.zh)}</title>\n'
        f"<style>{_STYLE}</style>\n</head>\n<body>\n"
        '<input type="radio" name="language" id="zh" checked><label for="zh">中文</label>\n'
        '<input type="radio" name="language" id="en"><label for="en">English</label>\n'
        f"<main>\n<h1>{_both(title)}</h1>\n<p>{_both(note)}</p>\n"
        f"<table>\n<thead><tr>{heads}</tr></thead>\n<tbody>\n"
    )


def row(cells: Sequence[Term | None], numbers: Sequence[bool]) -> str:
    """A row; numbers: which cells are set as numbers."""
    parts = (_cell(cell, number) for cell, number in zip(cells, numbers, strict=True))
    return f"<tr>{''.join(parts)}</tr>\n"


def _cell(cell: Term | None, number: bool) -> str:
    if cell is None:
        return "<td></td>"
    text = escape(shown(cell))
    if cell.kind == "iri" and cell.value.startswith(("http://", "https://")):
        return f'<td><a href="{escape(cell.value)}" rel="noreferrer">{text}</a></td>'
    if number:
        return f'<td class="number">{text}</td>'
    return f'<td lang="{escape(cell.language)}">{text}</td>' if cell.language else f"<td>{text}</td>"


def _both(words: Words) -> str:
    """Both languages, of which the style shows one; a text that is the same in both stands once."""
    if words.zh == words.en:
        return escape(words.zh)
    return f'<span class="zh">{escape(words.zh)}</span><span class="en" lang="en">{escape(words.en)}</span>'
