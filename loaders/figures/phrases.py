"""Noun phrases around a number: what is left of a clause when verbs, links, times and adverbs are taken away."""

import re
from collections.abc import Sequence
from itertools import takewhile

from loaders.dictionary import kind
from loaders.figures.cues import BASE, MASKS, NAME, NUMBER, TIME, Token
from ontology.values import record

_MASKED = re.compile(f"[{TIME}{BASE}{NAME}{NUMBER}]+")
_BLANK = frozenset("， ；：。、！？—-~·…|/\t")
_CLEAN = re.compile(
    r"^\d{1,2}[.．、]|^[①-⑳]|^o(?=[\u4e00-\u9fff])|^（[一二三四五六七八九十\d]{1,3}）|(?<=..)(?<![集高初空其途])中$|（(?:亿元|万元|元|%|家|个|户|项|件|人|万人|亩|万亩|吨|万吨|倍|公里|平方米|万平方米|‰)）$"
)
_ONCE = re.compile(r"(?<=..)[从由自][\u4e00-\u9fff]{1,6}(?:前|之初|初期|初)的?$")  # 人均产值从转型前的68万元提到113万元
_NOTE = re.compile(r"（[^（）]*）")  # behind a name that is no part of the indicator: 某市（不含某区）增长9%
_AND = re.compile("[、和与及]")
_PLACE = re.compile(r"[\u4e00-\u9fff]{0,8}(?:[区县市镇乡旗盟州]|街道|公司|集团)")
_SURELY = re.compile(r"[\u4e00-\u9fff]{1,6}(?:(?<![园社小发地城库景校厂户])区|[县市镇乡旗]|街道)")
_ADVERBS = frozenset(("已经", "已", "均", "都", "仍", "也", "还"))
_PER = re.compile(r"每[^天日年月周]|[百千万]人(?!次)")  # 每万人拥有…, 千人床位数: an indicator that holds its own verb
_PER_OPENS = frozenset("每百千万 ，、：；—-|").union(MASKS)  # or with what text_of leaves out
_MEMBERS = re.compile("(?:在内|为首|为代表|为主|为核心|为龙头|为骨干|为主体|为引领|为支撑|为主导)$")
_LIST_TAIL = 8  # characters after 等 from which they stand for the list before it

_GATHER = frozenset(("聚集", "集聚", "汇聚", "入驻", "落户", "落地", "投产", "竣工", "开工", "签约", "复工"))
_LONGEST_LIST = 24
_SHORT_FRONT = 3


@record
class Phrase:
    """A noun phrase. action: what it begins with (新增); base: the rest; head: the own or dependent head it ends in."""

    text: str = ""
    action: str = ""
    base: str = ""
    head: str = ""
    alone: bool = False  # nothing but a dependent head, an own head or an action

    def __bool__(self) -> bool:
        return bool(self.text)


def text_of(tokens: Sequence[Token]) -> str:
    """The words joined, without what was masked."""
    return "".join([t.word for t in tokens if t.word not in MASKS]).replace("“”", "").strip(" ，、：；—-|.．")


def phrase(tokens: Sequence[Token]) -> Phrase:
    """The last noun phrase of the words; times and blanks cut them."""
    end = len(tokens)
    for i in range(len(tokens) - 1, -2, -1):
        if i < 0 or _cuts(tokens, i):
            piece = tokens[i + 1 : end]
            if i >= 0 and tokens[i].word != " ":
                piece = piece[sum(1 for _ in takewhile(lambda t: "aftertime" in t.parts, piece)) :]
            if found := _phrase(piece):
                return found
            end = i
    return Phrase()


def _cuts(tokens: Sequence[Token], i: int) -> bool:
    """Whether a phrase ends here: at a time that does not only limit what stands before its bracket, or at a blank."""
    token = tokens[i]
    if token.word == " ":
        return not token.depth
    if "time" not in token.parts and "base" not in token.parts:
        return False
    return not token.depth or next((t.word for t in reversed(tokens[:i]) if not t.depth), "") != "（"


def past_bracket(tokens: Sequence[Token]) -> Sequence[Token]:
    """The words behind the brackets that they begin with, which are about what stands before: 1家（甲公司）、…."""
    if not tokens or tokens[0].word != "（":
        return tokens
    return tokens[next((i + 1 for i, t in enumerate(tokens) if t.word == "）"), 0) :]


def pieces(tokens: Sequence[Token]) -> list[Sequence[Token]]:
    """The words cut at times, blanks and prepositions."""
    out: list[Sequence[Token]] = []
    begin = 0
    for i, token in enumerate(tokens):
        if "time" in token.parts or "base" in token.parts or "from" in token.parts or token.word in (" ", "由于", "受"):
            out.append(tokens[begin:i])
            begin = i + 1
    return [*out, tokens[begin:]]


def _phrase(tokens: Sequence[Token]) -> Phrase:
    kept = _governed(_trimmed(_after_list(_trimmed(_exemplified(tokens)))))
    if not kept or names_only(tokens) or ("except" in kept[0] and len(kept) > 1):
        return Phrase()
    if len(kept) == 2 and text_of(kept) in ("建设期", "建设周期"):
        return Phrase(text_of(kept), "", text_of(kept))
    action = ""
    if "action" in kept[0] or "light" in kept[0]:
        if len(kept) > 1:
            action = kept[0].word
        else:
            return Phrase(kept[0].word, kept[0].word, "", "", alone=True)
    rest = kept[1:] if action else kept
    base = text_of([t for t in rest if t.depth or t.word not in _ADVERBS])
    base = _CLEAN.sub("", base) if base[:1] in "o（" or base[:1].isnumeric() or base[-1:] in "中）" else base
    base = base.rpartition("以来")[2] or base  # 平台上线以来累计放款
    base = "" if _NOTE.fullmatch(base) else _ONCE.sub("", base)
    if not base:
        return Phrase()
    paired = len(kept) > 1 and kept[1].word in ("、", "和", "与", "及")  # 建设和改造管网: neither verb alone
    name = base if ("light" in kept[0] and not paired) or "action" not in kept[0] else text_of(kept)
    last = kept[-1]
    head = last.word if "own" in last.parts or "dependent" in last.parts else ""
    return Phrase(name, "" if name == base else action, base, head, alone=len(rest) == 1 and bool(head))


def is_place(text: str) -> bool:
    """Whether words are surely a place's name alone, which is no indicator: 某县."""
    return _SURELY.fullmatch(text) is not None


def names_only(tokens: Sequence[Token]) -> bool:
    """Whether the words are a list of names of places or firms, which is no indicator: A区、B新区和C县."""
    if "、" not in [t.word for t in tokens]:
        return False
    members = _AND.split("".join(t.word for t in tokens if "link" not in t.parts or len(t.word) == 1))
    bare = [_MASKED.sub("", member).strip() for member in members if member]
    like = _PLACE if "" in bare else _SURELY
    return len(bare) > 1 and all(not name or like.fullmatch(name) for name in bare)


_OVER = frozenset(("超", "超过", "突破", "过", "不低于"))


def _trimmed(tokens: Sequence[Token]) -> Sequence[Token]:
    """Without links on the right and leads on the left."""
    begin, end = 0, len(tokens)
    while begin < end and (
        _drops(tokens[end - 1], "link") or ("verb" in tokens[end - 1] and not tokens[end - 1].depth)
    ):
        end -= 1
    while begin < end and (
        (_drops(tokens[begin], "lead") and not _opens_word(tokens, begin))
        or ("scope" in tokens[begin] and _calibre(tokens[begin:end]))
    ):
        if tokens[begin].word in _OVER and begin + 1 < end and tokens[begin + 1].word[0].isdigit():
            break  # 超50亿元的项目
        begin += 1
    while begin < end and _drops(tokens[end - 1], "link"):
        end -= 1
    return tokens[begin:end]


def _opens_word(tokens: Sequence[Token], at: int) -> bool:
    """Whether a character that may lead a name is the first of a noun of its own: 正|极材料."""
    lead, after = tokens[at].word, tokens[at + 1].word if at + 1 < len(tokens) else ""
    if len(after) > 1 and "action" in tokens[at + 1]:
        return False  # 共|谋划项目
    word = lead + after[:1]
    return len(lead) == len(after[:1]) == 1 and (word == "正极" or kind(word).startswith("n"))


def _calibre(tokens: Sequence[Token]) -> bool:
    """Whether 市级 is a statistical calibre (市级累计…, 市级…总产值) and not part of a class (市级隐形冠军企业)."""
    if len(tokens) == 1:
        return True
    return bool(tokens[1].parts & {"link", "lead", "action", "verb"} or tokens[-1].parts & {"own", "dependent"})


def _drops(token: Token, part: str) -> bool:
    if token.depth or (token.word in "“‘《（" and part == "lead"):
        return False
    return part in token.parts or "name" in token.parts or token.word in _BLANK or "from" in token.parts


def _governed(tokens: Sequence[Token]) -> Sequence[Token]:
    if tokens and tokens[0].word[0] in _PER_OPENS and _PER.match(text_of(tokens)):
        return tokens
    return _object(tokens)


def _object(tokens: Sequence[Token]) -> Sequence[Token]:
    """What the last verb inside the phrase governs; with its subject where that is an indicator (X集群实现营收)."""
    for i in range(len(tokens) - 2, 0, -1):
        token = tokens[i]
        if token.depth or not ("verb" in token.parts or ("action" in token.parts and "nominal" not in token.parts)):
            continue
        if token.word == "占" and "share" in tokens[-1]:
            return tokens
        if any(t.word == "的" for t in tokens[i + 1 :]) or (
            "action" in token.parts and tokens[i - 1].word in ("的", "、", "和", "及")
        ):
            continue
        only = len(tokens) == i + 2 and "own" in tokens[-1] and "light" in token.parts
        if only and (subject := _trimmed(tokens[:i])) and text_of(subject).endswith(("企业", "工业", "产业", "行业")):
            return [*subject, tokens[-1]]  # 规上企业累计完成工业总产值
        if "action" in token.parts and i + 1 < len(tokens):
            return tokens if _belongs(tokens[:i]) else _trimmed(tokens[i:])
        object_ = _trimmed(tokens[i + 1 :])
        if not object_:
            continue
        subject = _trimmed(tokens[:i])
        if subject and len(object_) == 1 and object_[0].word in _GATHER and "generic" in subject[-1]:
            return [object_[0], *subject]  # 锂电企业已聚集38家: those that gather are counted
        if subject and len(object_) == 1 and "own" in object_[0] and not _is_generic(subject):
            return [*subject, *object_]
        return object_
    return tokens


def _belongs(tokens: Sequence[Token]) -> bool:
    """Whether the words before an action are part of the name (城镇新增就业) and not who acts."""
    return len(text_of(tokens)) <= _SHORT_FRONT and not tokens[0].parts & {"generic", "verb", "lead", "action", "name"}


def _is_generic(tokens: Sequence[Token]) -> bool:
    return len(tokens) == 1 and "generic" in tokens[0]


def _exemplified(tokens: Sequence[Token]) -> Sequence[Token]:
    """电子信息业实现产值 of 以甲、乙等为代表的电子信息业实现产值: what is named by its members, without them."""
    for i in range(len(tokens) - 2, 0, -1):
        if tokens[i].word == "的" and not tokens[i].depth and by_members(tokens[: i + 1]):
            return tokens[i + 1 :]
    return tokens


def by_members(tokens: Sequence[Token]) -> bool:
    """Whether words that end with 的 only name some of what follows: 包括甲公司在内的, 以甲、乙为代表的."""
    return bool(tokens) and tokens[-1].word == "的" and bool(_MEMBERS.search(text_of(tokens[-4:-1])))


def _after_list(tokens: Sequence[Token]) -> Sequence[Token]:
    """与地方产业契合的创新平台 of “宁大科院、慈溪医工所等与地方产业契合的创新平台”; a short end keeps the list."""
    for i in range(len(tokens) - 2, 0, -1):
        if tokens[i].word != "等" or tokens[i].depth or not any(t.word == "、" for t in tokens[:i]):
            continue
        tail = text_of(tokens[i + 1 :])
        if len(tail) >= _LIST_TAIL or (tail and len(text_of(tokens)) > _LONGEST_LIST):
            return tokens[i + 1 :]
        return tokens
    return tokens


def before_next(after: Sequence[Sequence[Token]], numbered: bool) -> Sequence[Token]:
    """The words behind a number without those of the next in a list: 压力机 of 2万台压力机、晨光科技500吨薄膜."""
    if not numbered or len(after) > 1:
        return after[0]
    at = next((i for i in range(len(after[0]) - 2, 0, -1) if after[0][i].word == "、" and not after[0][i].depth), 0)
    return after[0][:at] if at else after[0]
