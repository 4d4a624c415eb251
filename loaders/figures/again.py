"""What is told of things that were counted before, or are to be counted at once, without naming them again.

6条窑炉线已点火4条 · 加上此前的8家，全市…企业达15家 · 只生产4种零件，其余30种… · 一台能顶8个工人 · 已帮45家企业打通销路.
"""

import re

from loaders.dictionary import first_word, tagged
from loaders.figures.counted import counts_things
from loaders.figures.cues import listed
from loaders.figures.phrases import phrase, text_of
from loaders.figures.ranges import Quantity
from loaders.figures.said import THINGS, Reading, Said, front
from loaders.figures.wording import said_alone
from ontology.values import replace

_LONGEST = 6  # characters of what was done
_NAME = 16
_DONE = re.compile(
    r"(?:目前|现在|现|其中|今年|如今|累计|先后)*(?:已经?|还?有|也)*(?P<does>[\u4e00-\u9fff]{2,6}?)(?P<ends>[好完齐毕妥])?了?"
)
_ADDED = re.compile(r"(?:再)?(?:加上|算上|连同|加之|连带)[^，。；]{0,12}?(?:的|认定|获评|入选|获批|培育|建成)?$")
_REST = re.compile(r"(?:其余|剩余|剩下|余下|其他|其它|另外|余)(?:的|还有|有)*")
_STANDS_FOR = re.compile(
    r"(?:[可能就够]|可以|能够|相当于|大约|至少)*(?:顶替|顶得?[上过]|抵得?[上过]|替代|代替|取代|顶|抵)了?(?:过去|以前|原来|从前|传统)?(?:的)?$"
)
_WORKERS = re.compile(
    r"(?P<who>[\u4e00-\u9fff]{0,4}?(?:工人|人工|员工|职工|劳动力|熟练工|技工|壮劳力|农民|人力|师傅|工))(?:的[\u4e00-\u9fff]{1,8})?$"
)
_HELPS = re.compile(r"(?:已经?|累计|先后|共|还|陆续)*(?P<verb>帮助?|带着|助推|助力|指导|辅导|服务|扶持|协助)了?$")
_WORKS = re.compile(r"[\u4e00-\u9fff]{0,4}?(?:厂子?|作坊|企业|公司|工厂|车间|门店|铺子?|店铺?|合作社)(?=$|[，。；])")
_TEAM = re.compile(r"[\u4e00-\u9fff]{0,6}?(?:团队|队伍|班子|班组)(?=$|[，。；])")
_SHARES = re.compile(
    r"(?:贡献|创造|撑起|扛起|承担|提供|占据)了?(?P<whole>(?:全[镇市县区州省国园旗盟]|[\u4e00-\u9fff]{2,6}[镇市县区州省园])的?)(?P<of>[\u4e00-\u9fff]{2,12})的$"
)
_VERBS = ("v", "vn", "vi", "vd", "zg")


def done_so_far(said: Said, quantity: Quantity) -> Reading | None:
    """点火的窑炉线 of 6条窑炉线已点火4条: what was done to so many of those that the number before counts."""
    before = (r for group in reversed(said.memory) for r in reversed(group))
    last = next((r for r in before if r.base and r.unit == quantity.unit), None)
    if last is None or said.fresh or last.rule != "counted after" or quantity.unit.endswith("元"):
        return None
    words = said.words.removeprefix(last.metric).removeprefix(last.base)
    found = _DONE.fullmatch(words)
    if found is None or said.follows or last.action or last.measure != "Level" or any(map(str.isdigit, last.base)):
        return None
    does = found["does"]
    deed = does in listed("deed") or does in listed("action") or (said.joined and _all_verbs(does))
    if (
        not deed
        or len(does) > _LONGEST
        or does.endswith(("企业", "项目", "用户"))
        or does in listed("own")
        or does in listed("link")
    ):
        return None
    does += found["ends"] or ""
    base = "企业" if last.base.endswith("企业") and quantity.unit in ("家", "户") else last.base
    ahead = "已" if "已" in said.words or base == last.base else ""
    return Reading(f"{ahead}{does}{base}", rule="counted after", confidence=0.75)


def _all_verbs(text: str) -> bool:
    told = tagged(text)
    return len(told) <= 2 and all(tag in _VERBS for _, tag in told)


def added_to(said: Said, quantity: Quantity) -> Reading | None:
    """加上此前的8家，全市“小巨人”企业达15家: of what the next number counts."""
    if not said.beyond or not counts_things(quantity.unit) or not _ADDED.search(said.words):
        return None
    at = next((i for i, t in enumerate(said.beyond) if "number" in t), 0)
    name = phrase(said.beyond[:at]) if at else None
    if not name or (name.alone and not name.base) or len(name.text) > 2 * _NAME:
        return None
    told = re.sub(r"(?<=..)(?:总数|总量|数量|总户数|家数)$", "", name.text)
    return Reading(told, base=told, rule="clause after", confidence=0.75)


_UNLIKE = re.compile(r"环保|[值额入资率]$")  # what is no thing that one counts


def the_rest(said: Said, quantity: Quantity) -> Reading | None:
    """其余零件 of 只生产4种零件，其余30种由供应商配套: the others of those that were counted in this unit."""
    last = said.last
    if last is None or not last.base or last.kind or last.unit != quantity.unit or last.measure != "Level":
        return None
    if (
        not _REST.fullmatch(said.words)
        or _UNLIKE.search(last.base)
        or said.follows[:1] not in ("", "由", "全", "均", "都", "则", "为", "也", "正")
    ):
        return None
    return Reading("其余" + last.base, base=last.base, rule="counted after", confidence=0.75)


def replaces(said: Said, quantity: Quantity) -> Reading | None:
    """可替代工人 of 一台能顶8个工人, so many hands that a machine does the work of."""
    found = _WORKERS.match(said.follows) if said.after and _STANDS_FOR.search(said.words) else None
    if found is None and quantity.unit in ("人", "名") and not said.after and _STANDS_FOR.search(said.words):
        return Reading("可替代工人", base="工人", rule="counted after", confidence=0.7)
    if found is None:
        return None
    return Reading("可替代" + found["who"], base=found["who"], rule="counted after", confidence=0.75)


def helped(said: Said, quantity: Quantity) -> Reading | None:
    """帮助企业 of 已帮45家企业打通销路; 减免租金企业 of 为12家企业减免租金380万元: those that something is done for."""
    verb = _HELPS.search(said.words) if said.after and quantity.unit in THINGS else None
    served = said.before[-1].word in _FOR if said.after and said.before and quantity.unit in THINGS else False
    if not verb and not served and not said.words.endswith("带动"):
        return None
    noun = next((t.word for t in said.after[:1] if "generic" in t.parts), "")
    noun = noun or next((n for n in ("商户", "农户", "厂家", "村民", "小厂") if said.follows.startswith(n)), "")
    rest = said.follows.removeprefix(noun)
    if noun and said.words.endswith("带动") and rest.startswith(("户均", "人均", "平均", "增收", "就业", "致富")):
        return Reading("带动" + noun, base=noun, rule="counted after", confidence=0.75)
    if not noun or not 1 < len(rest) <= _NAME or first_word(rest)[1] not in _DOES:
        return None
    if not verb and not served:
        return None
    if not verb:
        return Reading(rest + noun, base=noun, rule="counted after", confidence=0.7)
    done = (
        verb["verb"] if len(verb["verb"]) > 1 and verb["verb"] != "带着" else "带动" if "带" in verb["verb"] else "帮助"
    )
    return Reading(done + noun, base=noun, rule="counted after", confidence=0.75)


_DOES = (*_VERBS, "l", "i")
_FOR = ("为", "给", "向", "对", "替")


def of_them(said: Said, quantity: Quantity) -> Reading | None:
    """企业 of 细看名单，12家里有5家做阀门: those that a list holds, which only their unit tells."""
    if (
        quantity.unit not in ("家", "户")
        or said.name
        or not re.match(r"(?:里|中|当中|之中)(?:面|间)?(?:有|，|$)", said.follows)
    ):
        return None
    last = said.last
    base = (
        last.base if last and last.unit == quantity.unit and not said.fresh and last.base.endswith("企业") else "企业"
    )
    return Reading(base, base=base, rule="counted after", confidence=0.6)


_ONLY_ONE = re.compile(
    r"(?:只是|只有|还是|仅是|不过是|是)(?:个|一[个家间处])(?:[\u4e00-\u9fff]{1,4}的)?$"
)  # 只是个租来的


def small_works(said: Said, quantity: Quantity) -> Reading | None:
    """小厂员工 of 还是个35人的小厂: how many work there, where only that it is one stands before the number."""
    base = quantity.unit.lstrip("十百千万")
    if base not in ("人", "名", "平方米", "亩") or not said.after or said.after[0].word[:1] != "的":
        return None
    if said.words and not (said_alone(said.words) or said_alone(said.name.text) or _ONLY_ONE.search(said.words)):
        return None
    told = said.follows.removeprefix("的")
    found = _WORKS.match(told) or (_TEAM.match(told) if base in ("人", "名") else None)
    if found is None:
        return None
    kind = "面积" if base not in ("人", "名") else "人数" if _TEAM.match(told) else "员工"
    return Reading(found[0] + kind, rule="attribute", confidence=0.75)


_CARRIES = ("贡献", "创造", "撑起", "扛起", "承担", "提供", "占据")


def carries(said: Said, quantity: Quantity) -> Reading | None:
    """龙头企业工业产值占全镇比重 of 龙头企业虽只有9家，却扛起了全镇工业产值的68.5%."""
    found = _SHARES.search(said.words) if quantity.unit in ("%", "成") and said.words.endswith("的") else None
    if found is None:
        return None
    verb = next((i for i, t in enumerate(said.before) if t.word in _CARRIES), 0)
    own = phrase(said.before[:verb])
    last = said.last
    counted = last.base if last and last.rule != "share" and counts_things(last.unit) else ""
    who = own.text or counted or (front(said.earlier[-1]).text if said.earlier else "")
    who = re.sub(r"虽然?$", "", who)
    whole = found["whole"].removesuffix("的")
    return Reading(
        f"{who}{found['of']}占{whole}比重", base=who + found["of"], whole=whole, rule="share", confidence=0.75
    )


def at_once(said: Said, quantity: Quantity) -> Reading | None:
    """The first of these rules that tells what is counted."""
    if quantity.unit.endswith("元") or not (said.before or said.after):
        return None
    if quantity.unit in ("%", "成"):
        return carries(said, quantity)
    for rule in (added_to, of_them, the_rest, replaces, helped, small_works, done_so_far, those_that):
        if found := rule(said, quantity):
            return found
    return None


_ENDS_IN_THINGS = re.compile(
    r"(?:企业|公司|项目|单位|机构|平台|中心|人才|基地|园区?|品牌|产品|名单|[院站村镇校所者人户店厂家])$"
)
_IS = re.compile(r"(?P<does>[\u4e00-\u9fff]{1,3})的(?:都|全)?是(?P<what>[\u4e00-\u9fff“”]{2,10})")
_STAYS = re.compile(r"(?:落户|落地|入驻|进驻|来自|位于|布局在?|搬进|搬入|迁入|坐落于?|扎根)")


def those_that(said: Said, quantity: Quantity) -> Reading | None:
    """落户高新区的企业 of 9家企业中有3家落户高新区; 做阀门的企业 of 有5家做的是阀门: what so many of them do."""
    last, follows = said.last, said.follows
    if (
        last is None
        or last.unit != quantity.unit
        or not last.base
        or not counts_things(quantity.unit)
        or not said.after
    ):
        return None
    if (
        last.measure != "Level"
        or len(said.after) != len(said.rest)
        or (not _STAYS.match(follows) and _ENDS_IN_THINGS.search(follows))
    ):
        return None
    if found := _IS.fullmatch(follows):
        does = f"{found['does']}{found['what']}"
    elif _STAYS.match(follows) and len(follows) <= _NAME and not follows.endswith(("企业", "公司", "项目", "平台")):
        does = follows
    else:
        return None
    return Reading(f"{does}的{last.base}", base=last.base, rule="counted after", confidence=0.7)


_SOME = re.compile(
    r"(?P<side>[前后末])(?P<count>[一二两三四五六])(?:个|大|家|项|者|类)(?P<kind>产业|行业|集群|板块|领域|园区)?(?P<rest>.*)"
)
_LIST = re.compile(
    r"(?<![\u4e00-\u9fff])(?P<all>[\u4e00-\u9fff“”]{2,12}(?:、[\u4e00-\u9fff“”]{2,10})+(?:[和及与][\u4e00-\u9fff“”]{2,10})?)"
)
_TELLS = re.compile(r"^.*?(?:形成了?|拥有|以|培育|包括|分别[是为]|涵盖|有|聚焦|发展|是|为)(?=..)")
_TOGETHER = re.compile(r"等?(?:[一二三四五六七八九十\d]+大)?(?:主导|支柱|特色|重点|优势|传统|新兴)*(?:产业|行业|集群)$")
_COUNTS = {"一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6}


def spelled_out(said: Said, reading: Reading) -> Reading:
    """汽车、电子产业产值 of 前两个产业产值: which of the list before they are."""
    found = _SOME.fullmatch(reading.metric)
    if found is None or reading.measure == "Rank":
        return reading
    text = said.back + "，".join(map(text_of, said.earlier))
    lists = [each["all"] for each in _LIST.finditer(text)]
    if not lists:
        return reading
    names = re.split("[、和及与]", _TOGETHER.sub("", lists[-1]))
    names[0], names[-1] = _TELLS.sub("", names[0]), re.sub(r"(?<=..)(?:是|均|都|共同|成为|构成).*$", "", names[-1])
    many = _COUNTS[found["count"]]
    if len(names) <= many:
        return reading
    some = "、".join(names[:many] if found["side"] == "前" else names[-many:])
    kind = "" if some.endswith("业") else found["kind"] or ""
    return replace(reading, metric=some + kind + found["rest"], base=some + kind)
