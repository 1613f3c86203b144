"""A command that speaks the system's language: help, wrong calls, messages."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import click


def system() -> str:
    """The language of the system, where it is one of ours, else French."""
    from recoupe.languages.messages import spoken

    told = next((os.environ[k] for k in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(k)), "")
    return told[:2] if told[:2] in spoken() else "fr"


def help_text(key: str) -> str:
    """A piece of the help, in the system's language."""
    from recoupe.languages import messages

    return messages.say(system(), "help", key)


class _Wrong(click.UsageError):
    """A wrong call, told in one line and in the system's language."""

    def show(self, file: Any = None) -> None:
        click.echo(f"recoupe: {translated(None, self.message)}", file=file, err=file is None)
        click.echo(help_text("try").format(command=self.ctx.command_path if self.ctx else "recoupe"), err=file is None)


@contextmanager
def _calls(ctx: click.Context | None = None) -> Iterator[None]:
    try:
        yield
    except click.UsageError as error:
        if isinstance(error, click.exceptions.NoArgsIsHelpError):
            raise
        raise _Wrong(error.format_message(), error.ctx or ctx) from error


class Command(click.Command):
    """A command whose help speaks the system's language throughout."""

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        pieces = " ".join(self.collect_usage_pieces(ctx))
        formatter.write_usage(ctx.command_path, pieces, f"{help_text('usage')} ")

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        option = super().get_help_option(ctx)
        if option:
            option.help = help_text("help")
        return option

    def format_epilog(self, _ctx: click.Context, formatter: click.HelpFormatter) -> None:
        if self.epilog:
            formatter.write(f"\n{self.epilog}\n")


class Group(Command, click.Group):
    """The command with its commands."""

    def make_context(self, *args: Any, **extra: Any) -> click.Context:
        with _calls():
            return super().make_context(*args, **extra)

    def invoke(self, ctx: click.Context) -> Any:
        with _calls(ctx):
            return super().invoke(ctx)

    def format_commands(self, _ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section(help_text("commands")):
            formatter.write_dl([(name, command.get_short_help_str(70)) for name, command in self.commands.items()])


def say(lang: str, key: str, **values: object) -> str:
    """One of the command's own sentences."""
    from recoupe.languages import messages

    return messages.say(lang, "cli", key, **values)


def translated(asked: str | None, sentence: str) -> str:
    """A sentence of the program in the language asked for, where there is that language, else in the system's."""
    from recoupe.languages import messages

    return messages.translated(asked if asked in messages.spoken() else system(), sentence)
