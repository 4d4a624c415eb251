"""Which figures a project has: its investment, land, capacity, and what it brings when it runs."""

import re

from loaders.figures.said import Reading
from loaders.figures.status import after_completion, planned

_PROJECT_HAS = re.compile(
    r"投资|面积|用地|占地|产能|产值|装机|里程|长度|就业|税收|销售|营收|收入|利润|进度|发电|年产|岗位|设备|厂房|生产线|产线|车间|床位|仓位|泊位"
    r"|[年日](?:可)?(?:处理|消化|消纳|加工|利用|转化|屠宰|分拣|供应?)|副产|带动.*(?:农户|农民|增收)"
)
_OF_PLACE = re.compile(r"(?:全社会)?(?:固定资产|工业|技改|技术改造|民间|制造业|基础设施|房地产开发)投资")


def of_project(reading: Reading) -> bool:
    """Whether an indicator is one that a project has; what else a report lists after it is done by the place."""
    if _OF_PLACE.match(reading.metric):
        return False
    if reading.completed or reading.rule in ("capacity", "attribute", "spent") or planned(reading.metric, project=True):
        return True
    return bool(after_completion(reading.metric)) or _PROJECT_HAS.search(reading.metric) is not None
