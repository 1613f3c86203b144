"""Where the report goes: which format a file's ending tells, what may be written over, and writing it whole."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from recoupe.cli._speech import say
from recoupe.errors import UsageError

SUFFIXES = {".json": "json", ".html": "html", ".htm": "html", ".md": "md", ".txt": "text"}


def form_of(output: Path) -> str:
    """The format that a file's ending tells; text where it has none."""
    suffix = output.suffix.lower()
    if suffix == ".csv":
        raise UsageError("csv writes a folder of tables: --format csv -o FOLDER")
    if suffix and suffix not in SUFFIXES:
        raise UsageError(f"the ending {suffix} tells no format (--format names one)")
    return SUFFIXES.get(suffix, "text")


def check_output(output: Path, form: str, paths: tuple[str, ...], lang: str) -> None:
    """Raises `UsageError` where the report has no place, or its place is one of the inputs."""
    from recoupe import exporters
    from recoupe.readers import files, is_report

    _check_place(output, folder=exporters.is_folder(form))
    if exporters.is_folder(form):
        if output.exists() and not output.is_dir():
            raise UsageError(say(lang, "is_file", path=output))
        if output.exists() and any(Path(f).resolve().parent == output.resolve() for f in files(paths)):
            raise UsageError(say(lang, "own_folder", path=output))
        return
    if output.is_dir():
        raise UsageError(say(lang, "is_folder", path=output))
    if not output.is_file():
        return
    with output.open("rb") as file:
        earlier = is_report(file.read(2000))  # which a new one may replace, unless it is named as an input
    if any(_same(f, output) for f in (paths if earlier else files(paths))):
        raise UsageError(say(lang, "own_input", path=output))


def _check_place(output: Path, *, folder: bool) -> None:
    """Told before an hour of reading rather than after it: there must be a folder, and leave to write in it."""
    home = output if folder and output.is_dir() else output.parent
    while folder and not home.exists():
        home = home.parent
    if not home.is_dir():
        raise UsageError(f"no such folder: {home}")
    if not os.access(home, os.W_OK | os.X_OK) and (folder or not output.exists() or output.is_file()):
        raise UsageError(f"no leave to write in {home}")


def check_standard() -> None:
    """Raises `UsageError` where there is no standard output to write to."""
    if sys.stdout is None:  # closed by the caller: `recoupe read … >&-`
        raise UsageError("standard output is closed")


def _same(file: str, output: Path) -> bool:
    return os.path.exists(file) and os.path.samefile(file, output)


def write_whole(output: Path, made: dict[str, bytes]) -> None:
    """Every file whole or not at all: written beside its place, then moved there."""
    import tempfile

    if "" not in made:
        output.mkdir(parents=True, exist_ok=True)
    for name, data in made.items():
        target = output / Path(name).name if name else output
        if target.exists() and not target.is_file():  # a pipe, a terminal: nothing to put beside it
            with target.open("wb") as file:
                file.write(data)
            continue
        target = target.resolve()  # where a link leads, not the link
        handle, waiting = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
            umask = os.umask(0)
            os.umask(umask)
            Path(waiting).chmod(0o666 & ~umask)
            Path(waiting).replace(target)
        except BaseException:
            Path(waiting).unlink(missing_ok=True)
            raise
