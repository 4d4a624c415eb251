"""The industry that what is made tells, where the text speaks of that industry: C makes 镜片, and 镜片产业 is told of.

By the name of a project (锂电池正极材料项目), by the goods that are said to be made and by those that a firm's own
name ends on. The name of a project says it; of goods it is supposed.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from loaders.named import Named
from loaders.ties.industries.platform_names import holds, stems
from loaders.ties.places.at_home import is_partner
from loaders.ties.reading import Reading
from ontology import goods
from ontology.facts import Ref, Relation


def shared_goods(read: Sequence[Reading], said: Sequence[Relation]) -> Iterator[Relation]:
    """What is in an industry by its goods or its name; said: the relations found before."""
    told = stems(read)
    made: dict[Ref, set[str]] = defaultdict(set)
    known: dict[Ref, set[str]] = defaultdict(set)
    for relation in said:
        if relation.predicate in ("makes", "inIndustry"):
            names = made if relation.predicate == "makes" else known
            names[relation.subject].add(relation.object.name)
    done: set[Ref] = set()
    for reading in read if told else ():
        for each in reading.named:
            if each.implicit or each.ref in done or each.ref.kind not in ("Company", "Project"):
                continue
            done.add(each.ref)
            project = each.ref.kind == "Project"
            stem = _by_name(reading, each, told) if project else _by_goods(each, told, made[each.ref])
            if stem and not is_partner(reading, each) and not any(stem in name for name in known[each.ref]):
                where, method = (each.begin, each.end), f"industry-shared-{'name' if project else 'goods'}"
                yield from reading.say(each.ref, "inIndustry", told[stem], where, method, 0.65, supposed=not project)


def _by_name(reading: Reading, project: Named, told: dict[str, Ref]) -> str:
    """The longest industry that the name of a project holds behind that of its firm; empty if none."""
    firms = reading.within(project.begin, project.end, ("Company",))
    name = reading.text[max((n.end for n in firms), default=project.begin) : project.end]
    return max((stem for stem in told if holds(name, stem)), key=len, default="")


def _by_goods(firm: Named, told: dict[str, Ref], made: set[str]) -> str:
    """The longest industry that is told by what a firm makes; empty if none."""
    products = {*made, goods.told(firm.ref.name)} - {""}
    return max((stem for stem in told if any(_of(product, stem) for product in products)), key=len, default="")


def _of(product: str, stem: str) -> bool:
    """Whether goods are those of an industry: 高端镜片 of 镜片, 电机 of 电机电器, 肉制品 of 肉制品加工."""
    if len(product) < 2:
        return False
    working = stem.removesuffix("加工").removesuffix("精深").removesuffix("深")
    part = stem.startswith(product) or stem.endswith(product)
    return product.endswith(working) or (part and len(stem) <= len(product) + 2)
