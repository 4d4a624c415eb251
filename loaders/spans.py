"""Days that a document speaks from and of: its own date, and the period from one day to another."""

import re
from calendar import monthrange

from ontology.values import record

_REVIEWING = 4  # up to this month bulletins and reports on the year before appear


@record
class Today:
    """The document's date as far as known; year 0 where it is not. told: the year before, if a report is of that."""

    year: int = 0
    month: int = 0
    told: int = 0

    @classmethod
    def of(cls, date: str, title: str = "") -> "Today":
        """From YYYY, YYYY-MM or YYYY-MM-DD; anything else is unknown. title: the document's, which may name a year."""
        match = re.match(r"(\d{4})(?:-(\d{2}))?", date)
        if not match:
            return cls()
        year, month = int(match[1]), int(match[2] or 0)
        named = [int(y) for y in re.findall(r"(?<!\d)((?:19|20)\d{2})年", title)]
        return cls(year, month, year - 1 if year - 1 in named and month <= _REVIEWING else 0)

    @property
    def whole(self) -> int:
        """The year that 全年 means where no year was said: up to March the one before, of which alone all is known."""
        return self.told or (self.year - 1 if 0 < self.month <= _REVIEWING else self.year)


@record
class Period:
    """From start to end, both inclusive ISO dates."""

    start: str
    end: str

    @property
    def year(self) -> int:
        """The year in which it ends."""
        return int(self.end[:4])

    @property
    def months(self) -> int:
        """How many months it spans."""
        return 12 * (self.year - int(self.start[:4])) + int(self.end[5:7]) - int(self.start[5:7]) + 1


def years(first: int, last: int) -> Period:
    """Whole years, both inclusive."""
    return Period(f"{first}-01-01", f"{last}-12-31")


def months(first: tuple[int, int], last: tuple[int, int]) -> Period:
    """Whole months from (year, month) to (year, month)."""
    return Period(f"{first[0]}-{first[1]:02d}-01", f"{last[0]}-{last[1]:02d}-{monthrange(*last)[1]:02d}")


def year_before(context: Period | None) -> Period | None:
    """The same period a year earlier."""
    if context is None:
        return None
    first, last = int(context.start[:4]) - 1, context.year - 1
    return months((first, int(context.start[5:7])), (last, int(context.end[5:7])))
