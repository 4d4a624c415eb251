"""The industry that one character tells: 竹餐盘项目 where the text speaks of 竹产业, 辰镁轻合金 of 镁产业.

Stuffs, plants and animals have names of one character, and what is made of them keeps it, in words that no list has.
It is supposed: only an industry that the text itself is told to have, and only where nothing else tells the thing's.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from loaders.named import Named
from loaders.ties.industries.platform_names import stems
from loaders.ties.industries.zone_focus import free_industries
from loaders.ties.places.at_home import is_partner
from loaders.ties.reading import Reading
from ontology import goods, trades
from ontology.facts import Ref, Relation

_MATTERS = frozenset(
    "锂镁钛硅磷氟硼钨钼钒铌钽锑锰镍铝铜锌锡铅锗锆竹茶酒醋糖盐纸革皮绒丝纱棉麻毛蚕桑蜂蚝菌蒜椒姜藕笋枣梨橘柑酱鞋帽袜伞笔灯锁钟轴阀泵"
)


def shared_matter(read: Sequence[Reading], said: Sequence[Relation]) -> Iterator[Relation]:
    """What is in an industry by a character of its name or its goods; said: the relations found before."""
    told = _told(read)
    made: dict[Ref, list[str]] = defaultdict(list)
    known = {r.subject for r in said if r.predicate == "inIndustry"}
    for relation in said if told else ():
        if relation.predicate == "makes":
            made[relation.subject].append(relation.object.name)
    for reading in read if told else ():
        for each in reading.named:
            if each.implicit or each.ref in known or each.ref.kind not in ("Company", "Project"):
                continue
            known.add(each.ref)
            names = (_name(reading, each), *made[each.ref])
            industry = next((told[c] for c in map(_matter, names) if c in told), None)
            if industry and not is_partner(reading, each):
                where = (each.begin, each.end)
                yield from reading.say(
                    each.ref, "inIndustry", industry, where, "industry-shared-matter", 0.55, supposed=True
                )


def _matter(name: str) -> str:
    """The last character of a name that is a matter, which says what it is: the lithium of 磷酸铁锂; empty if none."""
    return next((c for c in reversed(name) if c in _MATTERS), "")


def _name(reading: Reading, each: Named) -> str:
    """A thing's name, that of a project behind its firm."""
    firms = reading.within(each.begin, each.end, ("Company",)) if each.ref.kind == "Project" else []
    return reading.text[max((n.end for n in firms), default=each.begin) : each.end]


def _told(read: Sequence[Reading]) -> dict[str, Ref]:
    """The industries that a text speaks of, by the matter that their names tell; none where several tell the same.

    Of one that the name of the other begins or ends with the shorter is taken: 锂电 of 锂电 and 锂电材料.
    """
    found: dict[str, list[str]] = defaultdict(list)
    told = _stems(read)
    for stem in sorted(told, key=lambda stem: (len(stem), stem)):
        for matter in set(stem) & _MATTERS if not _is_goods(stem) else ():
            found[matter].append(stem)
    alone = {c: own for c, own in found.items() if all(s.startswith(own[0]) or s.endswith(own[0]) for s in own)}
    return {c: told[own[0]] for c, own in alone.items()}


def _stems(read: Sequence[Reading]) -> dict[str, Ref]:
    """The industries by what their names hold besides 产业 and 链, those of one character as well: 竹产业."""
    one = (n.ref for r in read for n in free_industries(r) if len(trades.stem(n.ref.name)) == 1)
    return stems(read) | {trades.stem(ref.name): ref for ref in one}


def _is_goods(stem: str) -> bool:
    """Whether the name of an industry is that of one good, which others of the same matter are not: 磷酸铁锂."""
    return goods.is_substance(stem) or (len(stem) > 3 and stem[-1] in _MATTERS)
