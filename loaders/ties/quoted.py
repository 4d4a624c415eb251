"""What somebody says in quotes: the firms that are named there are those spoken of, not the speaker's own."""

import re

_LEADS = re.compile(r"，?(?:该|这家|我们)?(?:公司|企业|厂里?)?的?")  # ”公司|总经理张三说
_SPOKEN = re.compile("[，。！？]|我")


def speech_before(text: str, position: int) -> tuple[int, int]:
    """Where the speech begins and ends whose speaker's role begins at a position; twice the position if there is none.

    >>> speech_before("“D是客户。”公司总经理", 9)
    (1, 6)
    >>> speech_before("国家级“小巨人”企业总经理", 10)
    (10, 10)
    """
    close = text.rfind("”", 0, position)
    if close < 0 or not _LEADS.fullmatch(text, close + 1, position):
        return position, position
    begin = close
    while (begin := text.rfind("“", 0, begin)) > 0 and text.count("”", begin, close) >= text.count("“", begin, close):
        pass
    spoken = begin >= 0 and _SPOKEN.search(text, begin, close)
    return (begin + 1, close) if spoken else (position, position)
