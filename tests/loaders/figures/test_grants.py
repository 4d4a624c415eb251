"""How long what a policy grants holds."""

import pytest

from loaders.figures.grants import in_force
from loaders.periods import Period, Today

YEAR = Period("2024-01-01", "2024-12-31")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("本措施自2024年3月1日起施行，有效期至2026年12月31日。", Period("2024-03-01", "2026-12-31")),
        ("本措施自2024年3月1日起施行。", YEAR),
        ("本措施自2025年3月1日起施行，有效期三年。", Period("2025-01-01", "2025-12-31")),
        ("本措施自2024年13月1日起施行，有效期至2026年12月31日。", YEAR),  # no day of the calendar
        ("本措施自2024年3月1日起施行，有效期至2026年2月30日。", YEAR),
        ("本措施自2026年3月1日起施行，有效期至2024年12月31日。", YEAR),
    ],
)
def test_a_policy_is_in_force_between_two_days_of_the_calendar(text: str, expected: Period) -> None:
    assert in_force("临海市支持工业发展若干政策", text, Today.of("2024-02")) == expected


def test_only_a_policy_that_grants_is_in_force() -> None:
    assert in_force("2024年政府工作报告", "自2024年3月1日起施行，有效期至2026年12月31日。", Today.of("2024-02")) is None
