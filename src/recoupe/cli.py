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

MOST_FAILURES = 10  # told one by one on standard error; all are in the record
SUFFIXES = {".json": "json", ".html": "html", ".htm": "html", ".md": "md", ".txt": "text"}


def _system() -> str:
    """The language of the system, where it is one of ours, else French."""
    from recoupe.languages.messages import spoken

    system = next((os.environ[k] for k in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(k)), "")
    return system[:2] if system[:2] in spoken() else "fr"


def _help(key: str) -> str:
    from recoupe.languages.messages import say

    return say(_system(), "help", key)


class _Wrong(click.UsageError):
    """A wrong call, told in one line and in the system's language."""

    def show(self, file: Any = None) -> None:
        click.echo(f"recoupe: {_translated(None, self.message)}", file=file, err=file is None)
        click.echo(_help("try").format(command=self.ctx.command_path if self.ctx else "recoupe"), err=file is None)


@contextmanager
def _calls(ctx: click.Context | None = None) -> Iterator[None]:
    try:
        yield
    except click.UsageError as error:
        if isinstance(error, click.exceptions.NoArgsIsHelpError):
            raise
        raise _Wrong(error.format_message(), error.ctx or ctx) from error


class _Command(click.Command):
    """A command whose help speaks the system's language throughout."""

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        pieces = " ".join(self.collect_usage_pieces(ctx))
        formatter.write_usage(ctx.command_path, pieces, f"{_help('usage')} ")

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        option = super().get_help_option(ctx)
        if option:
            option.help = _help("help")
        return option

    def format_epilog(self, _ctx: click.Context, formatter: click.HelpFormatter) -> None:
        if self.epilog:
            formatter.write(f"\n{self.epilog}\n")


class _Group(_Command, click.Group):
    """The command with its commands."""

    def make_context(self, *args: Any, **extra: Any) -> click.Context:
        with _calls():
            return super().make_context(*args, **extra)

    def invoke(self, ctx: click.Context) -> Any:
        with _calls(ctx):
            return super().invoke(ctx)

    def format_commands(self, _ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section(_help("commands")):
            formatter.write_dl([(name, command.get_short_help_str(70)) for name, command in self.commands.items()])


@click.group(
    cls=_Group,
    context_settings={"help_option_names": ["-h", "--help"]},
    no_args_is_help=True,
    help=_help("recoupe"),
)
@click.version_option(recoupe.__version__, prog_name="recoupe", help=_help("version"))
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


@main.command(cls=_Command, help=_help("read"), short_help=_help("read_short"), epilog=_help("examples"))
@click.argument("paths", nargs=-1, required=True, metavar=_help("paths"))
@click.option("-f", "--format", "form", default=None, metavar="FORMAT", help=_help("format"))
@click.option(
    "-o", "--output", type=click.Path(path_type=Path), metavar=_help("path"), default=None, help=_help("output")
)
@click.option("--lang", default=None, metavar="fr|en", help=_help("lang"))
@click.option("--strict", is_flag=True, help=_help("strict"))
@click.option("--model", "models", multiple=True, callback=_models, metavar=_help("pair"), help=_help("model"))
@click.option(
    "--since",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar=_help("file"),
    default=None,
    help=_help("since"),
)
@click.option("--llm", default=None, metavar="URL", help=_help("llm"))
@click.option("-j", "--jobs", type=click.IntRange(1), default=None, metavar="N", help=_help("jobs"))
@click.option("--engine", default=None, metavar=_help("name"), help=_help("engine"))
@click.option(
    "--cache",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar=_help("file"),
    default=None,
    help=_help("cache"),
)
@click.option("--no-cache", is_flag=True, help=_help("no_cache"))
@click.option("-q", "--quiet", is_flag=True, help=_help("quiet"))
def read(
    paths: tuple[str, ...], form: str | None, output: Path | None, lang: str | None, strict: bool,
    models: dict[str, str], llm: str | None, jobs: int | None, engine: str | None, cache: Path | None, no_cache: bool,
    quiet: bool, since: Path | None,
) -> None:  # fmt: skip
    """Read the coverage under the paths and print its record; the exit codes are told above."""
    for threads in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
        os.environ.setdefault(threads, "1")  # processes share the cores; threads inside them would fight
    with _pipes(), _errors(lang):
        lang = _language(lang)
        from recoupe import exporters, pipeline

        form = form or (_form(output) if output else "text")
        if form not in exporters.available():
            raise UsageError(f"no such format: {form} (there are {', '.join(exporters.available())})")
        if llm and not llm.startswith(("http://", "https://")):
            raise UsageError(f"--llm takes an http address, not {llm}")
        if output:
            _check_output(output, form, paths, lang)
        elif exporters.is_folder(form):
            raise UsageError(_say(lang, "needs_output", form=form))
        else:
            _check_standard()
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
            _report(record.failures, lang, listed=form == "text" and not output)
        if not record.articles:
            click.echo(_say(lang, "nothing_read", paths=" ".join(paths)), err=True)
            sys.exit(1)
        if strict and record.failures:
            sys.exit(1)


@main.command(cls=_Command, help=_help("schema"), short_help=_help("schema"))
def schema() -> None:
    """Print the JSON Schema of the record, generated from the program's own model."""
    with _pipes(), _errors():
        _check_standard()
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
        return _system()
    if asked not in spoken():
        raise UsageError(f"no such language: {asked} (there are {', '.join(spoken())})")
    return asked


def _say(lang: str, key: str, **values: object) -> str:
    from recoupe.languages.messages import say

    return say(lang, "cli", key, **values)


def _translated(asked: str | None, sentence: str) -> str:
    """A sentence of the program in the language asked for, where there is that language, else in the system's."""
    from recoupe.languages.messages import spoken, translated

    return translated(asked if asked in spoken() else _system(), sentence)


def _report(failures: tuple[Failure, ...], lang: str, *, listed: bool) -> None:
    """How many of each reason, and the first of them one by one unless the report has `listed` them."""
    from collections import Counter

    from recoupe.languages.messages import say, translated

    counts = Counter(f.reason for f in failures)
    told = ", ".join(f"{say(lang, 'reason', reason)} {n}" for reason, n in counts.most_common())
    click.echo(_say(lang, "failed", list=told), err=True)
    shown = sorted((f for f in failures if not listed or f.reason == "internal"), key=lambda f: f.reason != "internal")
    for failure in shown[:MOST_FAILURES]:
        reason = say(lang, "reason", failure.reason)
        detail = f" ({translated(lang, failure.detail)})" if failure.detail else ""
        place = f"{failure.about} ({failure.stage})" if failure.reason == "internal" else failure.about
        click.echo(f"  {place}: {failure.detail if failure.reason == 'internal' else reason + detail}", err=True)
    if shown[MOST_FAILURES:]:
        click.echo(f"  {say(lang, 'word', 'also', n=len(shown) - MOST_FAILURES)}", err=True)


def _page(lang: str, *, to_file: bool) -> Any:
    from recoupe.exporters import Page

    if to_file or not sys.stdout.isatty():
        return Page(lang)
    import shutil

    width = max(60, min(100, shutil.get_terminal_size().columns))
    return Page(lang, width=width, colour=not os.environ.get("NO_COLOR"))


# ---------------------------------------------------------------------- output


def _form(output: Path) -> str:
    """The format that a file's ending tells; text where it has none."""
    suffix = output.suffix.lower()
    if suffix == ".csv":
        raise UsageError("csv writes a folder of tables: --format csv -o FOLDER")
    if suffix and suffix not in SUFFIXES:
        raise UsageError(f"the ending {suffix} tells no format (--format names one)")
    return SUFFIXES.get(suffix, "text")


def _check_output(output: Path, form: str, paths: tuple[str, ...], lang: str) -> None:
    from recoupe import exporters
    from recoupe.readers import files, is_report

    _check_place(output, folder=exporters.is_folder(form))
    if exporters.is_folder(form):
        if output.exists() and not output.is_dir():
            raise UsageError(_say(lang, "is_file", path=output))
        if output.exists() and any(Path(f).resolve().parent == output.resolve() for f in files(paths)):
            raise UsageError(_say(lang, "own_folder", path=output))
        return
    if output.is_dir():
        raise UsageError(_say(lang, "is_folder", path=output))
    if not output.is_file():
        return
    with output.open("rb") as file:
        earlier = is_report(file.read(2000))  # which a new one may replace, unless it is named as an input
    if any(_same(f, output) for f in (paths if earlier else files(paths))):
        raise UsageError(_say(lang, "own_input", path=output))


def _check_place(output: Path, *, folder: bool) -> None:
    """Told before an hour of reading rather than after it: there must be a folder, and leave to write in it."""
    home = output if folder and output.is_dir() else output.parent
    while folder and not home.exists():
        home = home.parent
    if not home.is_dir():
        raise UsageError(f"no such folder: {home}")
    if not os.access(home, os.W_OK | os.X_OK) and (folder or not output.exists() or output.is_file()):
        raise UsageError(f"no leave to write in {home}")


def _check_standard() -> None:
    if sys.stdout is None:  # closed by the caller: `recoupe read … >&-`
        raise UsageError("standard output is closed")


def _same(file: str, output: Path) -> bool:
    return os.path.exists(file) and os.path.samefile(file, output)


def _write(output: Path, made: dict[str, bytes]) -> None:
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


# ------------------------------------------------------------------- the world


@contextmanager
def _errors(lang: str | None = None) -> Iterator[None]:
    try:
        yield
    except RecoupeError as error:
        click.echo(f"recoupe: {_translated(lang, str(error))}", err=True)
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
                tasks[stage] = bar.add_task(_say(lang, stage), total=total)
            bar.update(tasks[stage], completed=done, total=total)

        yield show


if __name__ == "__main__":
    main()
