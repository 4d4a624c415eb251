"""The reconciliation service: both versions of its API against the specification's own schemas and examples."""

import json
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

import httpx
import pytest

from cixi_kg.web.limits import RefusedError
from cixi_kg.web.reconcile_index import score
from cixi_kg.web.reconcile_read import BATCH, NEW, OLD, ROOTS, batch, extension
from ontology import iris

SPECS = Path(__file__).parents[3] / "shared" / "w3c" / "reconciliation"
VERSIONS = (OLD, NEW)
specified = pytest.mark.skipif(not SPECS.exists(), reason="the specification's schemas are not here")

Json = dict[str, Any]


@cache
def validator(version: str, name: str) -> Any:
    jsonschema = pytest.importorskip("jsonschema")
    from referencing import Registry
    from referencing.jsonschema import DRAFT7

    schemas = [json.loads(path.read_bytes()) for path in sorted((SPECS / version / "schemas").glob("*.json"))]
    registry: Any = Registry().with_resources((each["$id"], DRAFT7.create_resource(each)) for each in schemas)
    schema = json.loads((SPECS / version / "schemas" / f"{name}.json").read_bytes())
    return jsonschema.Draft7Validator(schema, registry=registry)


def checked(version: str, name: str, answer: httpx.Response) -> Json:
    """The JSON of an answer; where the specification is at hand, its schema has no objection."""
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "application/json"
    assert answer.headers["access-control-allow-origin"] == "*"
    found = answer.json()
    if SPECS.exists():
        assert [error.message for error in validator(version, name).iter_errors(found)] == []
    assert isinstance(found, dict)
    return found


def asked(client: httpx.Client, queries: Json, version: str = OLD) -> list[list[Json]]:
    """The candidates of each query of a batch."""
    if version == NEW:
        answer = client.post(f"{ROOTS[NEW]}/match", json={"queries": list(queries.values())})
        found = checked(NEW, "reconciliation-result-batch", answer)
        return [each["candidates"] for each in found["results"]]
    answer = client.post(ROOTS[OLD], data={"queries": json.dumps(queries)})
    found = checked(OLD, "reconciliation-result-batch", answer)
    assert list(found) == list(queries)
    return [each["result"] for each in found.values()]


def named(text: str, **more: Any) -> Json:
    return {"conditions": [{"matchType": "name", "propertyValue": text}], **more}


def examples(version: str, kind: str, valid: str) -> list[Any]:
    paths = sorted((SPECS / version / "examples" / kind / valid).glob("*.json")) if SPECS.exists() else []
    return [pytest.param(version, path, id=f"{version}-{path.stem}") for path in paths]


# --- the manifest


@pytest.mark.parametrize("version", VERSIONS)
def test_the_manifest(client: httpx.Client, version: str) -> None:
    found = checked(version, "manifest", client.get(ROOTS[version]))
    assert found["versions"] == [version]
    assert {"Company", "Place"} <= {each["id"] for each in found["defaultTypes"]}
    assert found["defaultTypes"][0]["name"] == "企业"
    assert found["batchSize"] == BATCH


def test_the_manifest_in_english(client: httpx.Client) -> None:
    found = client.get(ROOTS[OLD], headers={"Accept-Language": "en"})
    assert found.json()["defaultTypes"][0]["name"] == "company"
    assert found.headers["content-language"] == "en"


def test_the_addresses_of_the_manifest_lead_somewhere(client: httpx.Client) -> None:
    found = client.get(ROOTS[OLD]).json()
    company = asked(client, {"q": {"query": "公牛集团股份有限公司"}})[0][0]
    assert found["identifierSpace"] + company["id"] == iris.thing("Company", company["name"])
    for template in (found["view"]["url"], found["preview"]["url"]):
        address = template.replace("{{id}}", quote(company["id"], safe=""))
        assert company["name"] in httpx.get(address, headers={"Accept": "text/html"}).text
    newer = client.get(ROOTS[NEW]).json()["view"]["url"].replace("{+id}", quote(company["id"]))
    assert company["name"] in httpx.get(newer, headers={"Accept": "text/html"}).text
    for kind, offer in found["suggest"].items():
        assert client.get(offer["service_url"] + offer["service_path"]).json()["result"], kind
        path = offer["flyout_service_path"].replace("${id}", quote(_some(client, kind), safe=""))
        flyout = client.get(offer["flyout_service_url"] + path).json()
        assert flyout["id"] == _some(client, kind)
        assert flyout["html"].startswith("<p>")


def _some(client: httpx.Client, kind: str) -> str:
    found = client.get(f"{ROOTS[OLD]}/suggest/{kind}").json()["result"][0]["id"]
    assert isinstance(found, str)
    return found


# --- queries


@pytest.mark.parametrize(
    ("text", "kind", "wanted"),
    [
        ("公牛集团股份有限公司", "Company", "id/company/公牛集团股份有限公司"),
        ("公牛", "Company", "id/company/公牛集团股份有限公司"),
        ("公牛集團股份有限公司", "Company", "id/company/公牛集团股份有限公司"),
        ("宁波德业环境电器", "Company", "id/company/宁波德业环境电器有限公司"),
        ("330282", "Place", "vocab/place/330282"),
        ("浙江省宁波市慈溪市", "Place", "vocab/place/330282"),
        ("慈溪", "Place", "vocab/place/330282"),
        ("C3857", "gbt4754", "vocab/gbt4754/C3857"),
        ("家用电力器具专用配件制造", "gbt4754", "vocab/gbt4754/C3857"),
        (iris.BASE + "vocab/place/330282", "Place", "vocab/place/330282"),
        ("id/company/公牛集团股份有限公司", "", "id/company/公牛集团股份有限公司"),
    ],
)
def test_what_is_meant_comes_first_and_is_a_match(client: httpx.Client, text: str, kind: str, wanted: str) -> None:
    old = asked(client, {"q": {"query": text} | ({"type": kind} if kind else {})})[0]
    new = asked(client, {"q": named(text, **({"type": kind} if kind else {}))}, NEW)[0]
    for found in (old, new):
        assert found[0]["id"] == wanted
        assert found[0]["match"] is True
        assert not any(each["match"] for each in found[1:])
        scores = [each["score"] for each in found]
        assert scores == sorted(scores, reverse=True)
        assert all(0 <= each <= 100 for each in scores)


@pytest.mark.parametrize("text", ["宁波不存在的电器有限公司", "公牛电缆有限公司上海分公司", "集团", "有限公司"])
def test_what_is_not_there_is_no_match(client: httpx.Client, text: str) -> None:
    assert not any(each["match"] for each in asked(client, {"q": {"query": text, "type": "Company"}})[0])


def test_types_and_limits_are_kept(client: httpx.Client) -> None:
    both, none, many = asked(
        client,
        {
            "a": {"query": "慈溪", "type": ["Place", "Agency"], "limit": 4},
            "b": {"query": "慈溪", "type": "NoSuchType"},
            "c": {"query": "慈溪", "type": "Platform", "limit": 100},
        },
    )
    assert {each["type"][0]["id"] for each in both} == {"Place", "Agency"}
    assert len(both) == 4
    assert none == []
    assert {each["type"][0]["id"] for each in many} <= {
        "Platform",
        *("IndustrialPlatform", "InnovationPlatform", "DigitalPlatform"),
    }
    assert len(many) <= 100


def test_a_property_speaks_for_a_candidate_or_against_it(client: httpx.Client) -> None:
    query = {"query": "公牛集团股份有限公司", "type": "Company"}
    here, there = asked(
        client,
        {
            "a": query | {"properties": [{"pid": "locatedIn", "v": "慈溪市"}]},
            "b": query | {"properties": [{"pid": "locatedIn", "v": {"id": "vocab/place/320583", "name": "昆山市"}}]},
        },
    )
    assert here[0]["match"] is True
    assert here[0]["score"] > there[0]["score"]
    assert there[0]["match"] is False
    assert {"id": "property:locatedIn", "value": 100.0} in here[0]["features"]


def test_a_property_alone_finds_what_has_it(client: httpx.Client) -> None:
    condition = {"matchType": "property", "propertyId": "locatedIn", "propertyValue": ["观海卫镇"]}
    found = asked(client, {"q": {"type": "Company", "conditions": [condition]}}, NEW)[0]
    assert "id/company/公牛集团股份有限公司" in {each["id"] for each in found}
    assert not any(each["match"] for each in found)
    coded = asked(client, {"q": {"properties": [{"pid": "code", "v": "330282"}]}})[0]
    assert [each["id"] for each in coded] == ["vocab/place/330282"]


def test_what_is_required_puts_others_out(client: httpx.Client) -> None:
    elsewhere = {"matchType": "property", "propertyId": "locatedIn", "propertyValue": "昆山市", "required": True}
    query = named("公牛集团股份有限公司", type="Company")
    query["conditions"].append(elsewhere)
    nowhere = named("公牛集团股份有限公司", type="Company")
    nowhere["conditions"].append(elsewhere | {"matchQuantifier": "none"})
    assert [len(each) > 0 for each in asked(client, {"a": query, "b": nowhere}, NEW)] == [False, True]


def test_one_query_in_the_address(client: httpx.Client) -> None:
    for text in ("公牛", json.dumps({"query": "公牛", "limit": 1})):
        found = client.get(ROOTS[OLD], params={"query": text}).json()
        assert found["result"][0]["name"] == "公牛集团股份有限公司"
    batch_ = {"q0": {"query": "公牛"}}
    got = client.get(ROOTS[OLD], params={"queries": json.dumps(batch_)})
    assert got.json() == client.post(ROOTS[OLD], data={"queries": json.dumps(batch_)}).json()


def test_the_draft_s_old_route_answers_too(client: httpx.Client) -> None:
    body = {"queries": [named("公牛")]}
    assert (
        client.post(f"{ROOTS[NEW]}/reconcile", json=body).json() == client.post(f"{ROOTS[NEW]}/match", json=body).json()
    )


def test_jsonp_is_of_0_2_only(client: httpx.Client) -> None:
    said = client.get(ROOTS[OLD], params={"callback": "jQuery.cb_1"})
    assert said.headers["content-type"] == "text/javascript; charset=utf-8"
    assert said.text.startswith('/**/jQuery.cb_1({"versions": ["0.2"]')
    assert said.text.endswith(");")
    assert said.text.isascii()
    for wrong in ("alert(1)", "a<b", "1a", "a..b", "a" * 300):
        assert client.get(ROOTS[OLD], params={"callback": wrong}).status_code == 400
    assert client.get(ROOTS[NEW], params={"callback": "f"}).json()["versions"] == [NEW]


def test_batches_are_the_same_every_time(client: httpx.Client) -> None:
    queries = {f"q{number}": {"query": text} for number, text in enumerate(("慈溪", "电器", "高新区", "照明", "宁波"))}
    first = asked(client, queries)
    again = asked(client, dict(reversed(queries.items())))
    assert first == again[::-1]


# --- suggestions, previews, values


@pytest.mark.parametrize("version", VERSIONS)
def test_suggestions(client: httpx.Client, version: str) -> None:
    root = ROOTS[version]
    entities = checked(
        version, "suggest-entities-response", client.get(f"{root}/suggest/entity", params={"prefix": "公牛"})
    )
    assert entities["result"][0]["id"] == "id/company/公牛集团股份有限公司"
    by_id = client.get(f"{root}/suggest/entity", params={"prefix": "vocab/place/330282"}).json()["result"]
    assert [each["name"] for each in by_id] == ["慈溪市"]
    types = checked(version, "suggest-types-response", client.get(f"{root}/suggest/type", params={"prefix": "企"}))
    assert types["result"][0] == {"id": "Company", "name": "企业"}
    properties = client.get(f"{root}/suggest/property", params={"prefix": "位于"})
    assert checked(version, "suggest-properties-response", properties)["result"][0]["id"] == "locatedIn"
    for kind in ("entity", "type", "property"):
        assert client.get(f"{root}/suggest/{kind}").json()["result"], kind


def test_suggestions_go_on_at_the_cursor(client: httpx.Client) -> None:
    pages = [
        client.get(f"{ROOTS[OLD]}/suggest/entity", params={"cursor": str(at)}).json()["result"] for at in (0, 20, 40)
    ]
    seen = [each["id"] for page in pages for each in page]
    assert len(seen) == len(set(seen)) == 60
    assert client.get(f"{ROOTS[OLD]}/suggest/entity", params={"cursor": "x"}).status_code == 400
    assert client.get(f"{ROOTS[OLD]}/suggest/entity", params={"cursor": "-1"}).status_code == 400
    assert client.get(f"{ROOTS[OLD]}/suggest/nothing").status_code == 404


@pytest.mark.parametrize("version", VERSIONS)
def test_a_preview_may_be_framed_and_runs_nothing(client: httpx.Client, version: str) -> None:
    found = client.get(f"{ROOTS[version]}/preview", params={"id": "id/company/公牛集团股份有限公司"})
    assert found.status_code == 200
    policy = found.headers["content-security-policy"]
    assert "frame-ancestors *" in policy
    assert "default-src 'none'" in policy
    assert "script" not in policy
    assert "<script" not in found.text
    assert client.get(f"{ROOTS[version]}/preview", params={"id": "nothing"}).status_code == 404
    assert "frame-ancestors 'none'" in client.get(ROOTS[version]).headers["content-security-policy"]


@pytest.mark.parametrize("version", VERSIONS)
def test_properties_and_their_values(client: httpx.Client, version: str) -> None:
    proposed = client.get(f"{ROOTS[version]}/extend/propose", params={"type": "Company", "limit": "3"})
    offered = checked(version, "data-extension-property-proposal", proposed)
    assert (offered["type"], offered["limit"], len(offered["properties"])) == ("Company", 3, 3)
    company, unknown = "id/company/公牛集团股份有限公司", "id/company/nobody"
    query = {
        "ids": [company, unknown, "vocab/place/330282"],
        "properties": [
            {"id": "locatedIn"},
            {"id": "makes", "settings": {"limit": "1"}},
            {"id": "code"},
            {"id": "none"},
        ],
    }
    if version == NEW:
        found = checked(NEW, "data-extension-response", client.post(f"{ROOTS[NEW]}/extend", json=query))
        rows = {row["id"]: {each["id"]: each["values"] for each in row["properties"]} for row in found["rows"]}
    else:
        found = checked(OLD, "data-extension-response", client.post(ROOTS[OLD], data={"extend": json.dumps(query)}))
        rows = found["rows"]
    assert list(rows) == query["ids"]
    assert [each["id"] for each in found["meta"]] == ["locatedIn", "makes", "code", "none"]
    assert {"id": "vocab/place/330282", "name": "慈溪市"} in rows[company]["locatedIn"]
    assert len(rows[company]["makes"]) == 1
    assert rows["vocab/place/330282"]["code"] == [{"str": "330282"}]
    assert set(map(len, rows[unknown].values())) == {0}


# --- what the specification says is wrong, and what nobody has thought of


@specified
@pytest.mark.parametrize(
    ("version", "path"),
    [each for version in VERSIONS for each in examples(version, "reconciliation-query-batch", "valid")],
)
def test_valid_examples_are_answered(client: httpx.Client, version: str, path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    if version == NEW:
        answer = client.post(f"{ROOTS[NEW]}/match", content=text, headers={"Content-Type": "application/json"})
    else:
        answer = client.post(ROOTS[OLD], data={"queries": text})
    checked(version, "reconciliation-result-batch", answer)


@specified
@pytest.mark.parametrize(
    ("version", "path"),
    [each for version in VERSIONS for each in examples(version, "reconciliation-query-batch", "invalid")],
)
def test_invalid_examples_are_refused(client: httpx.Client, version: str, path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not validator(version, "reconciliation-query-batch").is_valid(json.loads(text))
    if version == NEW:
        answer = client.post(f"{ROOTS[NEW]}/match", content=text, headers={"Content-Type": "application/json"})
    else:
        answer = client.post(ROOTS[OLD], data={"queries": text})
    assert answer.status_code == 400, answer.text
    assert len(answer.text.splitlines()) == 1


@specified
@pytest.mark.parametrize(
    ("version", "path"),
    [each for version in VERSIONS for each in examples(version, "data-extension-query", "valid")],
)
def test_valid_extensions_are_answered(client: httpx.Client, version: str, path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    if version == NEW:
        answer = client.post(f"{ROOTS[NEW]}/extend", content=text, headers={"Content-Type": "application/json"})
    else:
        answer = client.post(ROOTS[OLD], data={"extend": text})
    checked(version, "data-extension-response", answer)


HOSTILE = [
    "[" * 100_000,
    '{"a":' * 50_000,
    "",
    "null",
    "[]",
    "7",
    '"text"',
    '{"q": null}',
    '{"q": {"query": 7}}',
    '{"q": {"query": ["a"]}}',
    '{"q": {"query": "a", "limit": 0}}',
    '{"q": {"query": "a", "limit": -3}}',
    '{"q": {"query": "a", "limit": NaN}}',
    '{"q": {"query": "a", "limit": true}}',
    '{"q": {"query": "a", "limit": "5"}}',
    '{"q": {"query": "a", "type": {"id": "Company"}}}',
    '{"q": {"query": "a", "type": [1]}}',
    '{"q": {"query": "a", "type_strict": "never"}}',
    '{"q": {"query": "a", "properties": {}}}',
    '{"q": {"query": "a", "properties": [{"pid": "locatedIn"}]}}',
    '{"q": {"query": "a", "properties": [{"pid": 5, "v": "x"}]}}',
    '{"q": {"query": "a", "properties": [{"pid": "locatedIn", "v": null}]}}',
    '{"q": {"query": "a", "properties": [{"pid": "locatedIn", "v": []}]}}',
    '{"q": {"query": "a", "properties": [{"pid": "locatedIn", "v": {"name": "x"}}]}}',
    '{"q": {"query": "a", "properties": [{"pid": "locatedIn", "v": [[["x"]]]}]}}',
    '{"q": {"query": "\\ud800"}}',
    '{"\\udfff": {"query": "a"}}',
    '{"q": {"query": "a", "__proto__": {}}}',
    json.dumps({"q": {"properties": [{"pid": "code", "v": "1"}] * 21}}),
]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_what_is_no_batch_is_refused_in_one_sentence(client: httpx.Client, text: str) -> None:
    answer = client.post(ROOTS[OLD], data={"queries": text})
    assert answer.status_code == 400
    assert len(answer.text.splitlines()) == 1
    assert "Traceback" not in answer.text


def test_too_many_queries_are_refused(client: httpx.Client) -> None:
    many = {f"q{number}": {"query": "a"} for number in range(BATCH + 1)}
    assert client.post(ROOTS[OLD], data={"queries": json.dumps(many)}).status_code == 413
    body = {"queries": [named("a")] * (BATCH + 1)}
    assert client.post(f"{ROOTS[NEW]}/match", json=body).status_code == 413
    assert client.post(ROOTS[OLD], data={"queries": "x" * (2 << 20)}).status_code == 413


def test_wrong_ways_to_post_are_refused(client: httpx.Client) -> None:
    body = json.dumps({"q": {"query": "公牛"}})
    assert client.post(ROOTS[OLD], content=body, headers={"Content-Type": "application/json"}).status_code == 415
    assert client.post(f"{ROOTS[NEW]}/match", data={"queries": body}).status_code == 415
    assert client.post(ROOTS[OLD], data={"other": "x"}).status_code == 400
    assert client.post(ROOTS[OLD], files={"queries": b"{}"}).status_code == 415
    assert client.get(f"{ROOTS[NEW]}/match").status_code == 405
    wrong = client.post(f"{ROOTS[NEW]}/match", content=b"\xff\xfe", headers={"Content-Type": "application/json"})
    assert wrong.status_code == 400


def test_texts_that_would_be_something_else_elsewhere(client: httpx.Client) -> None:
    texts = [
        '<img src=x onerror="alert(1)">', '"> } UNION { ?s ?p ?o', "x' OR 1=1", "\\u003e", "{{7*7}}", "\x00\x07",
        "公" * 5000, "  ", "🐂", "\u202e牛公",
    ]  # fmt: skip
    pids = ["locatedIn> ?x } #", "skos:altLabel", "ck:code", "a:b:c", "", "schema:x y", "__class__"]
    queries = {
        f"{text[:9]}{pid}": {"query": text, "properties": [{"pid": pid, "v": text}]} for text in texts for pid in pids
    }
    for found in asked(client, queries):
        assert not any(each["match"] for each in found)
    alone = {f"{number}": {"properties": [{"pid": pid, "v": texts}]} for number, pid in enumerate(pids)}
    asked(client, alone)


def test_html_in_a_name_stays_text(client: httpx.Client) -> None:
    answer = client.get(
        f"{ROOTS[OLD]}/preview", params={"id": "<script>alert(1)</script>"}, headers={"Accept": "text/html"}
    )
    assert answer.status_code == 404
    assert "<script>" not in unquote(answer.text)


def test_readers_take_what_the_schemas_take() -> None:
    assert batch("{}", OLD) == {}
    assert batch('{"queries": []}', NEW) == {}
    assert batch('{"q": {"query": "a", "limit": 1e300}}', OLD)["q"].limit == 100
    assert extension('{"ids": ["a", "a"], "properties": []}').ids == ("a",)
    with pytest.raises(RefusedError, match="no 'ids'"):
        extension('{"properties": []}')


@pytest.mark.parametrize(
    ("one", "other", "kind", "least", "most"),
    [
        ("宁波长青电器有限公司", "宁波长青电器有限公司", "Company", 100, 100),
        ("宁波长青电器有限公司", "宁波長青電器有限公司", "Company", 90, 100),
        ("宁波长青电器有限公司", "宁波长青电缆有限公司", "Company", 0, 89),
        ("宁波长青电器有限公司", "上海长青电器有限公司", "Company", 0, 89),
        ("照明", "照明器具", "Industry", 50, 89),
        ("慈溪市", "余姚市", "Place", 0, 50),
    ],
)
def test_scores(one: str, other: str, kind: str, least: float, most: float) -> None:
    assert least <= score(one, other, kind).score <= most
