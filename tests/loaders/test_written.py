"""Names of a document in traditional characters are told in its own characters too."""

from graph import naming, rdf
from loaders.find import find
from loaders.text import Text
from ontology.facts import Document, Ref

SIMPLE = "昆山高新区内，昆山华锐电机有限公司生产的伺服电机产业发展迅速，周市镇与该企业签约。"
TRADITIONAL = "昆山高新區內，昆山華銳電機有限公司生產的伺服電機產業發展迅速，周市鎮與該企業簽約。"


def mentions(text: str) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for mention in find(Text(Document("x", "", "2024", Ref("Place", "昆山市", "320583")), text)).mentions:
        found.setdefault(mention.ref.name, set()).update(mention.written)
    return found


def test_both_scripts_name_the_same_things_and_one_is_told_as_it_is_written() -> None:
    plain, told = mentions(SIMPLE), mentions(TRADITIONAL)
    assert plain.keys() == told.keys()
    assert not any(plain.values())
    assert told["昆山华锐电机有限公司"] == {"昆山華銳電機有限公司"}
    assert {"昆山高新區"} in told.values()
    assert all(form in TRADITIONAL for forms in told.values() for form in forms)


def test_the_graph_knows_a_thing_by_both_spellings() -> None:
    facts = find(Text(Document("x", "", "2024", Ref("Place", "昆山市", "320583")), TRADITIONAL))
    statements = set(rdf.statements(facts, naming.Naming({}, {}, {})))
    names = {o for _, p, o in statements if p in (rdf.LABEL, rdf.ALT)}
    assert {'"昆山华锐电机有限公司"@zh', '"昆山華銳電機有限公司"@zh'} <= names
