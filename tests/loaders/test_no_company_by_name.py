"""No code, rule, vocabulary or query knows a company of the bundled documents: facts come from the documents."""

import functools
import re
from pathlib import Path

import pytest

from loaders.find import find
from loaders.read import read
from loaders.sources import bundled
from ontology import names, vocab

ROOT = Path(__file__).parents[2]
SUFFIXES = (".py", ".toml", ".ttl", ".rq", ".html", ".js")
KNOWLEDGE = [
    path
    for folder in ("ontology", "loaders", "graph", "queries", "cixi_kg")
    for path in sorted((ROOT / folder).rglob("*"))
    if path.suffix in SUFFIXES and "sources" not in path.relative_to(ROOT).parts
]


@functools.cache
def mentioned() -> frozenset[str]:
    """Full names and trade names of the companies that the bundled documents name.

    A trade name counts that is no word by itself: not in a vocabulary, not a line of business, not a place.
    """
    found: set[str] = set()
    words = {w for scheme in ("industry", "gbt4754", "honour") for c in vocab.concepts(scheme) for w in c.names}
    words |= {word for each in vocab.concepts("industry") for word in each.keywords}
    for source in bundled():
        for mention in find(read(source)).mentions:
            if mention.ref.kind == "Company":
                trade = names.split_company(mention.ref.name).trade_name
                plain = trade in words or trade in names.trade_words() or trade in vocab.names("place")
                found |= {mention.ref.name} | ({trade} if len(trade) > 1 and not plain else set())
    return frozenset(found)


def test_the_documents_name_companies() -> None:
    assert len(mentioned()) > 100


@pytest.mark.parametrize("path", KNOWLEDGE, ids=lambda path: str(path.relative_to(ROOT)))
def test_nothing_names_a_company_of_the_documents(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    pattern = re.compile("|".join(re.escape(name) for name in sorted(mentioned(), key=len, reverse=True)))
    allowed = {name for file, name in EXCEPTIONS if file == path.relative_to(ROOT).as_posix()}
    assert sorted(set(pattern.findall(text)) - allowed) == []


_EXAMPLE = "an example in a query's header or a docstring, which no rule reads"
# What may stand where, with the reason.
EXCEPTIONS: dict[tuple[str, str], str] = {
    ("cixi_kg/web/render.py", "公牛"): _EXAMPLE,
    ("ontology/iris.py", "公牛集团股份有限公司"): _EXAMPLE,
    ("ontology/vocab/unit.ttl", "亿日"): "the beginning of 亿日元",
    ("ontology/vocab/unit.ttl", "亿欧"): "the beginning of 亿欧元",
    ("queries/company-network.rq", "公牛"): _EXAMPLE,
    ("queries/explain-thing.rq", "公牛"): _EXAMPLE,
    ("queries/path-between.rq", "公牛"): _EXAMPLE,
    ("queries/rdf_text.py", "公牛"): _EXAMPLE,
    ("queries/thing-neighbourhood.rq", "公牛"): _EXAMPLE,
}


def test_each_exception_is_needed() -> None:
    for (file, name), reason in EXCEPTIONS.items():
        assert name in (ROOT / file).read_text(encoding="utf-8"), reason
        assert name in mentioned()
