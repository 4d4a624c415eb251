import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.imprint import own_area, own_date, own_title

BODY = "\n".join(f"第{n}段，2020年1月1日起施行。" for n in range(30))


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("2024年1月15日", "2024-01-15"),
        ("（2024年1月15日）", "2024-01-15"),
        ("二〇二四年十一月二十五日", "2024-11-25"),
        ("二○二四年三月", "2024-03"),
        ("2024-03-05 10:20", "2024-03-05"),
        ("发布日期：2024年3月5日 来源：市政府办 浏览次数：3", "2024-03-05"),
        ("发布时间: 2024-03-05", "2024-03-05"),
        ("——2024年1月9日在某市第十七届人民代表大会第三次会议上", "2024-01-09"),
        ("2024年2月30日", ""),
        ("2024年", ""),
        ("本报1月5日讯", ""),
        ("自2024年3月5日起施行。", ""),
        ("\t2024年3月", ""),
    ],
)
@pytest.mark.parametrize("place", ["top", "end"])
def test_dates_that_stand_alone(line: str, date: str, place: str) -> None:
    content = f"某某通知\n{line}\n{BODY}" if place == "top" else f"某某通知\n{BODY}\n{line}\n"
    assert own_date(content) == date


def test_a_date_in_the_middle_is_not_the_documents() -> None:
    assert own_date(f"题\n{BODY}\n2024年3月5日\n{BODY}") == ""


def test_several_dates_are_none_unless_one_has_a_label() -> None:
    assert own_date(f"题\n2024年3月1日\n{BODY}\n2024年3月5日") == ""
    assert own_date(f"题\n发布日期：2024年3月6日\n2024年3月1日\n{BODY}\n2024年3月5日") == "2024-03-06"


@pytest.mark.parametrize(
    ("title", "first", "area"),
    [
        ("昆山市2023年国民经济和社会发展统计公报", "", "昆山市"),
        ("江苏省苏州市昆山市发展规划", "", "昆山市"),
        ("苏州市人民政府关于昆山市规划的批复", "", "昆山市"),
        ("崑山市2023年國民經濟和社會發展統計公報", "", "昆山市"),
        ("關於印發發展規劃的通知", "臨海市統計局", "临海市"),
        ("昆山市与太仓市合作协议", "", ""),
        ("昆山：打造一流营商环境", "", "昆山市"),
        ("政府工作报告", "——2024年1月9日在天长市第十七届人民代表大会第三次会议上", "天长市"),
        ("关于印发规划的通知", "昆山市人民政府办公室", "昆山市"),
        ("以太网：新的标准", "", ""),
        ("工业强县之路", "昆山市的企业都在转型。", ""),
    ],
)
def test_areas(title: str, first: str, area: str) -> None:
    found = own_area(title, f"{title}\n{first}\n{BODY}")
    assert (found.name if found else "") == area


def test_a_date_in_traditional_characters() -> None:
    assert own_date("縣域經濟運行情況\n發布時間：2024-10-26 來源：縣統計局\n全縣產業發展") == "2024-10-26"


def test_titles() -> None:
    assert own_title("\n要闻\n\n# 昆山市工业发展规划\n正文") == "昆山市工业发展规划"
    assert own_title("题\n") == "题"
    assert own_title("\n") == ""


@given(st.text(alphabet="二〇十零2024年月日-/:（）昆山市：发布日期 \n\t", max_size=120))
def test_any_text(content: str) -> None:
    assert own_date(content) == "" or len(own_date(content)) in (7, 10)
    own_area(own_title(content), content)
