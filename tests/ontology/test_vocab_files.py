"""The vocabularies as data: complete, closed, without doubles, and true to the official lists."""

import csv
import os
import re
from collections import Counter, defaultdict
from decimal import Decimal
from functools import cache
from pathlib import Path

import pyoxigraph as ox
import pytest

import ontology
from ontology import iris, units, vocab
from ontology.terms import CK, DCTERMS, RDF, RDFS, SKOS

FOLDER = Path(ontology.__file__).with_name("vocab")
CLASSIFICATIONS = ("gbt4754", "isic4")  # official, whole
SCHEMES = (*iris.SCHEMES, *CLASSIFICATIONS, "corporation")
FILES = (*SCHEMES, "zone", "former")
KINDS = {"industry": "Industry", "metric": "Metric", "unit": "Unit", "honour": "Honour", "place": "Place"}
# The folder with divisions.csv and gbt4754-2017.csv, where it is at hand (ontology/vocab/README.md says whence).
OFFICIAL = Path(os.environ.get("CIXI_KG_OFFICIAL_CODES", "official-codes"))
official = pytest.mark.skipif(not OFFICIAL.is_dir(), reason="CIXI_KG_OFFICIAL_CODES names no folder")


@cache
def read(name: str) -> dict[str, dict[str, list[ox.NamedNode | ox.Literal]]]:
    found: dict[str, dict[str, list[ox.NamedNode | ox.Literal]]] = defaultdict(lambda: defaultdict(list))
    for triple in ox.parse(path=str(FOLDER / f"{name}.ttl")):
        assert isinstance(triple.subject, ox.NamedNode)
        assert isinstance(triple.object, ox.NamedNode | ox.Literal)
        found[triple.subject.value][triple.predicate.value].append(triple.object)
    return found


def texts(values: list[ox.NamedNode | ox.Literal]) -> list[str]:
    return [value.value for value in values]


def rows(name: str) -> list[dict[str, str]]:
    with (OFFICIAL / name).open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


@cache
def without_english() -> frozenset[str]:
    """The groups and classes of GB/T 4754 that no industry matches to: the standard has no English name for them."""
    above = {each.iri: each.broader for each in vocab.concepts("gbt4754")}
    matched: set[str] = set()
    for values in read("industry").values():
        for each in texts([*values[SKOS.exactMatch], *values[SKOS.closeMatch]]):
            iri: str | None = each
            while iri is not None:
                matched.add(iri)
                iri = above[iri]
    return frozenset(each.iri for each in vocab.concepts("gbt4754") if len(each.code) > 3 and each.iri not in matched)


def test_each_file_is_a_known_vocabulary() -> None:
    assert sorted(path.stem for path in FOLDER.glob("*.ttl")) == sorted(FILES)


@pytest.mark.parametrize("name", FILES)
def test_everything_has_one_label_in_each_language_and_no_name_twice(name: str) -> None:
    for subject, values in read(name).items():
        labels = values[RDFS.label]
        languages = ["zh"] if subject in without_english() else ["en", "zh"]
        assert sorted(label.language or "" for label in labels if isinstance(label, ox.Literal)) == languages, subject
        names = [*texts(labels), *texts(values[SKOS.altLabel]), *texts(values[SKOS.hiddenLabel])]
        assert len(set(names)) == len(names), subject
        for alias in (*values[SKOS.altLabel], *values[CK.keyword]):
            assert isinstance(alias, ox.Literal)
            assert alias.language == "zh", subject


@pytest.mark.parametrize("name", FILES)
def test_only_terms_of_the_ontology_are_used(name: str) -> None:
    used = {p for values in read(name).values() for p in values}
    used |= {kind for values in read(name).values() for kind in texts(values[RDF.type])}
    assert {term.removeprefix(iris.CK) for term in used if term.startswith(iris.CK)} <= set(CK)


@pytest.mark.parametrize("name", SCHEMES)
def test_a_scheme_says_what_it_is_and_holds_every_concept(name: str) -> None:
    scheme = f"{iris.BASE}vocab/{name}"
    about = read(name)[scheme]
    assert texts(about[RDF.type]) == [SKOS.ConceptScheme]
    assert about[DCTERMS.source]
    assert about[DCTERMS.license]
    for each in vocab.concepts(name):
        values = read(name)[each.iri]
        assert texts(values[SKOS.inScheme]) == [scheme], each
        assert SKOS.Concept in texts(values[RDF.type]), each
        assert each.kind == KINDS.get(name, "Concept"), each


@pytest.mark.parametrize("name", iris.SCHEMES)
def test_a_concept_has_the_iri_of_its_label(name: str) -> None:
    for each in vocab.concepts(name):
        key = each.code if name == "place" and each.code != "CN" else "china" if name == "place" else each.label
        assert each.iri == iris.concept(name, key)


@pytest.mark.parametrize("name", SCHEMES)
def test_a_concept_has_at_most_one_broader_and_there_is_a_top(name: str) -> None:
    above = {each.iri: each.broader for each in vocab.concepts(name)}
    for iri in above:
        assert len(read(name)[iri][SKOS.broader]) <= 1
        seen = [iri]
        while (up := above[seen[-1]]) is not None:
            assert up not in seen, seen
            seen.append(up)


@pytest.mark.parametrize("name", [name for name in SCHEMES if name not in ("place", *CLASSIFICATIONS)])
def test_no_two_concepts_share_a_name(name: str) -> None:
    owners: dict[str, set[str]] = defaultdict(set)
    for each in vocab.concepts(name):
        for form in each.names:
            owners[vocab.fold(form)].add(each.label)
    assert [sorted(labels) for labels in owners.values() if len(labels) > 1] == []


@pytest.mark.parametrize("name", [name for name in FILES if name not in (*CLASSIFICATIONS, "corporation")])
def test_no_company_is_named_but_the_well_known_ones(name: str) -> None:
    company = re.compile(r"公司|集团|股份|有限|Inc\.|Ltd")
    common = {"上市公司", "新增上市公司"}  # kinds of companies, not companies
    for each in vocab.concepts(name):
        for form in (*each.names, *each.keywords):
            assert not company.search(form) or form in common or "上市公司" in form, each


def test_a_keyword_tells_one_industry_and_is_longer_than_a_character() -> None:
    count = Counter(word for each in vocab.concepts("industry") for word in each.keywords)
    assert [word for word, times in count.items() if times > 1 or len(word) < 2] == []


@pytest.mark.parametrize("name", [name for name in FILES if name != "unit"])
def test_no_name_is_a_single_character(name: str) -> None:
    assert [form for form in vocab.names(name) if len(form) < 2] == []


def test_industries_match_codes_of_the_classification() -> None:
    codes = {each.iri for each in vocab.concepts("gbt4754")}
    matches = [
        match
        for each in vocab.concepts("industry")
        for relation in (SKOS.closeMatch, SKOS.exactMatch)
        for match in texts(read("industry")[each.iri][relation])
    ]
    assert len(matches) > 250
    assert set(matches) <= codes


def test_the_classifications_are_whole() -> None:
    levels = Counter(len(each.code) for each in vocab.concepts("gbt4754"))
    assert levels == {1: 20, 3: 97, 4: 473, 5: 1381}
    assert Counter(len(each.code) for each in vocab.concepts("isic4")) == {1: 21, 2: 88}


def test_each_division_and_no_class_leads_to_divisions_of_isic() -> None:
    divisions = {each.iri for each in vocab.concepts("isic4") if len(each.code) == 2}
    kinds = (SKOS.exactMatch, SKOS.closeMatch, SKOS.broadMatch, SKOS.narrowMatch, SKOS.relatedMatch)
    reached: set[str] = set()
    for each in vocab.concepts("gbt4754"):
        values = read("gbt4754")[each.iri]
        matches = [match for kind in kinds for match in texts(values[kind])]
        assert matches or len(each.code) != 3, each
        assert not matches or len(each.code) in (3, 4), each
        assert len(set(matches)) == len(matches), each
        exact = texts(values[SKOS.exactMatch])
        assert not exact or len(matches) == 1, each
        reached |= set(matches)
    assert reached <= divisions
    assert {iri.rpartition("/")[2] for iri in divisions - reached} == {"98"}  # what households make for themselves


def test_an_honour_is_granted_by_an_agency_of_the_file() -> None:
    agencies = {iri for iri, values in read("honour").items() if CK.Agency in texts(values[RDF.type])}
    granters = {iri for values in read("honour").values() for iri in texts(values[CK.grantedBy])}
    assert granters <= agencies
    assert {level for each in read("honour").values() for level in texts(each[CK.level])} == {
        "国际", "国家级", "省级", "市级", "县级"
    }  # fmt: skip


def test_the_vocabularies_are_large_enough() -> None:
    assert len(vocab.concepts("metric")) >= 150
    assert len(vocab.concepts("industry")) >= 120
    assert len(vocab.concepts("honour")) >= 150
    assert len(vocab.concepts("unit")) >= 500


def test_value_added_is_never_output() -> None:
    for each in vocab.concepts("metric"):
        kinds = {
            word for form in each.names for word in ("增加值", "总产值", "营业收入", "利润总额") if form.endswith(word)
        }
        assert len(kinds) <= 1 or each.label == "海洋生产总值", each


# --- units


def test_the_base_of_a_base_is_itself() -> None:
    for each in vocab.concepts("unit"):
        unit = units.unit(each.label)
        assert unit
        base = units.unit(unit.base_label)
        assert base
        assert (base.base_iri, base.base_label, base.factor) == (base.iri, base.label, Decimal(1)), unit
        assert unit.factor > 0


def test_a_unit_is_what_its_parts_make_it() -> None:
    """The file says nothing about a compound or a multiple that its parts would contradict."""
    for each in vocab.concepts("unit"):
        unit = units.unit(each.label)
        assert unit
        if "/" in each.label and each.label != "元/度":
            head, *tails = each.label.split("/")
            base, factor = units._product(head) or ("", Decimal(0))
            for tail in tails:
                base, factor = units._quotient((base, factor), tail, units._product(tail) or ("", Decimal(0)))
            assert (unit.base_label, unit.factor) == (base, factor)
        if each.label[0] in "百千万亿" and (rest := units.unit(re.sub("^[百千万亿]+", "", each.label))):
            assert unit.base_label == rest.base_label
            assert set(f"{unit.factor / rest.factor:f}".rstrip("0")) <= {"1", "."}


# --- against the official lists


@official
def test_places_are_those_of_the_official_codes() -> None:
    divisions = {row["code"]: row for row in rows("divisions.csv") if row["code"] != row["parent"]}
    placeholders = {"市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划"}
    towns = {code for code in divisions if len(code) == 9 and code.startswith("330282")}
    wanted = {
        code
        for code, row in divisions.items()
        if (len(code) == 6 or code in towns)
        and row["name"] not in placeholders
        and row["name"] != divisions.get(row["parent"], row | {"name": ""})["name"]
    }
    places, zones = ({each.code: each for each in vocab.concepts(name)} for name in ("place", "zone"))
    added = {"CN", "710000", "810000", "820000"}
    assert set(places) | set(zones) == wanted | added
    assert not set(places) & set(zones)
    for code in wanted:
        assert (places.get(code) or zones[code]).label == divisions[code]["name"]
    for code in set(places) - added:
        parent = divisions[code]["parent"]
        while parent and divisions[parent]["name"] in placeholders:
            parent = divisions[parent]["parent"]
        assert places[code].broader == iris.concept("place", parent or "china")


@official
def test_codes_of_the_classification_are_official() -> None:
    codes = {row["code"]: row for row in reversed(rows("gbt4754-2017.csv"))}
    codes["C3741"] = {"name": "飞机制造", "parent": "C374"}  # the list prints it as a second C374
    assert set(codes) == {each.code for each in vocab.concepts("gbt4754")}
    for each in vocab.concepts("gbt4754"):
        assert each.label == codes[each.code]["name"]
        parent = codes[each.code]["parent"]
        assert each.broader == (f"{iris.BASE}vocab/gbt4754/{parent}" if parent else None)
