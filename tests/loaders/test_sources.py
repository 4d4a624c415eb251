import os
from pathlib import Path

import pytest

from loaders.sources import Source, area_ref, bundled, date_fault, load_manifest, sources_for
from ontology.errors import CallError, SourceError
from ontology.facts import Ref


def manifest(folder: Path, content: str) -> Path:
    (folder / "a.txt").write_text("文", encoding="utf-8")
    (folder / "b.txt").write_text("文", encoding="utf-8")
    path = folder / "m.toml"
    path.write_text(content, encoding="utf-8")
    return path


def test_bundled() -> None:
    sources = bundled()
    assert [(s.identifier.partition("_")[0], s.date, s.kind) for s in sources] == [
        ("000", "2022-11", "feature"),
        ("001", "2021-08", "plan"),
        ("002", "2025-12", "feature"),
        ("003", "2026-03", "feature"),
        ("004", "2024-01", "feature"),
    ]
    assert {area_ref(s.area) for s in sources} == {Ref("Place", "慈溪市", "330282")}
    assert all(Path(s.location).name == f"{s.identifier}.txt" for s in sources)
    assert sources == sources_for([])


@pytest.mark.parametrize(
    ("area", "name", "key"),
    [
        ("江苏省南京市江北新区", "江北新区", "320100-江北新区"),
        ("江苏省苏州市苏州工业园区", "苏州工业园区", "320500-苏州工业园区"),
        ("大庆市高新区", "高新区", "230600-高新区"),
        ("昆山市花桥镇", "花桥镇", "320583-花桥镇"),
        ("台湾省新竹县", "新竹县", "710000-新竹县"),
        ("上海市浦东新区", "浦东新区", "310115"),
        ("湖北恩施州", "恩施土家族苗族自治州", "422800"),
        ("广西壮族自治区河池市宜州市", "宜州区", "451203"),
        ("江苏省南京市江宁县", "江宁区", "320115"),
    ],
)
def test_an_area_without_a_code_lies_in_the_place_before_it(area: str, name: str, key: str) -> None:
    assert area_ref(area) == Ref("Place", name, key)


def test_manifest_entries(tmp_path: Path) -> None:
    path = manifest(
        tmp_path,
        '[[source]]\nfile = "a.txt"\n[[source]]\nfile = "b.txt"\nidentifier = "B"\ntitle = " 题 "\ndate = 2024-01-09\n'
        'area = "昆山市"\npublisher = "p"\nkind = "k"\nurl = "https://example.org/"\nlicence = "CC0-1.0"\n',
    )
    first, second = load_manifest(path)
    assert first == Source(str(tmp_path / "a.txt"), "a")
    assert second == Source(
        str(tmp_path / "b.txt"), "B", "题", "2024-01-09", "昆山市", "p", "k", "https://example.org/", "CC0-1.0"
    )


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("[[source]]\nfil = 'a.txt'", ["source 1", "'fil'", "did you mean 'file'?"]),
        (
            "[[source]]\nfile = 'a.txt'\nxyzzy = 'a.txt'",
            ["source 1 (a.txt)", "'xyzzy'", "the keys are file, identifier"],
        ),
        ("[[source]]\ntitle = 'a.txt'", ["source 1", "has no file", "relative to the manifest"]),
        ("[[source]]\nfile = 'c.txt'", ["source 1 (c.txt)", "c.txt does not exist"]),
        (
            "[[source]]\nfile = 'a.txt'\n[[source]]\nfile = 'b.txt'\nidentifier = 'a'",
            ["a.txt", "b.txt", "identifier 'a'"],
        ),
        ("[[source]]\nfile = 'a.txt'\ndate = '2024年'", ["date '2024年'", "YYYY-MM-DD"]),
        ("[[source]]\nfile = 'a.txt'\ndate = '2024-02-30'", ["date '2024-02-30'", "calendar"]),
        ("[[source]]\nfile = 'a.txt'\ntitle = 3", ["title is 3", "in quotes"]),
        ("[[source]]\nfile = 'a.txt'\narea = '慈溪县'", ["area '慈溪县' is not a known place", "浙江省宁波市慈溪市"]),
        ("[[source]]\nfile = 'a.txt'\narea = '鼓楼区'", ["'鼓楼区' is the name of", "江苏省南京市鼓楼区"]),
        ("[[sources]]\nfile = 'a.txt'", ["'sources'", "did you mean 'source'?"]),
        ("source = 'a.txt'", ["[[source]]"]),
        ("", ["names no document", "[[source]]"]),
        ("[[source]\n", ["is not TOML", "line 1"]),
    ],
)
def test_a_wrong_manifest_is_told_in_one_sentence(tmp_path: Path, content: str, words: list[str]) -> None:
    path = manifest(tmp_path, content)
    with pytest.raises(SourceError) as error:
        load_manifest(path)
    message = str(error.value)
    assert str(path) in message
    assert "\n" not in message
    assert all(word in message for word in words), message


def test_a_manifest_that_is_not_there_or_not_text(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="does not exist"):
        load_manifest(tmp_path / "m.toml")
    with pytest.raises(SourceError, match="is a folder, not a file"):
        load_manifest(tmp_path)
    (tmp_path / "m.toml").write_bytes("标题 = 1".encode("gb18030"))
    with pytest.raises(SourceError, match="is not UTF-8"):
        load_manifest(tmp_path / "m.toml")


def test_folders_give_what_can_be_read_in_order(tmp_path: Path) -> None:
    names = ["b.txt", "a.MD", "sub/c.pdf", "sub/.hidden.txt", "~$d.docx", "e.xls", ".git/f.txt", "g.tar.csv"]
    for name in names:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    found = sources_for([str(tmp_path)], date="2024", area="昆山市")
    assert [Path(s.location).relative_to(tmp_path).as_posix() for s in found] == [
        "a.MD",
        "b.txt",
        "g.tar.csv",
        "sub/c.pdf",
    ]
    assert [(s.identifier, s.date, s.area) for s in found] == [(n, "2024", "昆山市") for n in ("a", "b", "g", "c")]
    again = sources_for([str(tmp_path / "b.txt"), str(tmp_path)], date="2024", area="昆山市")
    assert sorted(again) == sorted(found)


def test_the_manifest_counts_before_the_call(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = manifest(tmp_path, '[[source]]\nfile = "a.txt"\ndate = "2020"\ntitle = "题"\n')
    monkeypatch.chdir(tmp_path)
    first, second = sources_for(["./a.txt", "b.txt"], path, date="2024", area="昆山市")
    assert (first.title, first.date, first.area) == ("题", "2020", "昆山市")
    assert (second.identifier, second.date) == ("b", "2024")
    assert sources_for([], path, area="昆山市") == (first,)


def test_addresses() -> None:
    found = sources_for(["https://example.org/x/%E5%85%AC%E6%8A%A5.html?a=1", "http://example.org"])
    assert [(s.identifier, s.remote) for s in found] == [("公报", True), ("example", True)]


def test_what_a_call_can_get_wrong(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="does not exist"):
        sources_for([str(tmp_path / "a.txt")])
    with pytest.raises(SourceError, match=r"holds no document.*\.txt \.md"):
        sources_for([str(tmp_path)])
    with pytest.raises(CallError, match="--date 'x' is not a date"):
        sources_for([], date="x")
    with pytest.raises(CallError, match="--area: '慈西' is not a known place"):
        sources_for([], area="慈西")
    for folder in ("x", "y"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "a.txt").touch()
    with pytest.raises(SourceError, match=r"x/a\.txt and .*y/a\.txt have the same identifier 'a'"):
        sources_for([str(tmp_path)])


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read everything")
def test_a_folder_that_may_not_be_read(tmp_path: Path) -> None:
    (tmp_path / "x").mkdir(mode=0)
    with pytest.raises(SourceError, match="cannot be read"):
        sources_for([str(tmp_path)])


@pytest.mark.parametrize("date", ["", "2024", "2024-02", "2024-02-29"])
def test_dates(date: str) -> None:
    assert date_fault(date) == ""


@pytest.mark.parametrize("date", ["24", "2024-2", "2024-13", "2023-02-29", "2024-01-01T00:00", "0000", "２０２４"])
def test_no_dates(date: str) -> None:
    assert date_fault(date)
