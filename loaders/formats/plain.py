"""Text files: the decoded file itself, and how its encoding is told.

A byte order mark says the encoding and is no part of the text; everything else stays, line ends too. Without a mark:
UTF-8 if the bytes are valid UTF-8; else the one of GB18030, Big5 and UTF-16 in which they read most like Chinese.
"""

import codecs
import re
from functools import cache
from itertools import chain

from loaders.formats.draft import Draft
from loaders.tables import find_tables
from ontology.errors import SourceError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_GUESSES = ("gb18030", "big5", "cp950", "utf-16-le", "utf-16-be")
_SAMPLE = 20_000
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x19\x1b-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
_KINDS = (
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "a docx, xlsx or zip"),
    (b"\xd0\xcf\x11\xe0", "a doc or xls"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"\x1f\x8b", "a gzip archive"),
)
# The commonest characters of modern written Chinese, both scripts: what a wrong decoding does not give.
_COMMON = frozenset(
    "的一是在不了有和人这这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经"
    "十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区强放决西被干做必战先回则任取据处队南给色光门即保治北造百规热领七海口东导器压志世金增争济阶油思术极交受联什认六共权收证改清己美再采转更单风切打白教速花带安场身车例真务具万每目至达走积示议声报斗完类八离华名确才科张信马节话米整空元况今集温传土许步群广石记需段研界拉林律叫且究观越织装影算低持音众书布复容儿须际商非验连断深难近矿千周委素技备半办青省列习响约支般史感劳便团往酸历市克何除消构府称太准精值号率族维划选标写存候毛亲快效斯院查江型眼王按格养易置派层片始却专状育厂京识适属圆包火住调满县局照参红细引听该铁价严"
    "這為個國時來們發動說產種麼後會經過進電裡現實體點業從應開還與關線內數質氣變條沒結問無軍題黨員總設長頭資邊統較將組見計別論運農幾區強戰則據處隊給門領東導壓爭濟階術極聯認權證單風帶場車務萬達積議聲報鬥類離華確馬節話況傳許廣記觀越織裝眾書復兒須際驗連斷難礦備辦習響約勞團歷構稱準號維劃選標寫親養層專狀廠識屬圓調滿縣參紅細聽該鐵價嚴"
)


def read_plain(data: bytes, name: str) -> Draft:
    """A text or markdown file: its text unchanged, the tables that lie in it as lines, tabs and bars."""
    content = decode(data, name)
    return Draft(content, find_tables(content))


def decode(data: bytes, name: str) -> str:
    """The text of the bytes, without a byte order mark; SourceError if they are no text, or in no known encoding."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return _checked(data[len(mark) :].decode(encoding), data, name)
            except UnicodeDecodeError as error:
                at = f"byte {len(mark) + error.start}"
                raise SourceError(f"{name} has the mark of {encoding} but is not valid {encoding} at {at}") from error
    try:
        content = data.decode("utf-8")
        if "\0" not in content:
            return _checked(content, data, name)
    except UnicodeDecodeError as error:
        broken = error.start
    else:
        broken = -1
    guesses = [(likeness(text), -rank, text) for rank, text in enumerate(_attempts(data)) if text is not None]
    best = max(guesses, default=(0.0, 0, ""))
    if best[0] > 0.08 and not _CONTROL.search(best[2]):
        return best[2]
    if broken < 0 or b"\0" in data:
        return _checked("\0", data, name)
    raise SourceError(
        f"{name} is neither valid UTF-8 (byte {broken}) nor Chinese in GB18030, Big5 or UTF-16: save it as UTF-8"
    )


def likeness(text: str) -> float:
    """How much the text reads like Chinese: the share of the commonest characters among those that are not ASCII.

    Rare characters count against it; a wrong decoding has many of them.
    """
    sample = [char for char in text[:_SAMPLE] if char > "\x7f"]
    if not sample:
        return 0.0
    common = sum(char in _COMMON or char in "，。、；：“”（）《》％—" for char in sample)
    rare = sum(char not in _usual() for char in sample)
    return (common - 2 * rare) / len(sample)


@cache
def _usual() -> frozenset[str]:
    """The characters of GB 2312, and the frequent ones of Big5 (its level 1): symbols, punctuation, ideographs."""
    chinese = chain(range(0xA1, 0xAA), range(0xB0, 0xF8))
    simple = (bytes((a, b)).decode("gb2312", "ignore") for a in chinese for b in range(0xA1, 0xFF))
    tails = (*range(0x40, 0x7F), *range(0xA1, 0xFF))
    full = (bytes((a, b)).decode("big5", "ignore") for a in range(0xA1, 0xC7) for b in tails)
    return frozenset("".join(chain(simple, full)))


def _attempts(data: bytes) -> list[str | None]:
    """The bytes in each encoding that is guessed at; None where they are not valid in it."""
    found: list[str | None] = []
    for encoding in _GUESSES:
        try:
            found.append(data.decode(encoding))
        except UnicodeDecodeError:
            found.append(None)
    return found


def _checked(content: str, data: bytes, name: str) -> str:
    """The text, if it is one: control characters say that the file is something else."""
    controls = len(_CONTROL.findall(content))
    if "\0" in content or controls * 1000 > len(content):
        kind = next((f": it looks like {kind}" for start, kind in _KINDS if data.startswith(start)), "")
        raise SourceError(f"{name} is not a text file{kind or ', it holds control characters'}")
    return content
