"""The file of judgements: read, appended to, taken back from, told apart from anything else."""

from pathlib import Path

import pytest

from graph.judged import FILE, JUDGEMENTS, Judgement, append, effective, judgements, of_store, undo
from ontology.errors import CallError, GraphError

MADE = [
    Judgement("宁波长青电器有限公司", "长青电器", "same", "li", "2026-01-02", "the same address"),
    Judgement("长青电器", "苏州长青药业有限公司", "different", "wu", "2026-01-03", ""),
    Judgement("长青", "http://www.wikidata.org/entity/Q1", "undecided", "", "", ""),
]


def test_what_is_appended_is_read_back_in_its_order(tmp_path: Path) -> None:
    path = tmp_path / "new" / FILE
    append(path, MADE[:1])
    append(path, MADE[1:])
    assert judgements(path) == tuple(MADE)
    assert path.read_text(encoding="utf-8").splitlines()[0] == "left\tright\tverdict\twho\twhen\twhy"


def test_tabs_and_lines_in_a_reason_do_not_break_the_file(tmp_path: Path) -> None:
    append(tmp_path / FILE, [Judgement("a", "b", "same", "li", "", "one\ttwo\nthree")])
    assert judgements(tmp_path / FILE)[0].why == "one two three"


def test_a_judgement_is_taken_back_and_comments_stay(tmp_path: Path) -> None:
    path = tmp_path / FILE
    append(path, MADE)
    path.write_text("# ours\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    assert undo(path, 2) == MADE[1]
    assert judgements(path) == (MADE[0], MADE[2])
    assert path.read_text(encoding="utf-8").startswith("# ours\n")
    with pytest.raises(CallError, match="there is no judgement 3"):
        undo(path, 3)


def test_the_last_line_on_a_pair_counts_in_either_order() -> None:
    later = Judgement("长青电器", "宁波长青电器有限公司", "different", "wu", "2026-02-01", "")
    assert effective([*MADE, later])[frozenset(("长青电器", "宁波长青电器有限公司"))] == later


def test_those_of_a_store_come_after_those_of_the_project(tmp_path: Path) -> None:
    assert of_store(tmp_path) == judgements(JUDGEMENTS)
    append(tmp_path / FILE, MADE)
    assert of_store(tmp_path) == (*judgements(JUDGEMENTS), *MADE)


@pytest.mark.parametrize(
    "line", ["a\tb\tmaybe\tx\t2026\t", "a\tb\tsame", "\tb\tsame\t\t\t", "a\tb\tsame\tx\t2026\t\tmore"]
)
def test_a_broken_line_is_named(tmp_path: Path, line: str) -> None:
    path = tmp_path / FILE
    path.write_text("left\tright\tverdict\twho\twhen\twhy\n" + line + "\n", encoding="utf-8")
    with pytest.raises(GraphError, match=r"judgements\.tsv line 2"):
        judgements(path)


def test_a_file_that_is_no_text_is_refused(tmp_path: Path) -> None:
    path = tmp_path / FILE
    path.write_bytes(b"\xff\xfe\x00\x80")
    with pytest.raises(GraphError, match="no text in UTF-8"):
        judgements(path)
    with pytest.raises(GraphError, match="cannot be read"):
        judgements(tmp_path / "none.tsv")
