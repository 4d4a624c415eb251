"""Works that the firms of a place share because of what they let off: a centre for coating, a park for plating."""

import re
from collections.abc import Iterator

from loaders.finding import Found
from loaders.lexicon import Cut, has

_SHARED = re.compile(
    r"(?:(?<=建起)|(?<=建有)|(?<=建成)|(?<=建设)|(?<=新建)|(?<=[迁搬进]入)|(?<=入驻)|(?<=投用)|(?<=[座个]))(?:了)?"
    r"(?P<name>(?:集中|共享|环保|绿色){0,2}(?:表面处理|热处理|电镀|喷涂|酸洗|制革|印染|染整|铸造|压铸)(?:共享)?(?:中心|园区|园)(?!区))"
)


_SOILING = ("处理", "电镀", "喷涂", "酸洗", "制革", "印染", "染整", "铸")


def shared_works(cut: Cut) -> Iterator[Found]:
    """Where the firms of a place have done together what soils: 园里建起表面处理中心, 迁入环保电镀园."""
    for found in _SHARED.finditer(cut.text) if has(cut.text, *_SOILING) else ():
        yield Found(*found.span("name"), "IndustrialPlatform", found["name"], "platform-shared", 0.75)
