"""What follows from what is said, with its premises."""

from pathlib import Path

from graph import rdf, store
from graph.answers import Rows, Truth
from graph.infer import RULES, infer
from graph.store import Store
from ontology import iris
from ontology.terms import prefixes

ID = "https://w3id.org/cixi-kg/id/"


def industry(slug: str) -> str:
    return iris.concept("industry", slug)


def build(folder: Path, *statements: tuple[str, str, str]) -> Store:
    with store.building(folder) as generation:
        draft = store.Draft(generation)
        draft.load(rdf.lines(statements, "d"))
        for rule in RULES:
            draft.load(rdf.lines(infer(draft.query, rule, str), "inferred"))
        draft.close()
    return store.open_store(folder)


def said(subject: str, predicate: str, target: str) -> list[rdf.Statement]:
    return list(rdf.reified(rdf.statement_iri(subject, predicate, target), (subject, predicate, target), "…"))


def concluded(graph: Store) -> set[tuple[str, str, str]]:
    answer = graph.query(
        prefixes() + "SELECT ?s ?p ?o WHERE { GRAPH <https://w3id.org/cixi-kg/graph/inferred> "
        "{ ?x rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o ; ck:method ?m ; prov:wasDerivedFrom ?why } }"
    )
    assert isinstance(answer, Rows)
    return {(s.value, p.value.rpartition("#")[2], o.value) for s, p, o in answer if s and p and o}


def test_chain_and_place_follow_with_premises(tmp_path: Path) -> None:
    firm, project, zone, town = (ID + n for n in ("company/a", "project/b", "platform/c", "place/d"))
    chain = ID + "industrychain/e"
    graph = build(
        tmp_path / "s",
        *said(firm, "undertakes", project),
        *said(project, "locatedIn", zone),
        *said(firm, "inIndustry", industry("a")),
        *said(chain, "chainOf", industry("above")),
        (rdf.iri(industry("a")), rdf.iri(rdf.SKOS + "broader"), rdf.iri(industry("above"))),
        (rdf.iri(zone), rdf.TYPE, rdf.ck("Platform")),
        (rdf.iri(zone), rdf.ck("locatedIn"), rdf.iri(town)),
        (rdf.iri(town), rdf.TYPE, rdf.ck("Place")),
    )
    assert concluded(graph) >= {
        (firm, "inChain", chain), (firm, "locatedIn", zone), (firm, "locatedIn", town), (project, "locatedIn", town),
    }  # fmt: skip


def test_that_a_firm_makes_equipment_does_not_hide_of_which_kind(tmp_path: Path) -> None:
    chain = iris.thing("IndustryChain", "装备制造产业链")
    told = {
        "海虹纺织机械有限公司": industry("机械"),
        "启明纺织机电有限公司": chain,
        "晨星纺织机械有限公司": industry("包装机械"),
        "东源机械有限公司": industry("装备制造"),
    }
    statements: list[rdf.Statement] = []
    for name, known in told.items():
        firm = ID + f"company/{name}"
        statements += said(firm, "inIndustry", known)
        statements += [
            (rdf.iri(firm), rdf.TYPE, rdf.ck("Company")),
            (rdf.iri(firm), rdf.iri(rdf.RDFS + "label"), rdf.literal(name, language="zh")),
            (rdf.iri(firm), rdf.ck("evidence"), rdf.iri(ID + "evidence/" + name)),
        ]
    graph = build(tmp_path / "s", *statements)
    found = {(s.rpartition("/")[2], o) for s, p, o in concluded(graph) if p == "inIndustry" and s.startswith(ID)}
    exact = {"海虹纺织机械有限公司", "启明纺织机电有限公司"}
    assert {(name, industry("纺织机械")) for name in exact} <= found
    assert not [name for name, _ in found if name not in exact]


def test_a_conclusion_rests_on_the_places_of_its_premises_and_theirs(graph: Store) -> None:
    inferred = "GRAPH <https://w3id.org/cixi-kg/graph/inferred> { ?x rdf:predicate ?p ; prov:wasDerivedFrom ?why }"
    without = f"SELECT ?x WHERE {{ {inferred} FILTER NOT EXISTS {{ ?x ck:restsOn/ck:sentence ?said }} }}"
    answer = graph.query(prefixes() + without)
    assert isinstance(answer, Rows)
    assert list(answer) == []
    chained = "SELECT ?x ?e WHERE { ?x ck:method 'chain-from-industry' ; prov:wasDerivedFrom/prov:wasDerivedFrom/ck:evidence ?e }"
    held = graph.query(prefixes() + "SELECT ?x ?e WHERE { ?x ck:method 'chain-from-industry' ; ck:restsOn ?e }")
    further = graph.query(prefixes() + chained)
    assert isinstance(held, Rows)
    assert isinstance(further, Rows)
    found = {tuple(map(str, row)) for row in further}
    assert found
    assert found <= {tuple(map(str, row)) for row in held}


def test_what_is_in_a_town_is_in_the_place_that_the_document_is_about(tmp_path: Path) -> None:
    firm, zone, other = (ID + n for n in ("company/a", "platform/b", "platform/c"))
    county, document = "https://w3id.org/cixi-kg/vocab/place/331082", ID + "document/x"
    town, far = county + "-江口镇", "https://w3id.org/cixi-kg/vocab/place/330226-江口镇"
    statements = [*said(zone, "locatedIn", town), *said(other, "locatedIn", far), *said(firm, "locatedIn", zone)]
    graph = build(
        tmp_path / "s",
        *statements,
        *((node, rdf.EVIDENCE, rdf.iri(ID + "e/1")) for node in {s for s, _, _ in statements if "statement" in s}),
        (rdf.iri(ID + "e/1"), rdf.iri(rdf.OA + "hasSource"), rdf.iri(document)),
        (rdf.iri(document), rdf.ck("area"), rdf.iri(county)),
        (rdf.iri(zone), rdf.TYPE, rdf.ck("Platform")),
        *((rdf.iri(place), rdf.TYPE, rdf.ck("Place")) for place in (town, far, county)),
    )
    found = concluded(graph)
    assert {(zone, "locatedIn", county), (firm, "locatedIn", county)} <= found
    assert (other, "locatedIn", county) not in found


def test_a_park_in_a_zone_is_part_of_it_and_a_builder_in_the_industry_of_its_project(tmp_path: Path) -> None:
    firm, known, project, park, zone = (
        ID + n for n in ("company/a", "company/f", "project/b", "platform/c", "platform/d")
    )
    graph = build(
        tmp_path / "s",
        *said(park, "locatedIn", zone),
        *((rdf.iri(each), rdf.TYPE, rdf.ck("IndustrialPlatform")) for each in (park, zone)),
        *said(firm, "undertakes", project),
        *said(known, "undertakes", project),
        *said(known, "inIndustry", industry("other")),
        *said(project, "inIndustry", industry("a")),
    )
    found = concluded(graph)
    assert {(park, "partOf", zone), (firm, "inIndustry", industry("a"))} <= found
    assert (known, "inIndustry", industry("a")) not in found
    assert (zone, "partOf", park) not in found


def test_what_is_said_is_not_concluded_again(tmp_path: Path) -> None:
    firm, project, zone = (ID + n for n in ("company/a", "project/b", "platform/c"))
    graph = build(
        tmp_path / "s",
        *said(firm, "undertakes", project),
        *said(project, "locatedIn", zone),
        *said(firm, "locatedIn", zone),
    )
    assert concluded(graph) == set()


def named(node: str, kind: str, name: str, evidence: str, document: str) -> list[rdf.Statement]:
    """A thing of a class that a document names."""
    return [
        (rdf.iri(node), rdf.TYPE, rdf.ck(kind)),
        (rdf.iri(node), rdf.LABEL, rdf.literal(name, language="zh")),
        (rdf.iri(node), rdf.EVIDENCE, rdf.iri(evidence)),
        (rdf.iri(evidence), rdf.iri(rdf.OA + "hasSource"), rdf.iri(document)),
    ]


def test_names_and_the_document_tell_what_nothing_says(tmp_path: Path) -> None:
    firm, project, line, other = (ID + n for n in ("company/a", "project/b", "project/c", "company/d"))
    document, town = ID + "document/x", ID + "place/1"
    graph = build(
        tmp_path / "s",
        *named(firm, "Company", "海虹光伏科技", ID + "e/1", document),
        *named(other, "Company", "启明轴承有限公司", ID + "e/2", document),
        *said(other, "inIndustry", industry("家电")),
        *named(project, "Project", "年产3万套静音轴承项目", ID + "e/3", document),
        *named(line, "Project", "某某高速铁路", ID + "e/4", document),
        *((rdf.iri(ID + f"e/{n}"), rdf.METHOD, rdf.literal("shown-at-home")) for n in (3, 4)),
        (rdf.iri(document), rdf.ck("area"), rdf.iri(town)),
    )
    found = concluded(graph)
    assert found >= {
        (firm, "inIndustry", industry("光伏")),
        (project, "inIndustry", industry("轴承")),
        (project, "locatedIn", town),
    }
    assert not {c for c in found if c[0] == line}, "what runs through many places lies in none by its document"
    assert (other, "inIndustry", industry("轴承")) not in found, "what is said goes before what a name tells"
    assert (firm, "locatedIn", town) not in found, "what is not shown at home is placed nowhere"


def test_a_railway_lies_in_the_province_of_its_document(tmp_path: Path) -> None:
    line, document = ID + "project/c", ID + "document/x"
    province = "https://w3id.org/cixi-kg/vocab/place/340000"
    graph = build(
        tmp_path / "s",
        *named(line, "Project", "某某高速铁路", ID + "e/1", document),
        (rdf.iri(ID + "e/1"), rdf.METHOD, rdf.literal("shown-at-home")),
        (rdf.iri(document), rdf.ck("area"), rdf.iri(province)),
    )
    assert (line, "locatedIn", province) in concluded(graph)


def test_a_zone_named_after_the_city_around_is_not_in_the_county_of_its_document(tmp_path: Path) -> None:
    city, county = (f"https://w3id.org/cixi-kg/vocab/place/{code}" for code in ("320500", "320583"))
    wide, own, document = ID + "platform/a", ID + "platform/b", ID + "document/x"
    graph = build(
        tmp_path / "s",
        *named(wide, "IndustrialPlatform", "苏州高新区", ID + "e/1", document),
        *named(own, "IndustrialPlatform", "启明产业园", ID + "e/2", document),
        *((rdf.iri(ID + f"e/{n}"), rdf.METHOD, rdf.literal("shown-at-home")) for n in (1, 2)),
        (rdf.iri(city), rdf.TYPE, rdf.ck("Place")),
        (rdf.iri(city), rdf.LABEL, rdf.literal("苏州市", language="zh")),
        *(statement for zone in (wide, own) for statement in said(zone, "locatedIn", city)),
        *((rdf.iri(zone), rdf.TYPE, rdf.ck("Platform")) for zone in (wide, own)),
        (rdf.iri(document), rdf.ck("area"), rdf.iri(county)),
    )
    found = concluded(graph)
    assert (own, "locatedIn", county) in found
    assert (wide, "locatedIn", county) not in found


def test_the_goods_that_a_name_tells_tell_its_industry(tmp_path: Path) -> None:
    firm, other = ID + "company/a", ID + "company/b"
    graph = build(
        tmp_path / "s",
        *named(firm, "Company", "海虹制衣", ID + "e/1", ID + "document/x"),
        *named(other, "Company", "启明制衣", ID + "e/2", ID + "document/x"),
        *said(other, "inIndustry", industry("家电")),
    )
    found = concluded(graph)
    assert (firm, "inIndustry", industry("服装")) in found
    assert (other, "inIndustry", industry("服装")) not in found


def test_a_name_tells_goods_that_nothing_says_are_made(tmp_path: Path) -> None:
    firm, other, trader = (ID + n for n in ("company/a", "company/b", "company/c"))
    document, shafts, washers = ID + "document/x", ID + "product/静音轴承", ID + "product/洗衣机"
    graph = build(
        tmp_path / "s",
        *named(firm, "Company", "海虹米业", ID + "e/1", document),
        *named(other, "Company", "启明轴承有限公司", ID + "e/2", document),
        *named(trader, "Company", "晨星实业集团", ID + "e/3", document),
        *said(other, "makes", shafts),
        (rdf.iri(shafts), rdf.LABEL, rdf.literal("静音轴承", language="zh")),
        *said(firm, "makes", washers),
        (rdf.iri(washers), rdf.LABEL, rdf.literal("洗衣机", language="zh")),
    )
    made = {c for c in concluded(graph) if c[1] == "makes"}
    assert made == {(firm, "makes", iris.thing("Product", "大米"))}
    answer = graph.query(prefixes() + 'ASK { ?p a ck:Product ; rdfs:label "大米"@zh }')
    assert answer == Truth(True), "the goods are a thing with a name, though no document names them"


def test_wider_industries_follow_where_the_document_names_them(tmp_path: Path) -> None:
    firm, other = (ID + n for n in ("company/a", "company/b"))
    here, elsewhere = ID + "document/x", ID + "document/y"
    graph = build(
        tmp_path / "s",
        *named(firm, "Company", "海虹", ID + "e/1", here),
        *named(other, "Company", "启明", ID + "e/2", elsewhere),
        *named(industry("食品"), "Industry", "食品", ID + "e/3", here),
        *named(industry("制造业"), "Industry", "制造业", ID + "e/4", here),
        *said(firm, "inIndustry", industry("酿酒")),
        *said(other, "inIndustry", industry("酿酒")),
    )
    found = {c for c in concluded(graph) if c[1] == "inIndustry"}
    assert found == {(firm, "inIndustry", industry("食品"))}


def test_the_industries_of_a_document_take_in_what_its_names_tell(tmp_path: Path) -> None:
    drugs, chips, bolts, wide = (ID + n for n in ("company/a", "company/b", "company/c", "company/d"))
    here, sums, parts = ID + "document/x", ID + "industry/医药化工产业", industry("电子元器件")
    product = ID + "product/汽车铆钉"
    graph = build(
        tmp_path / "s",
        *(s for n, firm in enumerate((drugs, chips, bolts, wide)) for s in named(firm, "Company", "海虹", f"{ID}e/{n}", here)),
        *named(sums, "Industry", "医药化工产业", ID + "e/5", here),
        *named(parts, "Industry", "电子元器件", ID + "e/6", here),
        *named(industry("汽车零部件"), "Industry", "汽车零部件", ID + "e/7", here),
        *named(industry("汽车电子"), "Industry", "汽车电子", ID + "e/8", here),
        *named(industry("数控机床"), "IndustryChain", "数控机床产业链", ID + "e/9", here),
        *said(drugs, "inIndustry", industry("化学药")),
        *said(chips, "inIndustry", industry("电子信息")),
        *said(bolts, "makes", product),
        (rdf.iri(product), rdf.LABEL, rdf.literal("汽车铆钉", language="zh")),
        *said(wide, "inIndustry", industry("高端装备")),
    )  # fmt: skip
    found = {(s, o) for s, p, o in concluded(graph) if p == "inIndustry"}
    assert {(drugs, sums), (chips, parts), (bolts, industry("汽车零部件"))} <= found
    assert (bolts, industry("汽车电子")) not in found, "what serves cars is no car electronics"
    assert not {o for s, o in found if s == wide}, "equipment of many kinds is no machine tools"


def test_an_industry_that_plans_count_with_another_is_in_it_where_a_document_names_that(tmp_path: Path) -> None:
    bearing, dairy, here, elsewhere = ID + "company/a", ID + "company/b", ID + "document/x", ID + "document/y"
    graph = build(
        tmp_path / "s",
        *named(bearing, "Company", "海虹", ID + "e/1", here),
        *named(dairy, "Company", "启明", ID + "e/2", here),
        *named(industry("装备制造"), "Industry", "装备制造", ID + "e/3", here),
        *named(industry("农副产品加工"), "Industry", "农副产品加工", ID + "e/4", elsewhere),
        *said(bearing, "inIndustry", industry("轴承")),
        *said(dairy, "inIndustry", industry("乳制品")),
    )
    found = {(s, o) for s, p, o in concluded(graph) if p == "inIndustry"}
    assert found == {(bearing, industry("装备制造"))}


def test_the_word_of_an_industry_that_only_a_document_names_tells_it(tmp_path: Path) -> None:
    quarry, maker, other, site = (ID + n for n in ("company/a", "company/b", "company/c", "project/d"))
    here, elsewhere, product = ID + "document/x", ID + "document/y", ID + "product/芦苇席"
    reed, smart = ID + "industry/芦苇产业", ID + "industry/智能产业"
    graph = build(
        tmp_path / "s",
        *named(quarry, "Company", "澧源芦苇", ID + "e/1", here),
        *named(maker, "Company", "晨曜", ID + "e/2", here),
        *named(other, "Company", "东山芦苇", ID + "e/3", elsewhere),
        *named(site, "Project", "芦苇智能车间项目", ID + "e/4", here),
        *named(reed, "Industry", "芦苇产业", ID + "e/5", here),
        *named(smart, "Industry", "智能产业", ID + "e/6", here),
        *said(maker, "makes", product),
        (rdf.iri(product), rdf.LABEL, rdf.literal("芦苇席", language="zh")),
    )
    found = {(s, o) for s, p, o in concluded(graph) if p == "inIndustry"}
    assert {(quarry, reed), (maker, reed), (site, reed)} <= found
    assert not {o for s, o in found if s == other}, "another document's"
    assert not [s for s, o in found if o == smart], "a word that tells no goods"


def test_a_joint_industry_takes_in_each_of_its_own_and_a_worked_one_what_is_worked(tmp_path: Path) -> None:
    mill, works, metal, here = ID + "company/a", ID + "project/b", ID + "project/c", ID + "document/x"
    steel, herb, titanium = (ID + f"industry/{n}" for n in ("特钢及耐火辅料产业", "黄芪精深加工", "绿色钛产业链"))
    graph = build(
        tmp_path / "s",
        *named(mill, "Company", "海虹特钢", ID + "e/1", here),
        *named(works, "Project", "黄芪甲苷提取项目", ID + "e/2", here),
        *named(metal, "Project", "海绵钛升级项目", ID + "e/3", here),
        *named(steel, "Industry", "特钢及耐火辅料产业", ID + "e/4", here),
        *named(herb, "Industry", "黄芪精深加工", ID + "e/5", here),
        *named(titanium, "Industry", "绿色钛产业", ID + "e/6", here),
        *said(mill, "inIndustry", industry("钢铁")),
    )
    found = {(s, o) for s, p, o in concluded(graph) if p == "inIndustry"}
    assert {(mill, steel), (works, herb), (metal, titanium)} <= found
    assert not {(works, steel), (mill, herb), (mill, titanium)} & found


def test_an_industry_is_under_the_nearest_wider_one_of_its_document(tmp_path: Path) -> None:
    here, elsewhere = ID + "document/x", ID + "document/y"
    graph = build(
        tmp_path / "s",
        *(
            statement
            for n, (name, document) in enumerate(
                [
                    ("光伏", here),
                    ("新能源", here),
                    ("制造业", here),
                    ("陶瓷", here),
                    ("酿酒", here),
                    ("食品", elsewhere),
                ]
            )
            for statement in named(industry(name), "Industry", name, f"{ID}e/{n}", document)
        ),
        *named(ID + "industry/店用陶瓷", "Industry", "店用陶瓷", ID + "e/9", here),
    )
    found = {(s, o) for s, p, o in concluded(graph) if p == "broader"}
    assert found == {
        (industry("光伏"), industry("新能源")),
        (ID + "industry/店用陶瓷", industry("陶瓷")),
    }, "neither the sectors of the whole economy, nor what another document names"


def test_a_guest_is_where_its_name_says(tmp_path: Path) -> None:
    guest, local, project = (ID + n for n in ("company/a", "company/b", "project/c"))
    document, county = ID + "document/x", "https://w3id.org/cixi-kg/vocab/place/331082"
    graph = build(
        tmp_path / "s",
        *named(guest, "Company", "成都海虹科技集团有限公司", ID + "e/1", document),
        *named(local, "Company", "台州启明轴承有限公司", ID + "e/2", document),
        *(s for firm in (guest, local) for s in said(firm, "undertakes", project)),
        *said(project, "locatedIn", county),
        (rdf.iri(document), rdf.ck("area"), rdf.iri(county)),
    )
    found = concluded(graph)
    assert (guest, "locatedIn", "https://w3id.org/cixi-kg/vocab/place/510100") in found
    assert (guest, "locatedIn", county) not in found
    assert (local, "locatedIn", county) in found


def test_every_conclusion_of_the_bundled_graph_has_premises_and_no_evidence(graph: Store) -> None:
    bare = graph.query(
        prefixes() + "SELECT ?x WHERE { GRAPH <https://w3id.org/cixi-kg/graph/inferred> { ?x a rdf:Statement "
        "FILTER NOT EXISTS { ?x prov:wasDerivedFrom ?w ; ck:method ?m ; ck:confidence ?c } } }"
    )
    assert isinstance(bare, Rows)
    assert list(bare) == []


def test_the_bundled_projects_stand_in_industries(graph: Store) -> None:
    answer = graph.query(
        prefixes() + "SELECT (COUNT(DISTINCT ?p) AS ?n) WHERE { ?p a ck:Project ; ck:inIndustry ?i ; ck:number ?k }"
    )
    assert isinstance(answer, Rows)
    assert [int(row[0].value) >= 25 for row in answer if row[0]] == [True]


def test_what_is_in_a_park_is_in_its_zone_and_in_the_industry_that_the_park_is_named_after(tmp_path: Path) -> None:
    firm, other, park, zone = (ID + n for n in ("company/a", "company/b", "platform/c", "platform/d"))
    focus = said(park, "focusesOn", industry("陶瓷"))
    graph = build(
        tmp_path / "s",
        *said(firm, "locatedIn", park),
        *said(other, "locatedIn", park),
        *said(other, "inIndustry", industry("包装")),
        *said(park, "locatedIn", zone),
        *focus,
        (focus[-1][0], rdf.METHOD, rdf.literal("focus-name")),
        *((rdf.iri(each), rdf.TYPE, rdf.ck("IndustrialPlatform")) for each in (park, zone)),
        *((rdf.iri(each), rdf.TYPE, rdf.ck("Company")) for each in (firm, other)),
    )
    found = concluded(graph)
    assert {(firm, "locatedIn", zone), (other, "locatedIn", zone), (firm, "inIndustry", industry("陶瓷"))} <= found
    assert (other, "inIndustry", industry("陶瓷")) not in found


def test_a_park_for_more_than_one_industry_tells_none_of_its_companies(tmp_path: Path) -> None:
    firm, park = ID + "company/a", ID + "platform/c"
    focus = [said(park, "focusesOn", industry(name)) for name in ("陶瓷", "包装")]
    graph = build(
        tmp_path / "s",
        *said(firm, "locatedIn", park),
        *(each for told in focus for each in (*told, (told[-1][0], rdf.METHOD, rdf.literal("focus-name")))),
        (rdf.iri(park), rdf.TYPE, rdf.ck("IndustrialPlatform")),
        (rdf.iri(firm), rdf.TYPE, rdf.ck("Company")),
    )
    assert not {p for _, p, _ in concluded(graph) if p == "inIndustry"}


def test_the_industry_that_a_park_is_named_after_is_where_the_park_is(tmp_path: Path) -> None:
    park, other = ID + "platform/c", ID + "platform/d"
    town = "https://w3id.org/cixi-kg/vocab/place/331082-江口镇"
    named, told = said(park, "focusesOn", industry("陶瓷")), said(other, "focusesOn", industry("包装"))
    graph = build(
        tmp_path / "s",
        *named,
        *told,
        *((each[-1][0], rdf.METHOD, rdf.literal(how)) for each, how in ((named, "focus-name"), (told, "focus-verb"))),
        *said(park, "locatedIn", town),
        *said(other, "locatedIn", town),
        *((rdf.iri(each), rdf.TYPE, rdf.ck("IndustrialPlatform")) for each in (park, other)),
        (rdf.iri(town), rdf.TYPE, rdf.ck("Place")),
    )
    found = concluded(graph)
    assert (industry("陶瓷"), "layout", town) in found
    assert (industry("包装"), "layout", town) not in found
