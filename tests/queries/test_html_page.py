"""The page of an answer: it stands alone, and no text of the graph becomes markup."""

import io
import re
from html.parser import HTMLParser

from graph.answers import XSD, Answer, Rows, Term, Triples, Truth
from graph.store import Store
from queries import saved
from queries.results import layout_of, write

HARM = "<script>alert(1)</script>\"'&<b onclick=x>"


class Seen(HTMLParser):
    """The tags of a page with their attributes, and its text by the tag that holds it."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def written(answer: Answer, name: str | None = None) -> str:
    out = io.StringIO(newline="")
    write(answer, "html", out, layout_of(saved.find(name) if name else None))
    return out.getvalue()


def test_texts_are_escaped_and_only_web_addresses_are_links() -> None:
    cells = (
        Term("literal", HARM, "zh"),
        Term("iri", "https://w3id.org/cixi-kg/id/company/x?a=1&b=2"),
        Term("iri", "javascript:alert(1)"),
        Term("literal", "12.5", "", XSD + "decimal"),
    )
    seen = Seen(written(Rows((HARM, "b", "c", "d"), [cells, (None,) * 4])))
    assert HARM in seen.words
    assert not [tag for tag, _ in seen.tags if tag in ("script", "b", "img", "link")]
    assert [given.get("href") for tag, given in seen.tags if tag == "a"] == [cells[1].value]
    assert ("td", {"class": "number"}) in seen.tags
    assert sum(tag == "tr" for tag, _ in seen.tags) == 3


def test_a_saved_query_has_its_words_in_both_languages(graph: Store) -> None:
    query = saved.find("platforms")
    page = written(graph.query(saved.bind(query, {}, graph.query)), "platforms")
    words = Seen(page).words
    for text in (query.title, query.description, *(column.heading for column in query.columns)):
        assert text.zh in words
        assert text.en in words
    assert not re.search(r'(?:src|url)\s*[=(]|href="(?!https?://)', page)
    assert "default-src 'none'" in page


def test_every_kind_of_answer_has_a_page() -> None:
    thing = Term("iri", "http://example.org/a")
    assert "<td>yes</td>" in written(Truth(True))
    assert written(Triples([(thing, thing, thing)] * 2)).count("<tr>") == 2
    assert written(Rows(("a",), [])).endswith("</html>\n")
