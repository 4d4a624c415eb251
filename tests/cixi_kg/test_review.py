"""`link match`, `link review`, `link judgements`: lists matched, pairs judged on the terminal, judgements exchanged."""

import csv
import subprocess
import sys
from pathlib import Path

import pytest

from cixi_kg import lists, waiting
from graph.judged import FILE, Judgement, append, judgements
from graph.matching.match import match
from ontology.errors import CallError, SourceError

LEFT = "企业名称,统一社会信用代码,所在地\n寧波長青電器有限公司,,\n海虹电器,,苏州\n启明药业有限公司,12,\n月湖机械厂,,\n"
RIGHT = "宁波长青电器股份有限公司\n苏州海虹电器有限公司\n苏州启明药业有限公司\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "left.csv").write_text(LEFT, encoding="utf-8")
    (tmp_path / "right.csv").write_text(RIGHT, encoding="utf-8")
    return tmp_path


def run(folder: Path, *arguments: str, typed: str = "") -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "cixi_kg", "link", *arguments, "--store", str(folder / "store")]
    return subprocess.run(
        command, input=typed, capture_output=True, text=True, cwd=Path(__file__).parents[2], check=False
    )


def test_two_lists_are_matched_and_written_as_csv(folder: Path) -> None:
    left, right, out = folder / "left.csv", folder / "right.csv", folder / "out.csv"
    done = run(folder, "match", str(left), str(right), "--explain", "-o", str(out))
    assert done.returncode == 0
    assert "left.csv row 4: the unified social credit code '12' has not 18 characters" in done.stderr
    assert "4 names: 2 matched, 1 wait for a person, 1 without a match" in done.stderr
    assert "+0.97 same_registered_name" in done.stdout
    rows = list(csv.DictReader(out.read_text(encoding="utf-8").splitlines()))
    assert [(row["left_row"], row["right_row"], row["verdict"], row["relation"]) for row in rows] == [
        ("2", "1", "same", "skos:exactMatch"),
        ("3", "2", "same", "skos:closeMatch"),
        ("4", "3", "undecided", "ck:candidateOf"),
    ]


def test_a_table_of_matches_is_reviewed_and_replayed(folder: Path) -> None:
    left, right, out = str(folder / "left.csv"), str(folder / "right.csv"), folder / "out.csv"
    run(folder, "match", left, right, "-o", str(out))
    done = run(folder, "review", str(out), "--who", "li", typed="what\ny the same address\n")
    assert done.returncode == 0
    assert "启明药业有限公司" in done.stdout
    assert "one full name has a place, the other none" in done.stdout
    (made,) = judgements(folder / "store" / FILE)
    assert (made.left, made.right, made.verdict) == ("启明药业有限公司", "苏州启明药业有限公司", "same")
    assert (made.who, made.why) == ("li", "the same address")
    assert "3 matched, 0 wait" in run(folder, "match", left, right).stderr
    assert "0 judged" in run(folder, "review", str(out)).stderr
    assert "Taken back: 启明药业有限公司" in run(folder, "judgements", "--undo", "1").stderr
    assert "2 matched, 1 wait" in run(folder, "match", left, right).stderr


def test_skipping_and_stopping_judge_nothing(folder: Path) -> None:
    run(folder, "match", str(folder / "left.csv"), str(folder / "right.csv"), "-o", str(folder / "out.csv"))
    for typed in ("s\n", "q\n", ""):
        assert "0 judged" in run(folder, "review", str(folder / "out.csv"), typed=typed).stderr
    assert not (folder / "store" / FILE).exists()


def test_judgements_are_listed_exported_and_brought_in(folder: Path) -> None:
    made = [Judgement("长青", "长青电器", "same", "li", "2026-01-01", "seen"), Judgement("长青", "海虹", "different")]
    append(folder / "ours.tsv", made)
    assert (
        "1  长青 · 长青电器 · same  li 2026-01-01 seen"
        in run(folder, "judgements", "--judgements", str(folder / "ours.tsv")).stdout
    )
    text = run(folder, "judgements", "--judgements", str(folder / "ours.tsv"), "--export", "-").stdout
    (folder / "x.sssom.tsv").write_text(text, encoding="utf-8")
    for _ in range(2):  # what is there already is not added again
        assert run(folder, "judgements", "--import", str(folder / "x.sssom.tsv")).returncode == 0
    assert judgements(folder / "store" / FILE) == tuple(made)
    assert "0 judgements added" in run(folder, "judgements", "--import", str(folder / "ours.tsv")).stderr


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (("match", "none.csv"), 1, "does not exist"),
        (("match", "left.csv", "right.csv", "--name", "名字"), 2, "has no column '名字'"),
        (("match", "left.csv", "right.csv", "--kind", "Shop"), 2, "'Shop' are not matched"),
        (("match", "two.csv", "right.csv"), 2, "which column"),
        (("match", "left.csv", "right.csv", "--format", "xyz"), 2, "there is no format 'xyz'"),
        (("review", "right.csv"), 1, "has no column 'left'"),
        (("judgements", "--undo", "1"), 2, "there is no judgement 1"),
        (("judgements", "--import", "left.csv"), 1, "no column predicate_id"),
        (("judgements", "--undo", "1", "--export", "x"), 2, "give one of them"),
    ],
)
def test_bad_input_is_said_in_a_sentence(folder: Path, arguments: tuple[str, ...], status: int, said: str) -> None:
    (folder / "two.csv").write_text("甲,乙\n1,2\n", encoding="utf-8")
    named = [str(folder / each) if each.endswith(".csv") else each for each in arguments]
    done = run(folder, *named)
    assert (done.returncode, said in done.stderr) == (status, True), done.stderr
    assert "Traceback" not in done.stderr


def test_a_list_is_read_by_its_heads_or_without(folder: Path) -> None:
    found = lists.read_list(folder / "left.csv", lists.Wanted())
    assert next(thing.names for thing in found.things) == ("寧波長青電器有限公司",)
    assert found.things[1].areas == ("320500",)
    assert len(found.faults) == 1
    assert [thing.id for thing in lists.read_list(folder / "right.csv", lists.Wanted()).things] == [
        "0000001",
        "0000002",
        "0000003",
    ]
    with pytest.raises(CallError, match="no column"):
        lists.read_list(folder / "left.csv", lists.Wanted(code="编号"))
    with pytest.raises(SourceError):
        lists.read_list(folder / "none.csv", lists.Wanted())


def test_columns_can_be_named_for_the_lists_that_have_them(folder: Path) -> None:
    (folder / "left.csv").write_text("甲,乙\n1,宁波长青电器有限公司\n", encoding="utf-8")
    (found,) = lists.read_list(folder / "left.csv", lists.Wanted(name="乙")).things
    assert found.names == ("宁波长青电器有限公司",)
    assert len(lists.read_list(folder / "right.csv", lists.Wanted(name="乙", strict=False)).things) == 3


def test_a_column_of_former_names_counts(folder: Path) -> None:
    (folder / "left.csv").write_text("名称,曾用名\n宁波海虹电器有限公司,宁波长青电器有限公司\n", encoding="utf-8")
    left, right = (lists.read_list(folder / f"{side}.csv", lists.Wanted()).things for side in ("left", "right"))
    assert [m.right.names[0] for m in match(left, right).matches if m.verdict == "same"] == ["宁波长青电器股份有限公司"]


def test_what_is_shown_of_a_pair_explains_its_score() -> None:
    (pair,) = waiting.of_names([("长青电器有限公司", "宁波长青电器有限公司", "doubt")])
    shown = "\n".join(waiting.shown(pair, None))
    assert "score 0.82: +0.97 same_registered_name" in shown
    assert "-0.15 one_place" in shown
    assert "left open: doubt" in shown


def test_candidates_of_the_graph_show_both_sides(bundled_store: tuple[Path, object]) -> None:
    from graph.store import open_store

    ask = open_store(bundled_store[0]).query
    pairs = waiting.of_graph(ask)
    assert pairs
    shown = "\n".join(waiting.shown(pairs[0], ask))
    assert "document: " in shown
    assert "sentence: " in shown
    judged = [Judgement(pairs[0].right.key, pairs[0].left.key, "undecided")]
    assert waiting.unjudged(pairs, judged) == pairs[1:]
