"""Reading as a whole: nothing is lost, an error costs only its own stage, what was read before is not read again."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

import recoupe
from recoupe import engines
from recoupe.engines import local, processes
from recoupe.errors import EngineError, UsageError
from recoupe.model import Article, Evidence, Section, StoryGroup
from recoupe.parse.weights import network
from recoupe.pipeline import annotate, assemble, gather, link
from recoupe.store.sqlite import Cache

needs_french = pytest.mark.skipif(network("fr") is None, reason="no French parser is installed")
TEXT = "Le maire de Brive a annoncé lundi que la passerelle serait fermée. {}\n"


def _folder(home: Path, texts: dict[str, str]) -> Path:
    for name, text in texts.items():
        path = home / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return home


def test_every_article_is_in_exactly_one_story(tmp_path: Path) -> None:
    _folder(tmp_path, {f"{i}.txt": TEXT.format(f"Le témoin numéro {i} l'avait vu.") for i in range(5)})
    record = recoupe.read(tmp_path, cache=False)
    assert sorted(a for s in record.stories for a in s.articles) == sorted(a.id for a in record.articles)
    assert {a.id for a in record.articles} == {f"{i}.txt" for i in range(5)}


@needs_french
def test_what_was_found_stands_in_the_record_at_its_place_with_its_value(tmp_path: Path) -> None:
    text = (
        "Environ 4 200 véhicules empruntaient la passerelle, a dit le 3 mars 2025 le maire de Brive, Jean Roy. "
        "Plus de 300 manifestants ont défilé samedi 8 mars 2025.\n"
    )
    (made,) = recoupe.read(_folder(tmp_path, {"a.txt": text}), cache=False).articles
    at = made.text
    assert [(at[m.start : m.end], m.value) for m in made.moments] == [
        ("le 3 mars 2025", "2025-03-03"),
        ("samedi 8 mars 2025", "2025-03-08"),
    ]
    (said,) = made.statements
    assert [s.cut(at) for s in said.content] == ["Environ 4 200 véhicules empruntaient la passerelle"]
    assert said.said == "2025-03-03"
    assert [(at[f.start : f.end], f.low, f.high, f.approximate, f.when, f.statement) for f in made.figures] == [
        ("Environ 4 200 véhicules", 4200, 4200, True, "2025-03-03", said.id),
        ("Plus de 300 manifestants", 300, None, False, "2025-03-08", None),
    ]
    assert {at[m.start : m.end] for m in made.mentions} >= {"le maire de Brive, Jean Roy"}


def test_the_same_file_twice_is_read_once_and_told(tmp_path: Path) -> None:
    _folder(tmp_path, {"a.txt": TEXT.format(1), "b.txt": TEXT.format(1), "c.txt": TEXT.format(2)})
    record = recoupe.read(tmp_path, cache=False)
    assert [a.id for a in record.articles] == ["a.txt", "c.txt"]
    assert [f.reason for f in record.failures] == ["duplicate"]
    assert record.failures[0].about.endswith("b.txt")


def test_two_files_of_one_name_keep_ids_apart(tmp_path: Path) -> None:
    _folder(tmp_path, {"lundi/note.txt": TEXT.format("un"), "mardi/note.txt": TEXT.format("deux")})
    record = recoupe.read(tmp_path, cache=False)
    assert [a.id for a in record.articles] == ["lundi/note.txt", "mardi/note.txt"]
    assert not record.failures


def test_two_rows_of_one_id_are_both_read_and_told(tmp_path: Path) -> None:
    rows = [{"id": "x", "text": TEXT.format(n)} for n in ("un", "deux")]
    (tmp_path / "r.jsonl").write_text("".join(json.dumps(r) + "\n" for r in rows), encoding="utf-8")
    record = recoupe.read(tmp_path, cache=False)
    assert sorted(a.id for a in record.articles) == ["x", "x~2"]
    assert [f.reason for f in record.failures] == ["duplicate-id"]


@pytest.mark.parametrize("stage", ["statements", "moments", "figures", "mentions", "agencies"])
def test_an_annotators_error_costs_its_own_notes_only(
    stage: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> tuple[()]:
        raise ZeroDivisionError("of our own")

    monkeypatch.setattr(getattr(assemble, stage), "annotate", broken)
    _folder(tmp_path, {"a.txt": TEXT.format("un"), "b.txt": TEXT.format("deux")})
    record = recoupe.read(tmp_path, cache=False, jobs=1)
    assert len(record.articles) == 2
    assert {(f.about, f.stage, f.reason) for f in record.failures} == {
        ("a.txt", stage, "internal"),
        ("b.txt", stage, "internal"),
    }
    assert "ZeroDivisionError" in record.failures[0].detail


@pytest.mark.parametrize(
    ("module", "verb"),
    [
        ("passages", "find"),
        ("stories", "group"),
        ("calendar", "settle"),
        ("roots", "trace"),
        ("speakers", "resolve"),
        ("utterances", "merge"),
        ("quantities", "group"),
        ("claims", "judge"),
        ("documents", "rebuild"),
        ("contradictions", "find"),
        ("timeline", "order"),
        ("brief", "title"),
        ("brief", "write"),
    ],
)
def test_an_error_between_articles_loses_none(
    module: str, verb: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> tuple[()]:
        raise ZeroDivisionError("of our own")

    monkeypatch.setattr(getattr(assemble, module), verb, broken)
    _folder(tmp_path, {"a.txt": TEXT.format("un"), "b.txt": TEXT.format("deux")})
    record = recoupe.read(tmp_path, cache=False)
    assert sorted(i for s in record.stories for i in s.articles) == ["a.txt", "b.txt"]
    assert {(f.stage, f.reason) for f in record.failures} == {(module, "internal")}


def test_a_readers_error_costs_that_file_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_: object) -> None:
        raise ZeroDivisionError("of our own")

    monkeypatch.setattr("recoupe.readers.jsonl.read", broken)
    _folder(tmp_path, {"a.txt": TEXT.format("un"), "b.jsonl": "{}\n", "c.txt": TEXT.format("deux")})
    record = recoupe.read(tmp_path, cache=False)
    assert [a.id for a in record.articles] == ["a.txt", "c.txt"]
    assert [(f.stage, f.reason) for f in record.failures] == [("read", "internal")]


def test_errors_of_our_own_are_not_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _folder(tmp_path / "in", {"a.txt": TEXT.format("un")})
    cache = tmp_path / "cache.sqlite"
    with monkeypatch.context() as patch:
        patch.setattr(assemble.moments, "annotate", lambda *_: 1 / 0)
        assert recoupe.read(tmp_path / "in", cache=cache).failures
    assert not recoupe.read(tmp_path / "in", cache=cache).failures


def test_what_was_read_before_comes_back_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _folder(tmp_path / "in", {f"{i}.txt": TEXT.format(f"Le témoin {i}.") for i in range(3)})
    cache = tmp_path / "cache.sqlite"
    first = recoupe.read(tmp_path / "in", cache=cache)

    def never(*_: object) -> None:
        raise AssertionError("worked again on what was known")

    monkeypatch.setattr(assemble, "work_up", never)
    assert recoupe.read(tmp_path / "in", cache=cache) == first
    (tmp_path / "in" / "0.txt").unlink()  # linked anew, annotated no more
    assert [a.id for a in recoupe.read(tmp_path / "in", cache=cache).articles] == ["1.txt", "2.txt"]


def test_a_changed_file_is_read_anew(tmp_path: Path) -> None:
    _folder(tmp_path / "in", {"a.txt": TEXT.format("un")})
    cache = tmp_path / "cache.sqlite"
    recoupe.read(tmp_path / "in", cache=cache)
    _folder(tmp_path / "in", {"a.txt": TEXT.format("autre")})
    assert "autre" in recoupe.read(tmp_path / "in", cache=cache).articles[0].text


def test_what_is_kept_depends_on_the_weights_and_the_models_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stamp = gather._stamp.__wrapped__  # it is asked once a run
    monkeypatch.setenv("RECOUPE_MODELS", str(tmp_path))
    first = stamp(())
    (tmp_path / "parser.npz").write_bytes(b"other weights")
    second = stamp(())
    assert len({first, second, stamp((("fr", "some_pipeline"),))}) == 3
    assert stamp(()) == second


@pytest.mark.parametrize("junk", [b"", b"SQLite format 3\x00" + b"\xff" * 5000, b"nobody's database"])
def test_a_damaged_cache_is_done_without(junk: bytes, tmp_path: Path) -> None:
    _folder(tmp_path / "in", {"a.txt": TEXT.format("un")})
    cache = tmp_path / "cache.sqlite"
    cache.write_bytes(junk)
    assert len(recoupe.read(tmp_path / "in", cache=cache).articles) == 1
    if junk.startswith(b"nobody"):
        assert cache.read_bytes() == junk, "somebody's own file was overwritten"


def test_a_cache_is_trimmed_oldest_first(tmp_path: Path) -> None:
    path = tmp_path / "c.sqlite"
    for i in range(4):
        with Cache(path, most_bytes=70_000) as cache:
            cache.put(bytes([i]), os.urandom(30_000))
        time.sleep(1.01 if i < 1 else 0)
    with Cache(path) as cache:
        assert cache.get(bytes([0])) is None
        assert cache.get(bytes([3])) is not None


@pytest.mark.parametrize("jobs", [1, 2])
def test_the_number_of_processes_changes_nothing(jobs: int, tmp_path: Path) -> None:
    _folder(tmp_path, {f"{i:02}.txt": TEXT.format(f"Le témoin numéro {i} l'a vu.") for i in range(40)})
    progress: list[tuple[str, int, int | None]] = []
    record = recoupe.read(tmp_path, cache=False, jobs=jobs, progress=lambda *step: progress.append(step))
    assert record == recoupe.read(tmp_path, cache=False, jobs=1)
    assert ("reading", 40, None) in progress
    assert progress[-1][0] == "linking"


def _deadly(one: assemble.Gathered, lang: str) -> assemble.Told:
    if any(a.text.startswith("Ceci") for a, n in one[1] if n.parse.tokens):
        os._exit(1)
    return TELL(one, lang)


TELL = assemble.tell


def test_a_story_that_kills_its_worker_loses_no_article(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [f"Le juge numéro {i} a parlé de la ville de {chr(65 + i) * 5}." for i in range(13)] + [
        "Ceci tue le monde."
    ]
    articles = [
        Article(f"{i:02}", t, (Section(0, len(t), "body"),), str(i), language="fr") for i, t in enumerate(texts)
    ]
    notes = [annotate(a) for a in articles]
    monkeypatch.setattr(
        assemble.stories, "group", lambda found, *_: tuple(StoryGroup(f"s{a.id}", (a.id,)) for a in found)
    )
    monkeypatch.setattr(assemble, "tell", _deadly)
    monkeypatch.setattr(assemble, "SHARD_MEMBERS", 4)
    monkeypatch.setattr(processes.threading, "active_count", lambda: 1)  # fork: a spawned worker knows no stand-in
    record = assemble.link(articles, notes, (), "fr", None, processes.map, 2)
    assert [a.id for a in record.articles] == [a.id for a in articles]
    assert [(f.about, f.stage, f.reason) for f in record.failures] == [("s13", "link", "internal")]
    monkeypatch.setattr(assemble, "tell", TELL)
    whole = assemble.link(articles[:-1], notes[:-1], (), "fr")
    assert [a for a in record.articles if a.id != "13"] == list(whole.articles)


def test_order_of_articles_changes_nothing() -> None:
    articles = [
        Article(f"{i}", TEXT.format(i), (Section(0, 60, "body"),), digest=str(i), language="fr") for i in range(3)
    ]
    pairs = [(a, annotate(a)) for a in articles]
    assert link(pairs) == link(pairs[::-1])


def _dies(shard: int) -> int:
    if shard == 3:
        os._exit(1)
    if shard == 5:
        raise ValueError("no")
    return shard


def test_a_worker_that_dies_costs_its_own_shard_only() -> None:
    results = list(processes.map(_dies, range(12), 2))
    assert [r for r in results if not isinstance(r, EngineError)] == [n for n in range(12) if n not in (3, 5)]
    assert [i for i, r in enumerate(results) if isinstance(r, EngineError)] == [3, 5]


def test_workers_end_with_a_program_that_is_killed(tmp_path: Path) -> None:
    names = tmp_path / "workers"
    code = (
        "import os, time, sys\n"
        "from recoupe.engines import processes\n"
        "def work(n):\n"
        "    open(sys.argv[1], 'a').write(f'{os.getpid()}\\n'); time.sleep(60)\n"
        "list(processes.map(work, range(2), 2))\n"
    )
    env = {**os.environ, "PYTHONPATH": str(Path(recoupe.__file__).parent.parent)}
    program = subprocess.Popen([sys.executable, "-c", code, str(names)], env=env)

    def alive() -> list[str]:
        """Their ids; one that has ended and waits to be collected is none."""
        pids = names.read_text().split() if names.exists() else []
        states = {p: Path(f"/proc/{p}/stat").read_text().rsplit(")")[-1].split()[0] for p in pids if _runs(p)}
        return [p for p, state in states.items() if state != "Z"]

    assert _until(lambda: len(alive()) == 2)
    program.kill()
    program.wait()
    assert _until(lambda: not alive())


def _runs(pid: str) -> bool:
    return Path(f"/proc/{pid}/stat").exists()


def _until(holds: Callable[[], bool], seconds: float = 20.0) -> bool:
    end = time.monotonic() + seconds
    while not holds() and time.monotonic() < end:
        time.sleep(0.05)
    return holds()


def test_what_was_read_is_kept_soon_so_that_a_killed_run_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "c.sqlite"
    with Cache(path) as cache:
        cache.put(b"1", b"one")
        with Cache(path) as other:
            assert other.get(b"1") is None, "not yet written"
        monkeypatch.setattr("recoupe.store.sqlite.COMMIT_AFTER", 0.0)
        cache.put(b"2", b"two")
        with Cache(path) as other:
            assert (other.get(b"1"), other.get(b"2")) == (b"one", b"two")


def test_shards_are_taken_as_they_are_worked_on() -> None:
    taken: list[int] = []

    def shards():  # type: ignore[no-untyped-def]
        for i in range(1000):
            taken.append(i)
            yield i

    results = processes.map(abs, shards(), 2)
    next(results)
    assert len(taken) < 20
    results.close()  # type: ignore[attr-defined]
    taken.clear()
    next(local.map(abs, shards(), 1))
    assert taken == [0]


def test_ray_says_what_it_needs() -> None:
    pytest.importorskip("ray") if os.environ.get("RECOUPE_TEST_RAY") else None
    try:
        import ray  # noqa: F401
    except ImportError:
        with pytest.raises(EngineError, match=r"recoupe\[ray\]"):
            list(engines.engine("ray")(abs, [1], 1))


def test_a_wrong_call_is_told() -> None:
    with pytest.raises(UsageError, match="no such path"):
        recoupe.read("/no/such/path")
    with pytest.raises(UsageError, match="no such engine"):
        recoupe.read([], engine="steam", cache=False)


def test_a_reading_shows_itself(tmp_path: Path) -> None:
    _folder(tmp_path, {"a.txt": TEXT.format("un")})
    record = recoupe.read(tmp_path, cache=False)
    assert record.cut(Evidence("a.txt", 3, 8)) == "maire"
    assert json.loads(record.to_json())["articles"][0]["id"] == "a.txt"
    assert "a.txt" in record.to_text()
    cell = record._repr_html_()
    assert cell.startswith("<iframe")
    assert "<!doctype" not in cell, "the page inside is escaped"


def test_ids_stay_from_one_record_to_the_next(tmp_path: Path) -> None:
    texts = {
        "a.txt": "Le barrage de Malpasset a cédé mercredi soir près de Fréjus, faisant 50 morts.",
        "b.txt": "Près de Fréjus, 50 morts dans la rupture du barrage de Malpasset.",
        "c.txt": "Fréjus : le barrage de Malpasset, rompu mercredi, a fait plus de 50 morts.",
    }
    folder = tmp_path / "coverage"
    folder.mkdir()
    for name in ("b.txt", "c.txt"):
        (folder / name).write_text(texts[name], encoding="utf-8")
    first = recoupe.read([folder], cache=False)
    former = tmp_path / "former.json"
    former.write_text(first.to_json(), encoding="utf-8")
    (folder / "a.txt").write_text(texts["a.txt"], encoding="utf-8")
    (story,) = recoupe.read([folder], cache=False, since=former).stories
    assert story.id == first.stories[0].id
    assert len(story.articles) == 3
    apart = {"stories": [{"id": "one", "articles": story.articles[:2]}, {"id": "two", "articles": story.articles[2:]}]}
    former.write_text(json.dumps(apart), encoding="utf-8")
    (story,) = recoupe.read([folder], cache=False, since=former).stories
    assert (story.id, story.merged) == ("one", ("two",))
    with pytest.raises(UsageError):
        recoupe.read([folder], cache=False, since=folder / "a.txt")
