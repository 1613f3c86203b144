"""Bytes to `Capture`: one file a format, found by its name or by its first bytes.

Every module here without an underscore is a format: `SUFFIXES`, `sniff(head)` and `read(source)`. To add one,
add a file. Bad input never raises: it comes as a `Failure` between the captures; only a call that
names a path which does not exist is a `UsageError`.
"""

from __future__ import annotations

import glob
import importlib
import os
import pkgutil
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache, partial
from pathlib import Path
from types import ModuleType
from typing import BinaryIO

import msgspec

from recoupe.errors import ReadError, UsageError
from recoupe.model import Capture, Failure
from recoupe.readers._decode import binary
from recoupe.readers._source import Source

__all__ = ["files", "formats", "is_report", "read_paths"]

# Of the tables that the csv format writes: a folder that holds these is a report, whatever else lies in it.
_TABLES = frozenset(f"{name}.csv" for name in ("claims", "failures", "stances", "statements", "stories"))


@cache
def formats() -> dict[str, ModuleType]:
    """The formats by name: the modules of this folder.

    >>> sorted(formats())
    ['csv', 'feed', 'html', 'json', 'jsonl', 'parquet', 'text', 'warc']
    """
    names = sorted(m.name for m in pkgutil.iter_modules(__path__) if not m.name.startswith("_"))
    return {name: importlib.import_module(f"{__name__}.{name}") for name in names}


def read_paths(paths: Iterable[str | Path], stdin: BinaryIO | None = None) -> Iterator[Capture | Failure]:
    """Everything readable under `paths` (files, folders, globs, `-` for standard input), in order of path.

    What cannot be read comes as a `Failure` between the captures. Each content is read once: a copy of an input
    already read is a failure "duplicate". Ids are unique: files of one name take their folder into their id,
    further rows of one id a number (told in a failure "duplicate-id"). Raises `UsageError`, before anything
    is read, for a path that does not exist.

    >>> read_paths(["no/such/file.txt"])
    Traceback (most recent call last):
    recoupe.errors.UsageError: no such path: no/such/file.txt
    """
    sources, failures = _sources([str(p) for p in paths], stdin)
    return _read(sources, failures)


def _read(sources: list[Source], failures: list[Failure]) -> Iterator[Capture | Failure]:
    yield from failures
    contents: dict[str, str] = {}
    taken: set[str] = set()
    for source in sources:
        for found in _one(source):
            if isinstance(found, Failure):
                yield found
                continue
            if found.digest in contents:
                about = found.path or found.id
                yield Failure(about, "read", "duplicate", f"the same content as {contents[found.digest]}")
                continue
            contents[found.digest] = found.id
            name, number = found.id, 1
            while name in taken:
                number += 1
                name = f"{found.id}~{number}"
            taken.add(name)
            if name != found.id:
                yield Failure(found.path or found.id, "read", "duplicate-id", f"{found.id}, read as {name}")
            yield found if name == found.id else msgspec.structs.replace(found, id=name)


def _one(source: Source) -> Iterator[Capture | Failure]:
    try:
        # Standard input has no name to go by: JSON lines show only once the first line is seen whole.
        head = source.head(1 << 20 if source.path is None else 4096)
        if not head:
            source.whole(1)  # raises where the stream is broken rather than empty
            raise ReadError("empty", "no bytes")
        if source.met and is_report(head):
            raise ReadError("unsupported", "a report that recoupe wrote")
        format = _format(source.name, head)
        yield from format.read(source)
    except ReadError as error:
        yield Failure(source.about, "read", error.reason, error.detail)  # type: ignore[arg-type]
    except OSError as error:
        yield Failure(source.about, "read", "unreadable", error.strerror or str(error))
    except (MemoryError, RecursionError) as error:
        yield Failure(source.about, "read", "too-large", type(error).__name__)
    except Exception as error:  # a fault of ours costs the file, not the run
        yield Failure(source.about, "read", "internal", f"{type(error).__name__}: {error}")


def is_report(head: bytes) -> bool:
    """True for the first bytes of a record or a page that this program wrote.

    >>> is_report(b'{\\n "recoupe": 1'), is_report(b'[{"text": "a"}]')
    (True, False)
    """
    return head.startswith(b'{\n "recoupe":') or b'name="generator" content="recoupe' in head[:2000]


def _format(name: str, head: bytes) -> ModuleType:
    """By name where the suffix is known and the bytes do not contradict it, else by content, else text."""
    known = formats()
    suffix = next((s for s in reversed(Path(name.lower()).suffixes) if s != ".gz"), "")
    by_name = next((f for f in known.values() if suffix in f.SUFFIXES), None)
    by_content = next((f for f in known.values() if f.sniff(head)), None)
    if by_name is None:
        if by_content is not None:
            return by_content
        if binary(head) or (suffix and suffix not in (".",) and _foreign(suffix)):
            raise ReadError(
                "unsupported" if _foreign(suffix) else "not-text", f"no reader for {suffix or 'these bytes'}"
            )
        return known["text"]
    if by_name is known["text"] and by_content in (known["html"], known["warc"], known["parquet"]):
        return by_content
    return by_name


def _foreign(suffix: str) -> bool:
    """Suffixes of what is certainly no article, so that a saved page's folder of pictures is told as such."""
    return suffix in {
        ".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg", ".ico", ".bmp", ".tif", ".tiff", ".avif", ".css", ".js",
        ".mjs", ".map",
        ".woff", ".woff2", ".ttf", ".otf", ".eot", ".mp3", ".mp4", ".m4a", ".webm", ".ogg", ".wav", ".avi", ".mov",
        ".pdf", ".doc",
        ".docx", ".xls", ".xlsx", ".ppt", ".pptx", ".odt", ".zip", ".tar", ".7z", ".rar", ".bz2", ".xz", ".zst",
        ".exe", ".dll",
        ".so", ".pyc", ".db", ".sqlite", ".yaml", ".yml", ".toml", ".py", ".sh", ".lock",
    }  # fmt: skip


def files(paths: Iterable[str | Path]) -> list[str]:
    """The files that reading `paths` would open, in that order; see `read_paths`."""
    return list(_found([str(p) for p in paths if str(p) != "-"])[0])


def _sources(paths: list[str], stdin: BinaryIO | None) -> tuple[list[Source], list[Failure]]:
    found, failures = _found([p for p in paths if p != "-"])
    names = _names(list(found))
    sources = [_standard(stdin)] if "-" in paths else []
    for file, met in found.items():
        packed = file.lower().endswith(".gz")
        sources.append(Source(_printable(names[file]), _printable(file), partial(_open, file), packed, met))
    return sources, failures


def _found(paths: list[str]) -> tuple[dict[str, bool], list[Failure]]:
    """The files under some paths, in order, each with whether it was met rather than named."""
    met: dict[str, bool] = {}
    failures: list[Failure] = []
    for path in paths:
        if os.path.isdir(path):
            inside = list(_walk(path, failures))
            met |= {f: met.get(f, True) for f in inside}
            if not inside:
                failures.append(Failure(_printable(path), "read", "empty", "no files in the folder"))
        elif os.path.lexists(path):
            met[path] = False
        elif glob.has_magic(path) and (matches := sorted(glob.glob(path, recursive=True))):
            for match in matches:
                for f in _walk(match, failures) if os.path.isdir(match) else [match]:
                    met.setdefault(f, True)
        else:
            raise UsageError(f"no such path: {path}")
    unique = {os.path.normpath(f): f for f in met}
    return {f: met[f] for f in sorted(unique.values())}, failures


def _names(files: list[str]) -> dict[str, str]:
    """Each file's name, with as many of its folders as it takes to tell it from others of that name.

    >>> list(_names(["a/x.txt", "b/x.txt", "b/y.txt"]).values())
    ['a/x.txt', 'b/x.txt', 'y.txt']
    """
    parts = {file: Path(os.path.normpath(file)).parts for file in files}
    names: dict[str, str] = {}
    open_, depth = files, 1
    while open_:
        ends = {file: "/".join(parts[file][-depth:]) for file in open_}
        count = Counter(ends.values())
        names |= {f: n for f, n in ends.items() if count[n] == 1 or depth >= len(parts[f])}
        open_ = [f for f in open_ if f not in names]
        depth += 1
    return {file: names[file] for file in files}


def _printable(name: str) -> str:
    """A file name whose bytes are not UTF-8 is shown with U+FFFD in their place; the file is opened by its bytes."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _open(file: str) -> BinaryIO:
    if not os.path.isfile(file):
        raise ReadError("unreadable", "not a regular file")
    return open(file, "rb")


def _standard(stdin: BinaryIO | None) -> Source:
    import io

    data = (stdin or sys.stdin.buffer).read()
    return Source("stdin", None, lambda: io.BytesIO(data), data[:2] == b"\x1f\x8b")


def _walk(folder: str, failures: list[Failure]) -> Iterator[str]:
    for here, folders, names in os.walk(folder):
        folders[:] = sorted(f for f in folders if not f.startswith("."))
        ours = _TABLES.issubset(names)
        if ours:
            failures.append(Failure(_printable(here), "read", "unsupported", "tables that recoupe wrote"))
        for name in sorted(names):
            if not name.startswith(".") and not (ours and name.endswith(".csv")):
                yield os.path.join(here, name)
