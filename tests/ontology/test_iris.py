"""iris.py: the same name gives the same IRI, different names different ones, and every IRI is valid."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ontology import iris


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("公牛集团", "公牛集团"),
        ("阿法（宁波）有限公司", "阿法-宁波-有限公司"),
        ("ＡＢＣ１２", "ABC12"),
        ("万元/亩", "万元-亩"),
        ("%", "percent"),
        ("％", "percent"),
        ("‰", "permille"),
        ("℃", "celsius"),
        ("国家级专精特新“小巨人”企业", "国家级专精特新-小巨人-企业"),
        ("a_b  c", "a-b-c"),
        ("-头尾-", "头尾"),
        ("１＋４＋８", "1-4-8"),
    ],
)
def test_slug(name: str, slug: str) -> None:
    assert iris.slug(name) == slug


def test_a_long_name_stays_unique() -> None:
    first, second = (iris.slug("某" * 90 + tail) for tail in ("甲", "乙"))
    assert first != second
    assert first.startswith("某" * 80 + "-")
    assert len(first) == 97


def test_a_name_without_letters_is_its_hash() -> None:
    assert re.fullmatch(r"[0-9a-f]{16}", iris.slug("“”"))
    assert iris.slug("“”") != iris.slug("（）")


@given(st.text())
def test_a_slug_is_stable_and_safe(name: str) -> None:
    slug = iris.slug(name)
    assert slug == iris.slug(name) != ""
    assert not re.search(r"[\s<>\"{}|\\^`/#?%]", slug)


WORDS = st.text(alphabet="甲乙丙abc12", min_size=1, max_size=80)


@given(WORDS, WORDS)
def test_different_words_have_different_slugs(first: str, second: str) -> None:
    assert (iris.slug(first) == iris.slug(second)) == (first == second)


def test_iris_of_the_contract() -> None:
    base = iris.BASE
    assert (base, iris.CK) == ("https://w3id.org/cixi-kg/", "https://w3id.org/cixi-kg/ontology#")
    assert iris.thing("Company", "甲公司") == f"{base}id/company/甲公司"
    assert iris.document("000") == f"{base}id/document/000"
    assert iris.graph("000") == f"{base}graph/000"
    assert iris.graph("dataset/wiki data") == f"{base}graph/dataset/wiki-data"
    assert iris.concept("place", "330282") == f"{base}vocab/place/330282"


def test_an_unknown_vocabulary_is_refused() -> None:
    with pytest.raises(ValueError, match="unknown vocabulary 'units': one of industry, metric, unit"):
        iris.concept("units", "元")


def test_a_digest_tells_its_parts_apart() -> None:
    assert iris.digest("a", "bc") != iris.digest("ab", "c")
    assert re.fullmatch(r"[0-9a-f]{16}", iris.digest("a"))
