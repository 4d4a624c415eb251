"""What is done to stores: commands killed at any moment, two at once, no room, no leave, damages. Used by faults.py."""

import contextlib
import ctypes
import hashlib
import os
import random
import re
import resource
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks import corpus

ROOT = Path(__file__).parents[1]
Row = tuple[str, int, str]
Before = Callable[[], None] | None
_WRITING = ("table", "rdf", "remove", "judgements", "undo")  # the commands that write to a store beside build


class Store:
    """A store that holds a corpus, a table and a judgement, and is asked to take more."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.at = folder, folder / "store"
        for name, seed in (("old", 1), ("new", 2)):
            made = corpus.make(folder / name, 8, seed)
            if name == "new":
                text = re.sub(r'file = "(.*)\.txt"', r'\g<0>\nidentifier = "n-\1"', made.read_text("utf-8"))
                made.write_text(text, "utf-8")
        self.commands = _commands(folder)
        assert self.run("build", "--manifest", str(folder / "old" / "sources.toml"))[0] == 0
        for name in ("first table", "first judgements"):
            assert self.run(*self.commands[name])[0] == 0
        shutil.copytree(self.at, folder / "kept")
        self.old = self.graph()

    def reset(self) -> None:
        """The store as it was at first."""
        shutil.rmtree(self.at)
        shutil.copytree(self.folder / "kept", self.at)

    def after(self, *names: str) -> str:
        """What the graph is after these commands."""
        self.reset()
        for name in names:
            status, _, said = self.run(*self.commands[name])
            assert status == 0, said
        return self.graph()

    def start(self, *words: str, before: Before = None) -> "subprocess.Popen[str]":
        command = [sys.executable, "-m", "cixi_kg", *words, "--store", str(self.at)]
        pipe = subprocess.PIPE
        return subprocess.Popen(command, cwd=ROOT, stdout=pipe, stderr=pipe, text=True, preexec_fn=before)

    def run(self, *words: str, before: Before = None) -> tuple[int, str, str]:
        process = self.start(*words, before=before)
        out, said = process.communicate()
        assert "Traceback" not in said, said
        assert "fault of ours" not in said, said
        return process.returncode, out, said

    def graph(self) -> str:
        """A hash of the whole graph, or what is said in place of it."""
        status, out, said = self.run("export")
        return hashlib.sha256(out.encode()).hexdigest() if status == 0 else said


def _commands(folder: Path) -> dict[str, tuple[str, ...]]:
    """The commands that write, each with files of its own."""
    rows = "".join(f"甲{n:03}有限公司,{n},{n % 7}.5\n" for n in range(400))
    table = _file(folder / "t.csv", "企业名称,营业收入（万元）,增长（%）\n" + rows)
    mapping = _file(
        folder / "t.toml",
        '[table]\ndate = "2023"\narea = "昆山市"\n[[thing]]\nclass = "Company"\nname = "{企业名称}"\n[[observation]]\n'
        'value = "{营业收入（万元）}"\nunit = "万元"\nmetric = "营业收入"\nperiod = "2023年"\nabout = "{企业名称}"\nclass = "Company"\n',
    )
    triples = "".join(f'<https://example.org/{n}> <https://schema.org/name> "乙{n}有限公司"@zh .\n' for n in range(400))
    data = _file(folder / "r.nt", triples)
    head = "left\tright\tverdict\twho\twhen\twhy\n"
    first = _file(folder / "j1.tsv", head + "甲001有限公司\t甲002有限公司\tdifferent\t\t\t\n")
    more = _file(folder / "j2.tsv", head + "甲003有限公司\t甲004有限公司\tsame\t\t\t\n")
    return {
        "build": ("build", "--manifest", str(folder / "new" / "sources.toml")),
        "replay": ("link", "judgements", "--import", _file(folder / "empty.tsv", head)),
        "first table": ("link", "table", table, "--mapping", mapping, "--name", "first"),
        "first judgements": ("link", "judgements", "--import", first),
        "table": ("link", "table", table, "--mapping", mapping, "--name", "second"),
        "rdf": ("link", "rdf", data, "--name", "triples"),
        "remove": ("link", "remove", "first"),
        "judgements": ("link", "judgements", "--import", more),
        "undo": ("link", "judgements", "--undo", "1"),
    }


def _file(path: Path, content: str) -> str:
    path.write_text(content, encoding="utf-8")
    return str(path)


def rows(folder: Path, kills: int) -> Iterator[Row]:
    """All of it, a row for each kind."""
    store = Store(folder)
    for name in ("build", *_WRITING):
        times = kills if name == "build" else max(1, kills // 2)
        label = "build" if name == "build" else f"link {name}".replace("link undo", "link judgements --undo")
        yield f"`{label}` killed at any moment", times, killed(store, name, times)
    for pair in (("build", "build"), ("build", "table"), ("table", "rdf"), ("judgements", "build")):
        times = min(3, kills)
        yield f"at once: {pair[0]} and {pair[1]}", times, at_once(store, pair, times)
    for name in ("build", "table"):
        yield f"no file may grow over 0.1 … 16 MB: {name}", 4, _limited(store, name)
    yield from mounted(store, kills)
    yield "folder that may not be written, or not be read", 4, _forbidden(store)
    yield "store of another version", 1, _version(store)
    yield "any file of the store cut in the middle", 2 * kills, damaged(store, 2 * kills)
    yield "`publish` killed at any moment", max(1, kills // 2), publish(store, max(1, kills // 2))


def killed(store: Store, name: str, times: int) -> str:
    rng = random.Random(8)
    ends: Counter[str] = Counter()
    new = store.after(name)
    store.reset()
    start = time.perf_counter()
    store.run(*store.commands[name])
    usual = time.perf_counter() - start
    for _ in range(times):
        store.reset()
        process = store.start(*store.commands[name])
        time.sleep(rng.random() * usual * 1.05)
        process.kill()
        process.communicate()
        after = store.graph()
        assert after in (store.old, new), after
        ends["the old graph answered" if after == store.old else "the new graph answered"] += 1
        status, _, said = store.run(*store.commands[name])
        # what has been taken out, or back, before it was killed cannot be a second time
        assert status == 0 or (name in ("remove", "undo") and "there is no" in said), said
        if name == "undo" and status:  # the file was changed already, and the graph was to follow it
            assert store.run(*store.commands["replay"])[0] == 0
        assert store.graph() == new
    return f"{_counted(ends)}; the next run went through each time; lost: nothing"


def at_once(store: Store, pair: tuple[str, str], times: int) -> str:
    ends: Counter[str] = Counter()
    both = store.after(*dict.fromkeys(pair))
    for _ in range(times):
        store.reset()
        running = [(name, store.start(*store.commands[name])) for name in pair]
        refused = []
        for name, process in running:
            said = process.communicate()[1]
            assert "Traceback" not in said, said
            if process.returncode:
                assert "another build is writing" in said, said
                refused.append(name)
            ends["refused with a sentence" if process.returncode else "went through"] += 1
        for name in refused:
            status, _, said = store.run(*store.commands[name])
            assert status == 0, said
        assert store.graph() == both
    return f"{_counted(ends)}; what was refused went through alone; lost: nothing"


def _limited(store: Store, name: str) -> str:
    ends: Counter[str] = Counter()
    new = store.after(name)
    for size in (0.1, 1, 4, 16):
        store.reset()
        most = int(size * 1e6)
        before = lambda most=most: resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))  # noqa: E731
        status, _, said = store.run(*store.commands[name], before=before)
        ends[_refused(store, status, said, new)] += 1
        assert store.run(*store.commands[name])[0] == 0
        assert store.graph() == new
    return f"{_counted(ends)}; lost: nothing"


def _refused(store: Store, status: int, said: str, new: str) -> str:
    """Either it went through, or one sentence says why not and the old graph answers."""
    after = store.graph()
    assert after == (new if status == 0 else store.old), (status, said, after[:200])
    assert status == 0 or len(said.strip().splitlines()) == 1, said
    return "refused with a sentence, the old graph answered" if status else "went through"


def mounted(store: Store, most: int) -> Iterator[Row]:
    """A disk that is really full, at up to so many sizes, and one that is read-only; where this user may mount."""
    disk, at, kept = store.folder / "disk", store.at, store.folder / "kept"
    disk.mkdir()
    ends: Counter[str] = Counter()
    size = sum(path.stat().st_size for path in kept.rglob("*") if path.is_file())
    rooms = (2, 8, 0.05, 20, 0.3, 1, 3, 5, 12, 40)[:most]
    tried: list[tuple[str, float]] = [(name, room) for name in ("build", "table", "judgements") for room in rooms]
    news = {name: store.after(name) for name in ("build", "table", "judgements")}
    last = ""
    for name, room in tried:
        options = f"size={size + 400_000 + int(room * 1e6)}"
        if subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(disk)], capture_output=True).returncode:
            yield "disk of its own, full or read-only", 0, "this user may not mount one"
            return
        try:
            store.at = disk / "store"
            shutil.copytree(kept, store.at)
            status, _, said = store.run(*store.commands[name])
            ends[_refused(store, status, said, news[name])] += 1
            last = said if status else last
        finally:
            subprocess.run(["umount", str(disk)], check=True)
            store.at = at
    yield (
        "disk really full, at ten places of a build, a table, judgements",
        len(tried),
        f"{_counted(ends)}; lost: nothing",
    )
    yield "disk read-only", 1, _read_only(store, disk)


def _read_only(store: Store, disk: Path) -> str:
    at = store.at
    subprocess.run(["mount", "-t", "tmpfs", "tmpfs", str(disk)], check=True)
    try:
        store.at = disk / "store"
        shutil.copytree(store.folder / "kept", store.at)
        subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
        for name in ("build", "table", "judgements"):
            status, _, said = store.run(*store.commands[name])
            assert status, said
            assert store.graph() == store.old, said
    finally:
        subprocess.run(["umount", str(disk)], check=True)
        store.at = at
    return "refused with a sentence, the old graph answered; lost: nothing"


def without_privilege() -> None:
    """For a process that begins: the superuser's leave to pass over the modes of files is given up."""
    if os.geteuid() == 0:
        libc = ctypes.CDLL(None)
        for capability in (1, 2, 3):  # DAC_OVERRIDE, DAC_READ_SEARCH, FOWNER
            libc.prctl(24, capability, 0, 0, 0)  # PR_CAPBSET_DROP


def _forbidden(store: Store) -> str:
    store.reset()
    for mode, names in ((0o555, ("build", "table", "judgements")), (0, ("build",))):
        store.at.chmod(mode)
        try:
            for name in names:
                status, _, said = store.run(*store.commands[name], before=without_privilege)
                assert status, said
                assert "cannot be" in said or "not readable" in said, said
            if mode:
                assert store.run("export", before=without_privilege)[0] == 0
        finally:
            store.at.chmod(0o755)
        assert store.graph() == store.old
    return "refused with a sentence each time, the old graph answered where it may be read; lost: nothing"


def _version(store: Store) -> str:
    new = store.after("build")
    store.reset()
    (store.at / "format").write_text("cixi-kg store 0\n", encoding="utf-8")
    said = store.graph()
    assert "another version" in said, said
    assert store.run(*store.commands["build"])[0] == 0
    assert store.graph() == new
    return (
        f"“{said.strip().replace(str(store.at), 'STORE')}”; the next build brought it up to date with all that was kept"
    )


def damaged(store: Store, times: int) -> str:
    """Any file cut; a build of the same documents, or importing again, is to mend it."""
    rng = random.Random(8)
    ends: Counter[str] = Counter()
    new = store.after("build")
    kept = store.folder / "kept"
    answering = (kept / "current").read_text(encoding="utf-8").strip()  # the one before it is of no use to anybody
    files = sorted(
        p.relative_to(kept)
        for p in (*kept.glob("*"), *(kept / answering).rglob("*"))
        if p.is_file() and p.stat().st_size
    )
    for _ in range(times):
        store.reset()
        name = rng.choice(files)
        path = store.at / name
        path.unlink()
        shutil.copyfile(store.folder / "kept" / name, path)
        os.truncate(path, int(path.stat().st_size * rng.random()))
        after = store.graph()
        ends["answered as before" if after == store.old else "said what to do"] += 1
        assert after == store.old or "build it again" in after, (name, after[:200])
        _mended(store, name)
        assert store.graph() == new, name
    return f"{_counted(ends)}; mended by building and importing again, with all that was kept; lost: nothing"


def _mended(store: Store, name: Path) -> None:
    """What a person does who follows the sentences."""
    if name.name == "judgements.tsv":
        shutil.copyfile(store.folder / "kept" / name, store.at / name)  # by hand, from the editor's copy
    if name.name.startswith("dataset-first"):
        status, _, said = store.run(*store.commands["build"])
        assert status == 1, (name, said)
        assert "import its table again" in said, (name, said)
        assert store.run(*store.commands["first table"])[0] == 0
    status, _, said = store.run("build", "--manifest", str(store.folder / "old" / "sources.toml"))
    assert status == 0, (name, said)
    status, _, said = store.run(*store.commands["build"])
    assert status == 0, (name, said)


def publish(store: Store, kills: int) -> str:
    command = shutil.which("oxigraph", path=str(Path(sys.executable).parent)) or shutil.which("oxigraph")
    if not command:
        return "not tried: the oxigraph command is not installed"
    rng = random.Random(8)
    store.reset()
    with socket.create_server(("127.0.0.1", 0)) as found:
        base = f"127.0.0.1:{found.getsockname()[1]}"
    words = [command, "serve", "--location", str(store.folder / "ox"), "--bind", base]
    server = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    count = _file(
        store.folder / "count.rq",
        "SELECT ?g (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g ORDER BY ?g",
    )
    try:
        time.sleep(2)
        for _ in range(kills):
            process = store.start("publish", f"http://{base}/store", "--force")
            time.sleep(0.5 + rng.random() * 4)
            process.send_signal(signal.SIGKILL)
            process.communicate()
            status, _, said = store.run("publish", f"http://{base}/store")
            assert status == 0, said
            asked = [sys.executable, "-m", "cixi_kg", "query", "--file", count, "--endpoint", f"http://{base}/query"]
            there = subprocess.run(asked, cwd=ROOT, check=True, capture_output=True, text=True).stdout
            assert store.run("query", "--file", count)[1] == there
    finally:
        server.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            server.wait(20)
        server.kill()
    return "the next run went on, and the server's graphs were those of the store; lost: nothing"


def _counted(ends: Counter[str]) -> str:
    return ", ".join(f"{number} {end}" for end, number in sorted(ends.items()))
