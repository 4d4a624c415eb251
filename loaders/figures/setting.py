"""What all numbers of a passage share while it is read."""

from loaders.figures.cues import Words
from loaders.figures.whom import Topics
from loaders.periods import Period, Today
from loaders.text import Passage
from ontology.values import record


@record
class Setting:
    """What all numbers of a passage share. title: the period that the document is about by its title;
    feature: whether it tells what it saw, in which the year before is only spoken of by the way;
    granted: when the grants of a policy hold, None where the document is none."""

    passage: Passage
    today: Today
    words: Words
    topics: Topics
    default: str
    title: Period | None = None
    feature: bool = False
    granted: Period | None = None
