"""Whatever a document holds, its rules end without an error, soon, and every quotation stands at its place."""

import random
import re
import time
from collections import Counter
from pathlib import Path

import pytest

from benchmarks.hostile import hostile
from benchmarks.mutations import file, text
from cixi_kg.engines.task import Task, extract, warm_up
from loaders.dictionary import tagged
from loaders.find import find
from loaders.sources import Source
from loaders.text import LONGEST_PASSAGE, Text, passages
from ontology.facts import Document, Facts, Ref

DOCUMENT = Document("d", "某市政府工作报告", "2024-01", Ref("Place", "慈溪市", "330282"))


def assert_quotations(facts: Facts, content: str) -> None:
    for fact in (*facts.mentions, *facts.relations, *facts.attributes, *facts.observations):
        place = fact.evidence
        assert content[place.start : place.end] == place.exact
        assert content[: place.start].endswith(place.prefix)
        assert content[place.end :].startswith(place.suffix)


@pytest.mark.parametrize("seed", range(10))
def test_changed_texts(seed: int) -> None:
    rng = random.Random(seed)
    for _ in range(30):
        content = text(rng)
        assert_quotations(find(Text(DOCUMENT, content)), content)


CASES = "".join(
    path.read_text(encoding="utf-8") for path in sorted((Path(__file__).parents[1] / "cases").glob("*.toml"))
)
CLAUSES = [clause for said in re.findall(r'text = "([^"]+)"', CASES) for clause in re.split(r"(?<=[，。；、：])", said)]


@pytest.mark.parametrize("seed", range(10))
def test_clauses_of_all_cases_in_any_order(seed: int) -> None:
    rng = random.Random(seed)
    for _ in range(40):
        pieces = (
            rng.choice(CLAUSES)[rng.randint(0, 3) :] + rng.choice(["", "", "\n", "（", "）", "等"]) for _ in range(40)
        )
        content = "".join(pieces)
        assert_quotations(find(Text(DOCUMENT, content)), content)


def cut_at_every_word(most: int = 2) -> list[str]:
    """Texts that begin or end with each word of the cases: 基地 was an error as the first word of a text."""
    seen: Counter[str] = Counter()
    cut = []
    for clause in CLAUSES:
        at = 0
        for word, _ in tagged(clause):
            seen[word] += 1
            if seen[word] <= most:
                cut += [clause[at:], clause[: at + len(word)]]
            at += len(word)
    return cut


@pytest.mark.parametrize("part", range(8))
def test_a_text_may_begin_and_end_with_any_word(part: int) -> None:
    for content in cut_at_every_word()[part::8]:
        assert_quotations(find(Text(DOCUMENT, content)), content)


JOINED = "和与及甲乙" * 12 + "。"


@pytest.mark.parametrize("part", range(8))
def test_a_run_of_joining_words_is_read_soon(part: int) -> None:
    """Behind what begins a list such a run may be parted in very many ways, of which patterns must try few."""
    for head in cut_at_every_word(1)[1::2][part::80]:
        start = time.process_time()
        find(Text(DOCUMENT, head + JOINED))
        assert time.process_time() - start < 2, head


@pytest.mark.parametrize("seed", range(10))
def test_changed_files_give_facts_or_a_reason(seed: int, tmp_path: Path) -> None:
    rng = random.Random(seed)
    for _ in range(20):
        suffix, data = file(rng)
        path = tmp_path / f"x{suffix}"
        path.write_bytes(data)
        found = extract(Task(Source(str(path), "x"), "rules"))
        assert bool(found.facts) != bool(found.reason)
        assert "by a fault of ours" not in found.reason
        assert "\n" not in found.reason


@pytest.mark.parametrize(("suffix", "data"), [pytest.param(s, data, id=what) for what, s, data in hostile(20_000)])
def test_files_made_to_do_harm_give_facts_or_a_reason(suffix: str, data: bytes, tmp_path: Path) -> None:
    path = tmp_path / f"x{suffix}"
    path.write_bytes(data)
    warm_up()
    start = time.process_time()
    found = extract(Task(Source(str(path), "x", date="2024", area="慈溪市"), "rules"))
    assert time.process_time() - start < 30
    assert bool(found.facts) != bool(found.reason)
    assert "by a fault of ours" not in found.reason
    assert "root:" not in found.content


def test_a_paragraph_without_end_is_read_in_parts() -> None:
    content = "2023年，甲市完成工业投资100亿元，同比增长5.2%。" * 400
    found = passages(Text(DOCUMENT, content))
    assert len(found) == 3
    assert "".join(passage.text for passage in found) == content
    assert all(len(passage.text) <= LONGEST_PASSAGE and passage.text.endswith("。") for passage in found)
    facts = find(Text(DOCUMENT, content))
    assert len(facts.observations) == 800
    assert_quotations(facts, content)


def test_a_sentence_without_end_is_cut() -> None:
    content = "甲乙丙丁" * 3000
    found = passages(Text(DOCUMENT, content))
    assert [len(passage.text) for passage in found] == [LONGEST_PASSAGE] * 3
    assert "".join(passage.text for passage in found) == content
