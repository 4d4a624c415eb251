"""The facts of a document do not hang on how its text is set: marks, digits, blanks, line ends, width, characters."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from loaders.find import find
from loaders.read import read
from loaders.sources import load_manifest
from loaders.tables import find_tables
from loaders.text import Text
from ontology.facts import Facts

DOCUMENTS = ("fc2", "fc3", "fc6", "fc7", "fc8")  # of tests/elsewhere, in simplified characters and full-width marks
WIDTH = 38  # Chinese characters of a line


def half_width_marks(content: str) -> str:
    return content.translate(str.maketrans("，；：（）？！", ",;:()?!"))


def full_width_digits(content: str) -> str:
    wide = str.maketrans("0123456789.%", "０１２３４５６７８９．％")
    return re.sub(r"\d[\d.]*%?", lambda found: found[0].translate(wide), content)


def years_in_numerals(content: str) -> str:
    """Not of titles, which are names."""
    numerals = str.maketrans("0123456789", "〇一二三四五六七八九")
    return re.sub(r"(?<!\d)20\d\d(?=年(?![^《》]{0,30}》))", lambda found: found[0].translate(numerals), content)


def corner_quotes(content: str) -> str:
    return content.translate(str.maketrans("“”‘’", "「」『』"))


def blanks_beside_digits(content: str) -> str:
    return re.sub(r"(?<=[\u4e00-\u9fff])(?=\d)|(?<=\d)(?=[\u4e00-\u9fff])", " ", content)


def commas_in_thousands(content: str) -> str:
    plain = r"(?<![\d.,\-—年产])(?<!日产)\d{4,6}(?=(?:\.\d+)?(?:亿元|万元|家|人|户|件|吨|亩|元))"
    return re.sub(plain, lambda found: f"{int(found[0]):,}", content)


def indented(content: str) -> str:
    return "\n".join(f"　　{line}" if line.strip() else line for line in content.split("\n"))


def other_line_ends(content: str) -> str:
    return content.replace("\n", "\r\n")


def folded(content: str) -> str:
    """Lines of one width on the page; each paragraph begins with two blanks."""
    return "\n".join(part for line in content.split("\n") if line.strip() for part in _folded(f"　　{line.strip()}"))


def folded_in_blocks(content: str) -> str:
    """Lines of one width, a blank line between paragraphs."""
    return "\n\n".join("\n".join(_folded(line.strip())) for line in content.split("\n") if line.strip())


def _folded(line: str) -> Iterator[str]:
    part, width = "", 0.0
    for char in line:
        own = 0.5 if char.isascii() else 1
        if width + own > WIDTH and char not in "，。；、：”）》！？%":
            yield part
            part, width = "", 0.0
        part, width = part + char, width + own
    yield part


def told(facts: Facts) -> Counter[object]:
    """What the facts say, without their places."""
    numbers = Counter(
        (o.metric, o.value, o.unit, o.measure, o.status, o.start, o.end, o.comparator, o.about, o.area, o.scope)
        for o in facts.observations
    )
    relations = Counter((r.subject, r.predicate, r.object, r.supposed) for r in facts.relations)
    return Counter({**numbers, **relations, **Counter({m.ref for m in facts.mentions})})


def facts(text: Text, layout: Callable[[str], str]) -> Counter[object]:
    content = layout(text.content)
    assert content != text.content
    return told(find(replace(text, content=content, tables=find_tables(content))))


@pytest.fixture(scope="module")
def texts() -> dict[str, Text]:
    manifest = load_manifest(Path(__file__).parents[1] / "elsewhere" / "sources.toml")
    return {source.identifier: read(source) for source in manifest if source.identifier in DOCUMENTS}


@pytest.fixture(scope="module")
def as_written(texts: dict[str, Text]) -> dict[str, Counter[object]]:
    return {name: told(find(text)) for name, text in texts.items()}


@pytest.mark.parametrize("name", DOCUMENTS)
@pytest.mark.parametrize(
    "layout",
    [
        half_width_marks,
        full_width_digits,
        years_in_numerals,
        corner_quotes,
        blanks_beside_digits,
        commas_in_thousands,
        indented,
        other_line_ends,
        folded,
    ],
)
def test_the_same_facts(
    name: str, layout: Callable[[str], str], texts: dict[str, Text], as_written: dict[str, Counter[object]]
) -> None:
    assert facts(texts[name], layout) == as_written[name]


def test_blocks_of_a_width(texts: dict[str, Text], as_written: dict[str, Counter[object]]) -> None:
    """Where a blank line alone parts paragraphs, what a paragraph's first line looks like may mislead: 1 % at most."""
    lost = total = 0
    for name, text in texts.items():
        lost += sum((as_written[name] - facts(text, folded_in_blocks)).values())
        total += sum(as_written[name].values())
    assert lost <= total * 0.01
