"""What of its sentence stands at the front of a platform's name without belonging to it: 自|江口高新区挂牌, the offices
of those who came, what a firm is; and what behind it makes it another thing: 海州国际陆港|公司."""

import re

from ontology import vocab

_SINCE = re.compile(  # 自|江口国家高新区揭牌
    r"(?:（[^（）]{1,8}）)?(?:正式|顺利|全面)*(?:挂牌|揭牌|成立|启用|设立|获批|开园|建成|建立|组建|升级|升格|运营|投用|投入|启动|开工|开建)"
)
_OFFICES = re.compile(r".*(?:董事长|总经理|总裁|主任|书记|局长|院长|秘书长|负责人|[市县区镇]长)(?:[、兼]|一行)(?=.{2})")
_RANKED = re.compile(r".*(?:链主|龙头|领军|骨干|代表|头部|重点|知名|支柱)企业(?=.)")
_CAME = re.compile(r".*(?:书记|主任|局长|秘书长|[市县区镇]长|一行|团队|专家|代表团|领导)[来赴到]$")
_OWNER = re.compile(r"(?:前身(?:为|是)?|公司(?=[\u4e00-\u9fff]{2}))")
_RUNS = re.compile(
    r".*(?:公司|集团)(?:将|也|全面|整体)*(?:负责|承担|承接|接管|托管|管理|运营)(?=[\u4e00-\u9fff]{2})"
)  # 晨曜集团负责|P
_FROM = re.compile(r"[\u4e00-\u9fff]{1,4}从(?=[\u4e00-\u9fff]{2})")  # 货车从|江口多式联运中心
_FIRM = re.compile(r"(?:股份|发展|开发|建设|运营|投资|集团)*(?:有限|总)?公司")


def edge(text: str, begin: int, head: int, end: int) -> int:
    """Where a platform's name begins that ends on a head: behind what its sentence says before; `head` if no name is
    left."""
    stem = text[begin:head]
    if stem.startswith("自") and stem[:2] not in vocab.names("place") and _SINCE.match(text, end):
        return begin + 1
    if _CAME.match(stem) or (stem.startswith("全国") and "示范" in text[begin:end]):  # 全国创业示范|园区: an honour
        return head
    if "重要" in stem and text[head:end].endswith(("枢纽", "基地", "中心")):
        return head  # 西部重要|物流枢纽: what a place is to become
    if text[head:end] == "谷" and stem.startswith(("世界", "全球", "国际", "亚洲")):
        return head  # 打造世界钛谷: what a place is to become
    for each in (_OFFICES, _RANKED, _RUNS, _OWNER, _FROM):
        said = each.match(stem)
        if said:
            return begin + said.end()
    return begin


def of_firm(text: str, end: int) -> bool:
    """Whether what ends on a platform's word is the name of a firm: 海州国际陆港|公司."""
    return _FIRM.match(text, end) is not None


def praised(text: str, begin: int) -> bool:
    """Whether what stands in quotes is what a place is called in praise: 被誉为“|中国泵谷”."""
    return text.endswith(("誉为", "称为", "素有", "享有"), 0, begin - 1)
