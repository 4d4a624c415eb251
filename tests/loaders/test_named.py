"""Names inside longer names."""

from loaders.named import Named
from loaders.text import Text, passages
from ontology.facts import Document, Ref


def test_a_name_holds_another_that_stands_inside_it() -> None:
    text = Text(Document("x", "", "2024"), "临海市东山工业园在临海市。")
    (passage,) = passages(text)
    zone = Named(passage, 0, 8, Ref("IndustrialPlatform", "临海市东山工业园"), "", 1)
    inside, same, after = (Named(passage, a, b, Ref("Place", "临海市"), "", 1) for a, b in ((0, 3), (0, 8), (9, 12)))
    assert [zone.holds(each) for each in (inside, same, after, zone)] == [True, True, False, False]
    assert not inside.holds(zone)
