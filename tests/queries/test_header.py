"""The header of a saved query is read strictly: what is wrong is told with file and line."""

import re

import pytest

from ontology.errors import QueryError
from queries import header

GOOD = """\
# title.zh: 企业
# title.en: Companies
# description.zh: 一行：
#    “甲”与
#    B，
#    乙
# description.en: One line,
#    and another.
#
# param industry: ck:Industry many = 家电 | 模具
# param industry.zh: 产业
# param industry.en: the industry
# param year: year
# param year.zh: 年份
# param year.en: the year
# column company: 企业 | company
# column value: 数值 | value
# example: cixi-kg query q -p industry=家电 -p 'industry=a b' -p year=2025
# picture: bar company value
SELECT ?company ?value WHERE {
  VALUES ?industry_ { }
  ?company ck:inIndustry ?industry_ .
  VALUES ?year { } FILTER(YEAR(?end) = ?year)   # if year
  FILTER(?value > 0)                            # unless year
}
"""


def test_everything_is_read() -> None:
    query = header.read("q", GOOD)
    assert query.title == header.Words("企业", "Companies")
    assert query.description.en == "One line, and another."
    assert query.description.zh == "一行：“甲”与 B，乙"
    industry, year = query.parameters
    assert (industry.type, industry.classes, industry.many, industry.default) == (
        "",
        ("ck:Industry",),
        True,
        ("家电", "模具"),
    )
    assert (year.type, year.classes, year.many, year.default) == ("year", (), False, ())
    assert query.headings() == {"company": "企业", "value": "数值"}
    assert query.headings("en") == {"company": "company", "value": "value"}
    assert query.picture == header.Picture("bar", ("company", "value"))
    assert query.form == "SELECT"
    assert header.pairs(query) == {"industry": ["家电", "a b"], "year": ["2025"]}
    assert query.text.startswith("SELECT")


def test_values_go_where_the_text_marks_them() -> None:
    query = header.read("q", GOOD)
    filled = header.fill(query.text, {"industry": "<a> <b>", "year": "2025"})
    assert "VALUES ?industry_ { <a> <b> }" in filled
    assert "VALUES ?year { 2025 }" in filled
    assert "?value > 0" not in filled
    without = header.fill(query.text, {"industry": "", "year": ""})
    assert "VALUES" not in without
    assert "YEAR" not in without
    assert "?value > 0" in without


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        ("# title.zh: 企业\n", "", 1, "lacks `# title.zh"),
        ("# title.en: Companies", "# title.en: Companies\n# title.en: again", 3, "second time"),
        ("# title.en: Companies", "# titel.en: Companies", 1, "lacks `# title.en"),
        ("# picture: bar company value", "# picture: bar company value\n# colour: red", 20, "no key"),
        ("#\n", "#nothing\n", 9, "`# key: value`"),
        ("ck:Industry many", "ck:Industry several", 10, "no type"),
        ("year: year\n", "year: jahr\n", 13, "no type"),
        ("ck:Industry many", "ck:Industry", 10, "not `many`"),
        ("param year", "param Year", 13, "names no parameter"),
        ("# param year.en: the year\n", "", 1, "lacks `# param year.en"),
        ("企业 | company", "企业", 16, "a column is"),
        ("bar company value", "pie company value", 19, "no picture"),
        ("bar company value", "bar company price", 19, "no column"),
        ("bar company value", "bar company", 19, "two columns"),
        ("query q -p", "query other -p", 18, "an example is"),
        ("-p year=2025", "-p month=1", 18, "no parameter"),
        ("-p year=2025", "-p", 18, "an example is"),
        ("VALUES ?industry_ { }\n", "\n", 20, "has no `VALUES ?industry"),
        ("VALUES ?industry_ { }\n", "VALUES ?industry_ { } VALUES ?other { }\n", 20, "has no `# param` line"),
        ("SELECT ?company ?value WHERE", "INSERT", 20, "does not begin a query"),
        ("SELECT ?company ?value WHERE {", "SELECT * { SERVICE <x> { } ", 20, "SERVICE"),
        ("SELECT ?company ?value WHERE", "ASK", 20, "a SELECT has"),
    ],
)
def test_what_is_wrong_is_named_with_its_line(old: str, new: str, line: int, said: str) -> None:
    assert old in GOOD
    with pytest.raises(QueryError, match=re.escape(said)) as caught:
        header.read("q", GOOD.replace(old, new, 1) if "Year" not in new else GOOD.replace(old, new))
    assert str(caught.value).startswith(f"queries/q.rq, line {line}: ")
