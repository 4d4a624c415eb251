"""The period that a document is about by its title."""

import pytest

from loaders.figures.dating import title_period
from loaders.periods import Period, Today


@pytest.mark.parametrize(
    ("title", "date", "expected"),
    [
        ("2022年发展总体情况和2023年工作打算汇报", "2022-12", 2022),  # the first of two, until the text says otherwise
        ("关于2023年国民经济和社会发展计划执行情况与2024年国民经济和社会发展计划（草案）的报告", "2024-01", 2023),
        ("2020年预算执行情况及2021年预算草案的报告", "2021-01", 2020),
        ("2024年政府工作报告", "2024-01", 2023),
        ("2024年国民经济和社会发展统计公报", "2025-03", 2024),
    ],
)
def test_a_title_tells_the_year_of_a_report(title: str, date: str, expected: int) -> None:
    assert title_period(title, Today.of(date, title)) == Period(f"{expected}-01-01", f"{expected}-12-31")
