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
from recoupe.cli._output import check_output, check_standard, form_of, write_whole
from recoupe.cli._speech import Command, Group, help_text, say, system, translated
from recoupe.errors import RecoupeError, UsageError

if TYPE_CHECKING:
    from recoupe.model import Failure
    from recoupe.pipeline import Progress

MOST_FAILURES = 10  # told one by one on standard error; all are in the record


@click.group(
    cls=Group,
    context_settings={"help_option_names": ["-h", "--help"]},
    no_args_is_help=True,
    help=help_text("recoupe"),
)
@click.version_option(recoupe.__version__, prog_name="recoupe", help=help_text("version"))
def main() -> None:
    """The command `recoupe`."""


def _models(_ctx: click.Context, _param: click.Parameter, values: tuple[str, ...]) -> dict[str, str]:
    out = {}
    for value in values:
        language, equals, name = value.partition("=")
        if not equals or not language or not name:
            raise click.BadParameter(f"{value!r}: write LANGUAGE=NAME, as in fr=fr_core_news_lg")
        out[language] = name
    return out


@main.command(cls=Command, help=help_text("read"), short_help=help_text("read_short"), epilog=help_text("examples"))
@click.argument("paths", nargs=-1, required=True, metavar=help_text("paths"))
@click.option("-f", "--format", "form", default=None, metavar="FORMAT", help=help_text("format"))
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), metavar=help_text("path"), default=None, help=help_text("output")
)
@click.option("--lang", default=None, metavar="fr|en", help=help_text("lang"))
@click.option("--strict", is_flag=True, help=help_text("strict"))
@click.option("--model", "models", multiple=True, callback=_models, metavar=help_text("pair"), help=help_text("model"))
@click.option(
    "--since",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar=help_text("file"),
    default=None,
    help=help_text("since"),
)
@click.option("--llm", default=None, metavar="URL", help=help_text("llm"))
@click.option("--encoder", default=None, metavar=help_text("name"), help=help_text("encoder"))
@click.option("-j", "--jobs", type=click.IntRange(1), default=None, metavar="N", help=help_text("jobs"))
@click.option("--engine", default=None, metavar=help_text("name"), help=help_text("engine"))
@click.option(
    "--cache",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar=help_text("file"),
    default=None,
    help=help_text("cache"),
)
@click.option("--no-cache", is_flag=True, help=help_text("no_cache"))
@click.option("-q", "--quiet", is_flag=True, help=help_text("quiet"))
def read(
    paths: tuple[str, ...], form: str | None, output: Path | None, lang: str | None, strict: bool,
    models: dict[str, str], llm: str | None, jobs: int | None, engine: str | None, cache: Path | None, no_cache: bool,
    quiet: bool, since: Path | None, encoder: str | None,
) -> None:  # fmt: skip
    """Read the coverage under the paths and print its record; the exit codes are told above."""
    for threads in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
        os.environ.setdefault(threads, "1")  # processes share the cores; threads inside them would fight
    with _pipes(), _errors(lang):
        lang = _language(lang)
        from recoupe import exporters, pipeline

        form = form or (form_of(output) if output else "text")
        if form not in exporters.available():
            raise UsageError(f"no such format: {form} (there are {', '.join(exporters.available())})")
        if llm and not llm.startswith(("http://", "https://")):
            raise UsageError(f"--llm takes an http address, not {llm}")
        if output:
            check_output(output, form, paths, lang)
        elif exporters.is_folder(form):
            raise UsageError(say(lang, "needs_output", form=form))
        else:
            check_standard()
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
                since=since,
                encoder=encoder,
            )
        page = _page(lang, to_file=output is not None)
        made = exporters.render(record, form, page)
        if output:
            write_whole(output, made)
            if not quiet:
                click.echo(say(lang, "wrote", path=output), err=True)
        else:
            sys.stdout.buffer.write(made[""])
            sys.stdout.buffer.flush()
        if record.failures and not quiet:
            _report(record.failures, lang, listed=form == "text" and not output)
        if not record.articles:
            click.echo(say(lang, "nothing_read", paths=" ".join(paths)), err=True)
            sys.exit(1)
        if strict and record.failures:
            sys.exit(1)


@main.command(cls=Command, help=help_text("schema"), short_help=help_text("schema"))
def schema() -> None:
    """Print the JSON Schema of the record, generated from the program's own model."""
    with _pipes(), _errors():
        check_standard()
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
        return system()
    if asked not in spoken():
        raise UsageError(f"no such language: {asked} (there are {', '.join(spoken())})")
    return asked


def _report(failures: tuple[Failure, ...], lang: str, *, listed: bool) -> None:
    """How many of each reason, and the first of them one by one unless the report has `listed` them."""
    from collections import Counter

    from recoupe.languages import messages

    counts = Counter(f.reason for f in failures)
    told = ", ".join(f"{messages.say(lang, 'reason', reason)} {n}" for reason, n in counts.most_common())
    click.echo(say(lang, "failed", list=told), err=True)
    shown = sorted((f for f in failures if not listed or f.reason == "internal"), key=lambda f: f.reason != "internal")
    for failure in shown[:MOST_FAILURES]:
        reason = messages.say(lang, "reason", failure.reason)
        detail = f" ({messages.translated(lang, failure.detail)})" if failure.detail else ""
        place = f"{failure.about} ({failure.stage})" if failure.reason == "internal" else failure.about
        click.echo(f"  {place}: {failure.detail if failure.reason == 'internal' else reason + detail}", err=True)
    if shown[MOST_FAILURES:]:
        click.echo(f"  {messages.say(lang, 'word', 'also', n=len(shown) - MOST_FAILURES)}", err=True)


def _page(lang: str, *, to_file: bool) -> Any:
    from recoupe.exporters import Page

    if to_file or not sys.stdout.isatty():
        return Page(lang)
    import shutil

    width = max(60, min(100, shutil.get_terminal_size().columns))
    return Page(lang, width=width, colour=not os.environ.get("NO_COLOR"))


# ------------------------------------------------------------------- the world


@contextmanager
def _errors(lang: str | None = None) -> Iterator[None]:
    try:
        yield
    except RecoupeError as error:
        click.echo(f"recoupe: {translated(lang, str(error))}", err=True)
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
    from rich.text import Text

    class Count(MofNCompleteColumn):
        """How many are done, of how many where that is known."""

        def render(self, task: Any) -> Text:
            return super().render(task) if task.total is not None else Text(str(int(task.completed)))

    columns = (TextColumn("{task.description}"), BarColumn(), Count(), TimeElapsedColumn())
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        tasks: dict[str, Any] = {}

        def show(stage: str, done: int, total: int | None) -> None:
            if stage not in tasks:
                tasks[stage] = bar.add_task(say(lang, stage), total=total)
            bar.update(tasks[stage], completed=done, total=total)

        yield show
