"""Commands and groups whose help and complaints come in the user's language."""

from collections.abc import Callable, Sequence
from importlib import import_module
from typing import Any

import click

from phocap.cli import words
from phocap.cli.console import complain, put, width
from phocap.cli.settings import settings
from phocap.faults import Fault, Faulty
from phocap.text.language import Bilingual, Lang

_WIDEST_HELP = 100


class Command(click.Command):
    """A command with its texts in one language.

    ``context_settings`` let surplus words pass the parser so that they are told in our words.
    """

    def __init__(
        self,
        name: str,
        lang: Lang,
        about: Bilingual,
        run: Callable[..., int] | None = None,
        params: Sequence[click.Parameter] = (),
        examples: Sequence[str] = (),
        **rest: Any,
    ) -> None:
        """Build the command from its description, its parameters and the function that runs it."""
        self.lang, self.about, self.examples = lang, about, tuple(examples)
        super().__init__(
            name,
            callback=run,
            params=[*params, *common_options(lang)],
            short_help=about[lang].split("\n")[0],
            options_metavar=words.OPTIONS_METAVAR[lang],
            add_help_option=False,
            context_settings={"allow_extra_args": True, "terminal_width": min(width(), _WIDEST_HELP)},
            **rest,
        )

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse, and refuse words that no parameter takes."""
        try:
            rest = super().parse_args(ctx, args)
        except click.UsageError as error:
            error.ctx = error.ctx or ctx
            raise
        if ctx.args and not isinstance(self, click.Group):
            raise Faulty(Fault("extra-argument", facts={"argument": ctx.args[0]}))
        return rest

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write how the command is called."""
        pieces = " ".join(self.collect_usage_pieces(ctx))
        formatter.write_usage(ctx.command_path, pieces, prefix=f"{words.USAGE[self.lang]}: ")

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write what the command does."""
        formatter.write_paragraph()
        with formatter.indentation():
            for paragraph in self.about[self.lang].split("\n"):
                formatter.write_text(paragraph)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options, those of every command last."""
        found = (p for p in self.get_params(ctx) if isinstance(p, click.Option))
        records = [record for option in found if (record := option.get_help_record(ctx)) is not None]
        with formatter.section(words.OPTIONS[self.lang]):
            formatter.write_dl(records)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the examples."""
        if self.examples:
            with formatter.section(words.EXAMPLES[self.lang]):
                formatter.write("".join(f"  {line}\n" for line in self.examples))


class Group(Command, click.Group):
    """A command that has commands, each made when it is asked for."""

    def __init__(
        self,
        name: str,
        lang: Lang,
        about: Bilingual,
        commands: Sequence[str | click.Command],
        params: Sequence[click.Parameter] = (),
        examples: Sequence[str] = (),
        prefix: str = "",
    ) -> None:
        """Build the group over its commands; one that is only named is made by ``phocap.cli.{prefix}{name}``."""
        self._prefix = prefix
        self._names = [command if isinstance(command, str) else str(command.name) for command in commands]
        super().__init__(
            name,
            lang,
            about,
            _show_commands,
            params=params,
            examples=examples,
            commands=[command for command in commands if not isinstance(command, str)],
            subcommand_metavar=words.COMMAND_METAVAR[lang],
            no_args_is_help=False,
            invoke_without_command=True,
        )

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command; an unknown one is told with the nearest."""
        name = args[0]
        if self.get_command(ctx, name) is None:
            from phocap.text.nearest import nearest

            facts = {"command": name, "nearest": nearest(name, self._names), "allowed": self._names}
            raise Faulty(Fault("no-such-command", facts=facts))
        return super().resolve_command(ctx, args)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command, made with all that it imports only now."""
        if cmd_name in self._names and cmd_name not in self.commands:
            made: click.Command = import_module(f"phocap.cli.{self._prefix}{cmd_name}").command(self.lang)
            self.commands[cmd_name] = made
        return self.commands.get(cmd_name)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the commands in the order in which they were given, which is that of use."""
        return list(self._names)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the commands, then the options."""
        with formatter.section(words.COMMANDS[self.lang]):
            found = [self.get_command(ctx, name) for name in self._names]
            formatter.write_dl([(str(made.name), made.get_short_help_str(80)) for made in found if made is not None])
        Command.format_options(self, ctx, formatter)


def _show_commands() -> int:
    """Show which commands there are, when none was named."""
    context = click.get_current_context()
    if context.invoked_subcommand is None:
        complain(context.get_help())
        raise Faulty(Fault("missing-command", facts={"command": context.command_path}))
    return 0


def common_options(lang: Lang) -> list[click.Parameter]:
    """Return the options that every command and group has."""
    from phocap.cli.options import OneOf

    def keep(context: click.Context, parameter: click.Parameter, value: Any) -> None:
        if value:
            setattr(settings(context), str(parameter.name), value)

    def show_help(context: click.Context, parameter: click.Parameter, value: bool) -> None:
        if value and not context.resilient_parsing:
            put(f"{context.get_help()}\n")
            context.exit()

    def option(name: str, text: Bilingual, **rest: Any) -> click.Option:
        return click.Option([name], help=text[lang], expose_value=False, is_eager=True, **rest)

    return [
        # Already obeyed when the texts were chosen (phocap.cli.console.language); here it is only checked.
        option("--lang", words.LANG_HELP, type=OneOf(tuple(Lang)), metavar="vi|en"),
        option("--rules", words.RULES_HELP, callback=keep, metavar=words.FOLDER[lang]),
        option("--quiet", words.QUIET_HELP, is_flag=True, callback=keep),
        option("--help", words.HELP_HELP, is_flag=True, callback=show_help),
    ]


def usage_fault(error: click.UsageError) -> Fault:
    """Return a complaint of click as a fault of ours."""
    context = error.ctx
    if isinstance(error, click.NoSuchOption):
        known = [name for p in context.command.get_params(context) for name in p.opts] if context else []
        from phocap.text.nearest import nearest

        near = [name for name in nearest(error.option_name, known) if name.startswith("--")]
        return Fault("no-such-option", facts={"option": error.option_name, "nearest": near})
    if isinstance(error, click.BadOptionUsage):
        parameters = context.command.get_params(context) if context else []
        flags = {name for p in parameters if isinstance(p, click.Option) and p.is_flag for name in p.opts}
        kind = "option-takes-no-value" if error.option_name in flags else "option-needs-value"
        return Fault(kind, facts={"option": error.option_name})
    if isinstance(error, click.MissingParameter) and error.param is not None:
        return Fault("missing-argument", facts={"argument": (error.param.metavar or "").rstrip("…")})
    return Fault("internal-error", facts={"error": error.format_message()})
