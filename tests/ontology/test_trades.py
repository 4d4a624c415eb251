"""The industries that the names of products and of companies tell."""

import pytest

from ontology import iris, vocab
from ontology.trades import industry_of, industry_of_firm


def industry(slug: str) -> str:
    return iris.concept("industry", slug)


@pytest.mark.parametrize(
    ("product", "label"),
    [
        ("医用口罩", "医疗器械"),
        ("LED灯", "照明"),
        ("空气炸锅", "厨房小家电"),
        ("生产线项目", None),
        ("研发中心", None),
        ("纺织机械设备", "纺织机械"),
        ("光伏设备", "光伏"),
        ("压缩机设备", "压缩机和制冷设备"),
        ("烧结设备", "装备制造"),
        ("轴承配件生产线", "轴承"),
        ("机床附件", "数控机床"),
        ("年产5万套船舶零部件项目", "船舶"),
        ("汽车配件", "汽车零部件"),
        ("配件", None),
        ("电力附件", None),
    ],
)
def test_the_last_key_word_of_a_product_tells_its_industry(product: str, label: str | None) -> None:
    found = industry_of(product)
    assert (found is None) == (label is None)
    if label:
        above = {found}
        by_iri = {c.iri: c for c in vocab.concepts("industry")}
        while found and by_iri[found].broader:
            found = by_iri[found].broader
            above.add(found)
        assert label in {by_iri[iri].label for iri in above if iri}


@pytest.mark.parametrize(
    ("company", "label"),
    [
        ("台州海虹汽车零部件有限公司", "汽车零部件"),
        ("海虹光伏科技", "光伏"),
        ("苏州海虹电缆科技有限公司", "电线电缆"),
        ("海虹汽车贸易有限公司", None),
        ("海虹集团", None),
        ("保定海虹制动软管有限公司", None),
        ("海虹纺织机械有限公司", "纺织机械"),
        ("台州纺织机械有限公司", "纺织机械"),
        ("海虹纺织机电有限公司", "纺织机械"),
        ("海虹纺织智能装备有限公司", "纺织机械"),
        ("海虹纺织机械设备有限公司", "纺织机械"),
        ("海虹阀门机电有限公司", "泵阀"),
        ("海虹船舶机械有限公司", "船舶"),
        ("海虹石材机械有限公司", "机械"),
        ("台州海洋机械有限公司", "机械"),
        ("海虹机械有限公司", "机械"),
        ("海虹机电有限公司", None),
        ("启明电梯配件", "电梯"),
        ("海虹电缆附件有限公司", "电线电缆"),
        ("海虹汽车部件有限公司", "汽车零部件"),
        ("海虹配件有限公司", None),
    ],
)
def test_a_company_s_line_of_business_tells_its_industry(company: str, label: str | None) -> None:
    assert industry_of_firm(company) == (industry(label) if label else None)
