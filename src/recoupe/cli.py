"""The command line: a thin edge over `pipeline` and `exporters`.

Exit codes: 0 done; 1 nothing could be read, or `--strict` and something failed, or the work itself
failed; 2 the call is wrong (no such path, format or language). A reader that closes the pipe early
(`recoupe read … | head`) ends the run quietly with 0.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

import recoupe
from recoupe.errors import RecoupeError, UsageError

if TYPE_CHECKING:
    from recoupe.model import Failure
    from recoupe.pipeline import Progress

SUFFIXES = {".json": "json", ".html": "html", ".htm": "html", ".md": "md", ".txt": "text"}

EXAMPLES = """\b
Examples:
  recoupe read examples/story
  recoupe read a.txt b.html feed.xml --format json -o story.json
  recoupe read coverage/ --lang en -o report.html
  cat articles.jsonl | recoupe read -
"""


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(recoupe.__version__, prog_name="recoupe")
def main() -> None:
    """Set many reports of one event side by side: who said what, what still stands, how many
    independent sources hold it up."""


def _models(_ctx: click.Context, _param: click.Parameter, values: tuple[str, ...]) -> dict[str, str]:
    out = {}
    for value in values:
        language, equals, name = value.partition("=")
        if not equals or not language or not name:
            raise click.BadParameter(f"{value!r}: write LANGUAGE=NAME, as in fr=fr_core_news_lg")
        out[language] = name
    return out


@main.command(epilog=EXAMPLES)
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option(
    "-f",
    "--format",
    "form",
    default=None,
    metavar="FORMAT",
    help="text (default), json, html, md or csv. With -o, the file's ending tells it.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    default=None,
    help="Write here, in one step, instead of to standard output. csv makes a folder.",
)
@click.option(
    "--lang", default=None, metavar="fr|en", help="Language of the report's own words (else that of the system)."
)
@click.option("--strict", is_flag=True, help="End with 1 where anything at all could not be read.")
@click.option(
    "--model",
    "models",
    multiple=True,
    callback=_models,
    metavar="LANGUAGE=NAME",
    help="Parse a language with another installed pipeline, as in fr=fr_core_news_lg.",
)
@click.option(
    "--llm",
    default=None,
    metavar="URL",
    help="Let a language model behind this OpenAI-compatible address merge claims and order the brief.",
)
@click.option(
    "-j",
    "--jobs",
    type=click.IntRange(1),
    default=None,
    metavar="N",
    help="Processes to work with (default: one a core where there is enough to read).",
)
@click.option("--engine", default=None, metavar="NAME", help="Where they run: local, processes or ray.")
@click.option(
    "--cache",
    type=click.Path(path_type=Path, dir_okay=False),
    default=None,
    help="File in which to keep what was read before (default: in the user's cache folder).",
)
@click.option("--no-cache", is_flag=True, help="Keep nothing and look nothing up.")
@click.option("-q", "--quiet", is_flag=True, help="Nothing on standard error but errors.")
def read(
    paths: tuple[str, ...], form: str | None, output: Path | None, lang: str | None, strict: bool,
    models: dict[str, str], llm: str | None, jobs: int | None, engine: str | None, cache: Path | None, no_cache: bool,
    quiet: bool,
) -> None:  # fmt: skip
    """Read the coverage under PATH... and print its record.

    A PATH is a file, a folder, a pattern in quotes, or - for standard input. Formats are told by
    content and ending: text, HTML, JSON, JSON Lines, CSV, Parquet, RSS and Atom feeds, WARC.

    Exit codes: 0 done; 1 nothing could be read, or --strict and something failed; 2 wrong call.
    """
    for threads in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
        os.environ.setdefault(threads, "1")  # processes share the cores; threads inside them would fight
    with _pipes(), _errors():
        from recoupe import exporters, pipeline

        lang = _language(lang)
        form = form or (SUFFIXES.get(output.suffix.lower(), "text") if output else "text")
        if form not in exporters.available():
            raise UsageError(f"no such format: {form} (there are {', '.join(exporters.available())})")
        if llm and not llm.startswith(("http://", "https://")):
            raise UsageError(f"--llm takes an http address, not {llm}")
        if output:
            _check_output(output, form, paths, lang)
        elif exporters.is_folder(form):
            raise UsageError(_say(lang, "needs_output", form=form))
        with _progress(lang, quiet) as progress:
            record = pipeline.read(
                paths,
                lang=lang,
                models=models or None,
                jobs=jobs,
                engine=engine,
                cache=False if no_cache else cache or True,
                llm=llm,
                progress=progress,
            )
        page = _page(lang, to_file=output is not None)
        made = exporters.render(record, form, page)
        if output:
            _write(output, made)
            if not quiet:
                click.echo(_say(lang, "wrote", path=output), err=True)
        else:
            sys.stdout.buffer.write(made[""])
            sys.stdout.buffer.flush()
        if record.failures and not quiet:
            _report(record.failures, lang)
        if not record.articles:
            click.echo(_say(lang, "nothing_read", paths=" ".join(paths)), err=True)
            sys.exit(1)
        if strict and record.failures:
            sys.exit(1)


@main.command()
def schema() -> None:
    """Print the JSON Schema of the record, generated from the program's own model."""
    with _pipes(), _errors():
        import msgspec

        from recoupe.model import Record

        made = {
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "title": "recoupe record",
            **msgspec.json.schema(Record),
        }
        sys.stdout.buffer.write(msgspec.json.format(msgspec.json.encode(made), indent=1) + b"\n")
        sys.stdout.buffer.flush()


# ----------------------------------------------------------------------- words


def _language(asked: str | None) -> str:
    from recoupe.languages.messages import spoken

    if asked is None:
        system = next((os.environ[k] for k in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(k)), "")
        return system[:2] if system[:2] in spoken() else "fr"
    if asked not in spoken():
        raise UsageError(f"no such language: {asked} (there are {', '.join(spoken())})")
    return asked


def _say(lang: str, key: str, **values: object) -> str:
    from recoupe.languages.messages import say

    return say(lang, "cli", key, **values)


def _report(failures: tuple[Failure, ...], lang: str) -> None:
    """How many of each reason; errors of our own are shown one by one."""
    from collections import Counter

    from recoupe.languages.messages import say

    counts = Counter(f.reason for f in failures)
    listed = ", ".join(f"{say(lang, 'reason', reason)} {n}" for reason, n in counts.most_common())
    click.echo(_say(lang, "failed", list=listed), err=True)
    for failure in [f for f in failures if f.reason == "internal"][:10]:
        click.echo(f"  {failure.about} ({failure.stage}): {failure.detail}", err=True)


def _page(lang: str, *, to_file: bool) -> Any:
    from recoupe.exporters import Page

    if to_file or not sys.stdout.isatty():
        return Page(lang)
    import shutil

    width = max(60, min(100, shutil.get_terminal_size().columns))
    return Page(lang, width=width, colour=not os.environ.get("NO_COLOR"))


# ---------------------------------------------------------------------- output


def _check_output(output: Path, form: str, paths: tuple[str, ...], lang: str) -> None:
    from recoupe import exporters

    if exporters.is_folder(form):
        if output.exists() and not output.is_dir():
            raise UsageError(_say(lang, "is_file", path=output))
        return
    if output.is_dir():
        raise UsageError(_say(lang, "is_folder", path=output))
    if not output.parent.is_dir():
        raise UsageError(f"no such folder: {output.parent}")
    if not output.exists() or _is_ours(output):
        return
    here = output.resolve()
    for path in paths:
        given = Path(path)
        if given.exists() and (given.samefile(output) or here.is_relative_to(given.resolve())):
            raise UsageError(_say(lang, "own_input", path=output))


def _is_ours(path: Path) -> bool:
    """True for an earlier report or record, which a new one may replace."""
    with path.open("rb") as file:
        head = file.read(2000)
    return head.lstrip().startswith(b'{\n "recoupe":') or b'name="generator" content="recoupe' in head


def _write(output: Path, made: dict[str, bytes]) -> None:
    """Every file whole or not at all: written beside its place, then moved there."""
    import tempfile

    if "" not in made:
        output.mkdir(parents=True, exist_ok=True)
    for name, data in made.items():
        target = output / Path(name).name if name else output
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


# ------------------------------------------------------------------- the world


@contextmanager
def _errors() -> Iterator[None]:
    try:
        yield
    except RecoupeError as error:
        click.echo(f"recoupe: {error}", err=True)
        sys.exit(error.exit_code)
    except BrokenPipeError:
        raise
    except OSError as error:
        click.echo(f"recoupe: {error}", err=True)
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(130)


@contextmanager
def _pipes() -> Iterator[None]:
    try:
        yield
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)


@contextmanager
def _progress(lang: str, quiet: bool) -> Iterator[Progress | None]:
    """A bar on a terminal, nothing where standard error goes elsewhere."""
    if quiet or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Bar

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        tasks: dict[str, Any] = {}

        def show(stage: str, done: int, total: int | None) -> None:
            if stage not in tasks:
                tasks[stage] = bar.add_task(_say(lang, stage), total=total)
            bar.update(tasks[stage], completed=done, total=total)

        yield show


if __name__ == "__main__":
    main()
