"""Renaming a company consistently in a document changes only that name: no rule knows a company."""

import re
from dataclasses import asdict

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from loaders.find import find
from loaders.text import Text
from ontology import vocab
from ontology.facts import Document, Facts, Ref

AREA = Ref("Place", "慈溪市", "330282")
# Characters that trade names are coined of; no two of them in a row are a word that the rules know.
COINED = "琛晟曜宸澜玥珩崧翊泓骁瀚铖懋祺烨昊璟嵘炜"
DOCUMENTS = (
    "近日，宁波{0}电器有限公司获评国家级专精特新“小巨人”企业。{0}电器总经理王海峰说，{0}电器去年营收增长12%。"
    "该公司投资3.2亿元建设的年产20万台智能咖啡机生产线项目位于滨海经济开发区，今年9月投产。",
    "作为国内轴承行业龙头企业，浙江{0}精密机械股份有限公司今年前三季度产值突破40亿元，同比增长18%。"
    "{0}集团牵头组建的高端轴承研究院投入运行，其自主研发的静音轴承入选浙江省首台套产品。",
    "总投资26亿元的{0}新能源装备产业园项目落户慈溪高新区，由宁波{0}新能源科技有限公司投资建设。"
    "{0}储能等6家企业入选省级绿色工厂，{0}科技、启明智能等企业加快转型。",
    "“{0}”“长青”“海虹”3家企业入选制造业单项冠军示范企业。{0}集团董事长章文静介绍，公司生产线每天下线插座3.2万只。",
)

trade_names = st.text(alphabet=COINED, min_size=2, max_size=3).filter(lambda name: len(set(name)) > 1)


def facts(text: str) -> Facts:
    return find(Text(Document("x", "工业经济运行", "2024-11", AREA), text))


def without(found: Facts, name: str) -> list[str]:
    """Every fact with the name replaced by letters of its length, so that offsets stay; the text around it left out."""

    def blank(value: object) -> object:
        if isinstance(value, str):
            return value.replace(name, "X" * len(name))
        if isinstance(value, dict):
            return {key: blank(each) for key, each in value.items() if key not in ("prefix", "suffix")}
        if isinstance(value, (tuple, list)):
            return sorted((blank(each) for each in value), key=repr)
        return value

    whole = asdict(found)
    return sorted(repr(blank(each)) for kind in ("mentions", "relations", "observations") for each in whole[kind])


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda text: text[:12])
@settings(max_examples=25, deadline=None)
@given(one=trade_names, other=trade_names)
@example(one="晟曜", other="琛泓")
def test_renaming_a_company_changes_only_its_name(document: str, one: str, other: str) -> None:
    assume(len(one) == len(other) and not {one, other} & vocab.names("place").keys())
    assert without(facts(document.format(one)), one) == without(facts(document.format(other)), other)


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda text: text[:12])
@settings(max_examples=25, deadline=None)
@given(name=trade_names)
def test_a_company_is_found_by_whatever_name(document: str, name: str) -> None:
    assume(name not in vocab.names("place"))
    found = facts(document.format(name))
    assert any(m.ref.kind == "Company" and name in m.ref.name for m in found.mentions)
    assert not re.findall(rf"{name}[^，。]{{0,6}}(?:说|介绍)", "".join(m.ref.name for m in found.mentions))
