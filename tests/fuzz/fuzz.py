"""Coverage-guided fuzzing of the readers and of the grammar: `python tests/fuzz/fuzz.py grammar -max_total_time=60`."""

import random
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import atheris

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

with atheris.instrument_imports(include=["loaders", "ontology"]):
    from loaders.find import find
    from loaders.formats import READERS
    from loaders.text import Text

from benchmarks import mutations  # noqa: E402  after what is instrumented
from ontology.errors import SourceError  # noqa: E402
from ontology.facts import Document, Ref  # noqa: E402

DOCUMENT = Document("d", "某市政府工作报告", "2024-01", Ref("Place", "慈溪市", "330282"))
SUFFIXES = sorted(READERS)


def readers(data: bytes) -> None:
    """The first byte says the format, the others are the file."""
    if data:
        try:
            READERS[SUFFIXES[data[0] % len(SUFFIXES)]](data[1:], "x")
        except SourceError:
            return


def grammar(data: bytes) -> None:
    """The bytes are a text; every quotation must stand at its place."""
    content = data.decode("utf-8", "ignore")
    if content.strip():
        facts = find(Text(DOCUMENT, content))
        for fact in (*facts.mentions, *facts.relations, *facts.attributes, *facts.observations):
            place = fact.evidence
            assert content[place.start : place.end] == place.exact


def seeds(folder: Path, target: str) -> None:
    """Real documents, a little changed, to begin with."""
    rng = random.Random(8)
    for number in range(200):
        if target == "grammar":
            data = mutations.text(rng).encode()
        else:
            suffix, data = mutations.file(rng)
            data = bytes([SUFFIXES.index(suffix)]) + data
        (folder / str(number)).write_bytes(data)


TARGETS: dict[str, Callable[[bytes], None]] = {"grammar": grammar, "readers": readers}

if __name__ == "__main__":
    name = sys.argv.pop(1)
    with tempfile.TemporaryDirectory() as folder:
        seeds(Path(folder), name)
        crashes = [word for word in sys.argv[1:] if not word.startswith("-")]
        more = [] if crashes else [folder]
        atheris.Setup([*sys.argv, "-max_len=4000", "-timeout=25", "-rss_limit_mb=3000", *more], TARGETS[name])
        atheris.Fuzz()
