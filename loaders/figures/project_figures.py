"""Which figures a project has: its investment, land, capacity, and what it brings when it runs."""

import re

from loaders.figures.said import Reading
from loaders.figures.status import after_completion, planned
from ontology.facts import Ref

_PROJECT_HAS = re.compile(
    r"投资|面积|用地|占地|产能|产值|装机|里程|长度|就业|税收|销售|营收|收入|利润|进度|发电|年产|岗位|设备|厂房|生产线|产线|车间|床位|仓位|泊位"
    r"|[年日](?:可)?(?:处理|消化|消纳|加工|利用|转化|屠宰|分拣|供应?)|副产|容纳|能力|带动.*(?:农户|农民|增收)"
)
_OF_PLACE = re.compile(r"(?:全社会)?(?:固定资产|工业|技改|技术改造|民间|制造业|基础设施|房地产开发)投资")


def of_project(reading: Reading) -> bool:
    """Whether an indicator is one that a project has; what else a report lists after it is done by the place."""
    if _OF_PLACE.match(reading.metric):
        return False
    if reading.completed or reading.rule in ("capacity", "attribute", "spent") or planned(reading.metric, project=True):
        return True
    return bool(after_completion(reading.metric)) or _PROJECT_HAS.search(reading.metric) is not None


def project_of(name: str, home: Ref | None) -> Ref | None:
    """The project that a number is an attribute of, by its name."""
    found = re.match(r"[^，。；：“”（）]{4,30}?项目(?![\u4e00-\u9fff]*项目)", name)
    if not found or re.match(
        r"(?:重大|重点|产业|该|这|新|亿元|招商|投资|技改|续建|在建)*(?:产业|工业|投资|建设)?项目$|.*[^但就]是", found[0]
    ):
        return None
    return Ref("Project", found[0], f"{home.key}-{found[0]}" if home and home.key else "")
