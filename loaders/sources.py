"""Which documents to read: a manifest, the paths of a call, or the bundled documents.

A manifest is TOML, one [[source]] table for each document:

    [[source]]
    file = "reports/2024.txt"        # relative to the manifest; all other keys may be left out
    identifier = "report-2024"       # else the part of the file's name before the first "."
    title = "政府工作报告"
    date = "2024-01-09"              # YYYY, YYYY-MM or YYYY-MM-DD
    area = "浙江省宁波市慈溪市"       # a place by name, from large to small
    publisher = "慈溪市人民政府"      # and kind, url, licence
"""

import datetime
import difflib
import os
import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path, PurePosixPath
from urllib.parse import SplitResult, unquote, urlsplit

from loaders.files import file_bytes, file_name, is_folder, shown
from loaders.folding import fold
from loaders.formats import READERS
from ontology import iris, vocab
from ontology.errors import CallError, SourceError
from ontology.facts import Ref

BUNDLED = Path(__file__).with_name("sources.toml")

_DATE = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?", re.ASCII)
# An area that the division codes do not list, behind the place that it lies in: a zone with an administration of its
# own, a town; and the counties of where the codes end at the province.
_OWN = re.compile(
    r"[\u4e00-\u9fff]{0,8}(?:高新区|经开区|开发区|投资区|保税区|度假区|[试实]验区|示范区|合作区|管理区|风景区)"
    r"|[\u4e00-\u9fff]{2,8}(?:新区|新城|园区|[乡镇村]|街道|社区)"
)
_KIND_ONLY = re.compile(r"(?:国家)?(?:高新|经开|经济|技术|产业|工业|开发)+园?区")
_UNCODED = ("710000", "810000", "820000")
_LONGEST_AREA = 60  # characters
_LARGEST = 50_000_000  # bytes of a manifest
_RESERVED = ("ontology", "inferred", "links", "dataset")  # graphs that are not of documents


@dataclass(frozen=True, order=True, slots=True)
class Source:
    """A document to read: where it lies, and what is known of it before it is read; "" is unknown.

    location: the path of a file, or an http(s) address. area: a place by name, from large to small.
    """

    location: str
    identifier: str
    title: str = ""
    date: str = ""
    area: str = ""
    publisher: str = ""
    kind: str = ""
    url: str = ""
    licence: str = ""

    @property
    def remote(self) -> bool:
        """Whether it lies at an address and not in a file."""
        return is_url(self.location)


_KEYS = ("file", *(field.name for field in fields(Source) if field.name != "location"))


def is_url(location: str) -> bool:
    """Whether a location is an address (scheme://…) and not a path."""
    return re.match(r"[A-Za-z][A-Za-z0-9+.-]*://", location) is not None


def split_url(url: str) -> SplitResult:
    """The parts of an address; SourceError where it is none."""
    try:
        parts = urlsplit(url)
        url.encode()
    except ValueError as error:
        raise SourceError(f"{shown(url)} is not an address: {error}") from error
    return parts


def bundled() -> tuple[Source, ...]:
    """The documents that come with the package."""
    return load_manifest(BUNDLED)


def load_manifest(path: Path) -> tuple[Source, ...]:
    """The sources of a manifest, in its order; SourceError says which entry and key is wrong, and what is right."""
    try:
        content = tomllib.loads(file_bytes(path, _LARGEST).decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise SourceError(f"{path} is not UTF-8, as TOML must be") from error
    except tomllib.TOMLDecodeError as error:
        raise SourceError(f"{path} is not TOML: {error}") from error
    except RecursionError as error:
        raise SourceError(f"{path} is nested too deeply for a manifest") from error
    _check_keys(path, "the top level", content, ("source",))
    entries = content.get("source", [])
    if not isinstance(entries, list) or not entries or not all(isinstance(entry, dict) for entry in entries):
        raise SourceError(f"{path} names no document: it needs a [[source]] table for each")
    found = tuple(_source(path, number, entry) for number, entry in enumerate(entries, 1))
    _check_identifiers(found, f" in {path}")
    return found


def sources_for(
    paths: Sequence[str], manifest: Path | None = None, date: str = "", area: str = ""
) -> tuple[Source, ...]:
    """The documents that a call names.

    paths: files, folders (every file in them that can be read, sorted) and http(s) addresses. What the manifest
    has no entry for takes its identifier from its name, its date and area from the arguments. Without paths:
    the whole manifest, or the bundled documents. Raises SourceError, and CallError for a wrong date or area.
    """
    if fault := date_fault(date):
        raise CallError(f"--date {date!r} {fault}")
    try:
        area_ref(area)
    except SourceError as error:
        raise CallError(f"--area: {error}") from error
    listed = load_manifest(manifest) if manifest else ()
    if not paths:
        return tuple(_completed(source, date, area) for source in listed) or bundled()
    known = {_place(source.location): source for source in listed}
    known |= {source.url: source for source in listed if source.url}
    places = dict.fromkeys(place for path in paths for place in _expand(path))
    found = tuple(_completed(known.get(place) or Source(place, _identifier(place)), date, area) for place in places)
    _check_identifiers(found, "; give one of them another identifier in a manifest")
    return found


def date_fault(date: str) -> str:
    """What is wrong with a date, as the end of a sentence; "" if it is YYYY, YYYY-MM, YYYY-MM-DD or empty."""
    match = _DATE.fullmatch(date)
    if date and not match:
        return "is not a date: write YYYY, YYYY-MM or YYYY-MM-DD"
    if match:
        try:
            datetime.date(int(match[1]), int(match[2] or 1), int(match[3] or 1))
        except ValueError:
            return "is not in the calendar"
    return ""


def area_ref(area: str) -> Ref | None:
    """The place that an area's name means; None for ""; SourceError with the nearest names if it is not found.

    An area without a division code that is run by itself (江苏省南京市江北新区, 昆山市花桥镇) is a place inside the
    one that its name begins with; a county that has become a city or district is found by its former name.
    """
    if not area:
        return None
    if len(area) > _LONGEST_AREA:
        raise SourceError(f"{area[:_LONGEST_AREA]!r}… is not a known place: none has so long a name")
    name = fold(area)
    place = vocab.place(name)
    if place is not None:
        return Ref("Place", place.label, place.code)
    for at in range(len(name) - 2, 1, -1):
        around = vocab.place(name[:at])
        if around and (around.code in _UNCODED or _OWN.fullmatch(name, at)):
            outer = vocab.place(name[: at - 2]) if _KIND_ONLY.fullmatch(name, at) else None
            if outer and name[: at - 2].endswith(name[at - 2 : at] + "市"):  # 长沙市|长沙高新区
                at, around = at - 2, outer
            return Ref("Place", name[at:], f"{around.code}-{name[at:]}")
    if (now := _other_kind(name)) is not None:
        return Ref("Place", now.label, now.code)
    raise SourceError(_area_fault(area))


def _other_kind(name: str) -> vocab.Concept | None:
    """The county that bears the name with another ending than it once had: 广西河池市宜州市 is 宜州区 since 2016.

    Only where the name leads there from the city or province around it.
    """
    found = vocab.place(name[:-1]) if name[-1] in "市县区旗" and len(name) > 5 else None
    same = found is not None and not found.code.endswith("00") and name[:-1].endswith(found.label[:-1])
    return found if found and same and len(name) > len(found.label) + 1 else None


def _area_fault(area: str) -> str:
    places = vocab.concepts("place")
    same = [place for place in places if area in place.names]
    if same:
        paths = sorted(_path_name(place) for place in same)
        return f"{area!r} is the name of {len(same)} places: write {' or '.join(paths[:4])}{' …' if paths[4:] else ''}"
    names = {name: place for place in places for name in place.names}
    near = _near(area, names) or _near(area[-3:], names)
    hint = f"did you mean {' or '.join(dict.fromkeys(_path_name(names[n]) for n in near))}?" if near else "none is near"
    return f"{area!r} is not a known place: {hint}"


def _near(name: str, names: Iterable[str]) -> list[str]:
    return difflib.get_close_matches(name, list(names), 3, 0.5)


def _path_name(place: vocab.Concept) -> str:
    chain = [each.label for each in vocab.place_chain(place.code) if each.code.isdigit() and int(each.code)]
    return "".join([*reversed(chain), place.label])


def _source(path: Path, number: int, entry: Mapping[str, object]) -> Source:
    """One entry, checked."""
    named = entry.get("file")
    where = f"source {number}" + (f" ({shown(named)})" if isinstance(named, str) else "")
    _check_keys(path, where, entry, _KEYS)
    values = {key: _text(path, where, key, value) for key, value in entry.items()}
    file = values.pop("file", "")
    if not file:
        raise SourceError(f"{path}: {where} has no file: give its path relative to the manifest")
    location = file if is_url(file) else str(path.parent / file)
    if not is_url(file):
        try:
            folder = is_folder(Path(location))
        except SourceError as error:
            raise SourceError(f"{path}: {where}: file {error}") from error
        if folder:
            raise SourceError(f"{path}: {where}: file {location} is a folder, not a file")
    if fault := date_fault(values.get("date", "")):
        raise SourceError(f"{path}: {where}: date {values['date']!r} {fault}")
    try:
        area_ref(values.get("area", ""))
    except SourceError as error:
        raise SourceError(f"{path}: {where}: area {error}") from error
    given = {key: value for key, value in values.items() if value}
    return Source(**({"location": location, "identifier": _identifier(location)} | given))


def _check_keys(path: Path, where: str, entry: Mapping[str, object], keys: tuple[str, ...]) -> None:
    for key in entry:
        if key not in keys:
            near = difflib.get_close_matches(key, keys, 1)
            hint = f"did you mean {near[0]!r}?" if near else f"the keys are {', '.join(keys)}"
            raise SourceError(f"{path}: {where} has the unknown key {key!r}: {hint}")


def _text(path: Path, where: str, key: str, value: object) -> str:
    """The value as text; TOML's own dates and a bare year are dates as well."""
    if key == "date" and (type(value) is datetime.date or type(value) is int):
        return str(value)
    if not isinstance(value, str):
        raise SourceError(f"{path}: {where}: {key} is {value!r}: write it in quotes")
    return value.strip()


def _check_identifiers(sources: Iterable[Source], hint: str) -> None:
    """Each document has a graph of its own, which is named by the slug of its identifier."""
    seen: dict[str, Source] = {}
    for source in sources:
        name = iris.slug(source.identifier)
        other = seen.setdefault(name, source)
        if other is not source:
            both = f"{other.location} and {source.location}"
            told = f" and {other.identifier!r}, which name one graph" * (other.identifier != source.identifier)
            raise SourceError(f"{both} have the same identifier {source.identifier!r}{told}{hint}")
        if name in _RESERVED or name.startswith("dataset-"):
            raise SourceError(
                f"{source.location} has the identifier {source.identifier!r}, the name of a graph that is of no "
                "document: give it another identifier in a manifest"
            )


def _completed(source: Source, date: str, area: str) -> Source:
    """The source with the date and area of the call where the manifest gives none."""
    return replace(source, date=source.date or date, area=source.area or area)


def _identifier(location: str) -> str:
    """The part of the file name before the first "."; of an address without a file name, the host."""
    if is_url(location):
        parts = split_url(location)
        name = PurePosixPath(unquote(parts.path)).name or parts.netloc
    else:
        name = file_name(Path(location))
    return name.lstrip(".").split(".")[0] or name


def _place(location: str) -> str:
    """One spelling for each place, so that a file is known again however the call writes its path."""
    return location if is_url(location) else os.path.normpath(Path(location).absolute())


def _expand(path: str) -> list[str]:
    """The places that one path of a call means."""
    if is_url(path):
        return [path]
    where = Path(path)
    if not is_folder(where):
        return [_place(path)]
    found = sorted(str(file) for file in _walk(where))
    if not found:
        raise SourceError(f"{path} holds no document: the suffixes that can be read are {' '.join(READERS)}")
    return [_place(file) for file in found]


def _walk(folder: Path) -> Iterable[Path]:
    """Every file in a folder and below it that can be read, without hidden files and lock files of an office suite."""

    def refuse(error: OSError) -> None:
        raise SourceError(f"{error.filename} cannot be read: {error.strerror}") from error

    for here, folders, files in os.walk(folder, onerror=refuse):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in files:
            if not name.startswith((".", "~$")) and Path(name).suffix.lower() in READERS:
                yield Path(here) / name
