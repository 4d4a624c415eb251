"""What the headings over a statement make of it."""

import pytest

from loaders.figures.status import default, under
from loaders.periods import Today
from loaders.text import Heading


@pytest.mark.parametrize(
    ("heading", "date", "expected"),
    [
        ("二、2024年主要工作", "2024-01", "Target"),
        ("三、2024年政府工作", "2024-02", "Target"),
        ("二、2023年主要工作", "2024-01", ""),
        ("二、2024年主要工作", "2024-11", ""),
        ("下一年工作", "2024-11", "Target"),
        ("今年工作", "2024-01", "Target"),
        ("今年工作", "2024-08", ""),
        ("今年工作回顾", "2024-01", "Actual"),
        ("明年工作安排", "", "Target"),
        ("产业发展", "2024-01", ""),
        ("2022年发展总体情况和2023年工作打算", "2022-12", ""),  # it tells of both
        ("2023年工作打算", "2022-12", "Target"),
    ],
)
def test_a_heading_says_whether_it_is_done_or_to_do(heading: str, date: str, expected: str) -> None:
    assert default((Heading(1, heading),), Today.of(date)) == expected


def test_a_headline_of_clauses_says_nothing_of_what_follows() -> None:
    headline, part = Heading(1, "陶瓷集群拥有企业757家，力争三年过千亿"), Heading(2, "主要任务")
    assert under((headline, part), "陶瓷集群拥有企业757家,力争三年过千亿") == (part,)
    assert under((headline, part), "临海市陶瓷产业规划") == (headline, part)
