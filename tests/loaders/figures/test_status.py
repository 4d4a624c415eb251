"""What the headings over a statement make of it."""

import pytest

from loaders.figures.status import default
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
    ],
)
def test_a_heading_says_whether_it_is_done_or_to_do(heading: str, date: str, expected: str) -> None:
    assert default((Heading(1, heading),), Today.of(date)) == expected
