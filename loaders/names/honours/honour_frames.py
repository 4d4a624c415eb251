"""Honours that their sentence tells: one of so many cities of a rank, the first of the country, prizes of a contest.

临海是全国15个…城市之一, 成为全国首个…示范城市, 在第三届…大赛中斩获A金奖和B银奖两项殊荣.
"""

import re
from collections.abc import Iterator

from loaders.finding import Found
from loaders.lexicon import Cut, has
from ontology import vocab

_IS = r"(?:为|是|系|成为|属|列为|跻身|位列|作为)(?:了|于)?"
_NUMBER = r"(?:\d{1,3}|[一二两三四五六七八九十]{1,3})"
_RANK = (  # what a place is made, by its last word
    r"(?:[\u4e00-\u9fff]类(?:口岸)?(?:城市|口岸)|(?:试点|示范|先行|样板|标杆|中心|枢纽|节点|开放|名|园林|森林|文明|卫生|宜居|级|型)城市"
    r"|(?:试点|示范|先行|样板|标杆|引领|模范|先进|达标|领跑)(?:[县市区镇村校]|县市|企业|单位|基地|园区|学校|工厂|集体)|历史文化名[城镇村])"
)
_ONE_OF = re.compile(
    rf"{_IS}(?P<scope>我国|全国|国家|全省|全球|世界)?(?:首批|第一批)?(?:仅有的)?的?{_NUMBER}[个座家](?P<name>[\u4e00-\u9fff]{{2,12}}?)之一"
)
_QUOTED_ONE = re.compile(
    r"(?:为|是|系|属|列|列为|位列|跻身)(?:于)?(?:著名的?|全国|古代|历史上的?)?“(?P<name>[^“”，。；、]{2,12})”之一"
)
_NO_TITLE = re.compile(
    r"(?:战|任务|行动|工程|计划|项目|产业|集群|改革|战略|举措|目标|问题|原因|系统|指标|内容|工作|线路|要素|特征)$"
)
_FIRST = re.compile(
    rf"{_IS}(?P<name>(?P<scope>我国|全国|全省|国内|中国|全球|世界|[\u4e00-\u9fff]{{2,6}}(?:区|省|市|带))?"
    rf"(?:首批|首个|首座|首家|第一[批个家座])(?:的)?[\u4e00-\u9fff]{{2,16}}?{_RANK})(?=[，。；、]|和|以及|并|$)"
)
_OF_STATE = re.compile(
    rf"(?:为|是|系)(?P<name>(?:国家|全国)(?:级)?[\u4e00-\u9fff]{{0,8}}?{_RANK})(?=[，。；、]|和|以及|并|$)"
)
_CONTEST = re.compile(
    r"在(?:[^，。；“”]{0,6}第[\d一二三四五六七八九十]+届)?(?P<contest>[^，。；]{3,20}?(?:大赛|总决赛|决赛|评选|博览会|锦标赛|竞赛|大会|展会))(?:中|上)?，"
)
_PRIZES = re.compile(
    r"(?:斩获|荣获|获得|夺得|捧回|捧得|摘得|揽获|喜获)了?(?P<list>[^，。；、]{2,16}奖(?:[、和与][^，。；、]{2,16}奖){0,4})(?=[，。；]|[两三四五六七八九\d]+[项个大]|等)"
)


def honour_frames(cut: Cut) -> Iterator[Found]:
    """All such honours of a passage."""
    text = cut.text
    if "之一" in text:
        yield from _one_of(text)
    if has(text, "首批", "首个", "首座", "首家", "第一"):
        for found in _FIRST.finditer(text):
            if found["scope"] or re.match(r"[^，。；]*(?:国家|省级|市级|县级)", found["name"]):
                yield Found(*found.span("name"), "Honour", found["name"], "honour-first", 0.75)
    if has(text, "城市", "名城", "口岸"):
        for found in _OF_STATE.finditer(text):
            name = found["name"]
            known = vocab.concept("honour", name)
            yield Found(*found.span("name"), "Honour", known.label if known else name, "honour-of-state", 0.75)
    if "奖" in text and has(text, "届", "赛", "评选", "会"):
        yield from _prizes(text)


def _one_of(text: str) -> Iterator[Found]:
    """是全国15个…城市之一; 为“…”之一."""
    for found in _ONE_OF.finditer(text):
        name = found["name"]
        level = found["scope"] or re.match(r"国家|全国|省级|副省级", name)
        if level and re.search(_RANK + "$", name):
            known = vocab.concept("honour", name)
            yield Found(*found.span("name"), "Honour", known.label if known else name, "honour-one-of", 0.8)
    for found in _QUOTED_ONE.finditer(text):
        if not _NO_TITLE.search(found["name"]):
            yield Found(*found.span("name"), "Honour", found["name"], "honour-one-of", 0.75)


def _prizes(text: str) -> Iterator[Found]:
    """What is won in a contest that the sentence names: 在…总决赛中，某市斩获A金奖和B金奖."""
    for contest in _CONTEST.finditer(text):
        stop = re.compile("[。；]").search(text, contest.end())
        won = _PRIZES.search(text, contest.end(), stop.start() if stop else len(text))
        at = won.start("list") if won else 0
        for name in re.split("[、和与]", won["list"]) if won else ():
            whole = contest["contest"] + name
            yield Found(at, at + len(name), "Honour", whole, "honour-prize", 0.75, (name,))
            at += len(name) + 1
