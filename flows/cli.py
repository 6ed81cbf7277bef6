"""The command line: a thin skin. Each command imports what it needs when it is called, so that --help stays quick."""

from __future__ import annotations

import os
import signal
import sys
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer
from typer.exceptions import TyperException

from transforms import PIPELINE_VERSION

OK, REJECTED, WRONG_USE, FAILED, INTERRUPTED = 0, 1, 2, 3, 130

app = typer.Typer(
    name="copydesk",
    help="Captured news in, clean and structured articles out.",
    epilog="Exit status: 0 all well, 1 something was rejected, 2 wrong use, 3 the store or another part failed.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
store_app = typer.Typer(help="An Elasticsearch on this machine, without Docker.", no_args_is_help=True)
app.add_typer(store_app, name="store")

Paths = Annotated[list[str], typer.Argument(help="Captures: files, or folders of them.", show_default=False)]
Data = Annotated[
    Path | None,
    typer.Option("--data", metavar="DIR", help="The node's data; default: COPYDESK_HOME/node.", show_default=False),
]

Model = Annotated[
    bool | None,
    typer.Option("--model/--no-model", help="Look for names by a model, too; default: no.", show_default=False),
]


@app.callback()
def options(
    debug: Annotated[
        bool, typer.Option("--debug", help="Show Prefect's log, and a traceback when one happens.")
    ] = False,
) -> None:
    """Captured news in, clean and structured articles out."""


@app.command()
def extract(  # noqa: PLR0913, PLR0917 - its options
    paths: Paths,
    url: Annotated[str | None, typer.Option(help="Where the page was published.", show_default=False)] = None,
    captured_at: Annotated[
        str | None, typer.Option(metavar="TIME", help="When it was captured, ISO 8601.", show_default=False)
    ] = None,
    time_limit: Annotated[
        float | None, typer.Option(min=0, metavar="SECONDS", help="For each capture; 0: none.", show_default=False)
    ] = None,
    memory_limit: Annotated[
        int | None, typer.Option(min=0, metavar="MB", help="For each capture; 0: none.", show_default=False)
    ] = None,
    model: Model = None,
) -> int:
    """Print articles as NDJSON, one a line; nothing else on stdout, no store.

    Example: copydesk extract corpus/ | jq .title
    """
    from sources.captures import Told  # noqa: PLC0415

    moment = _moment("--captured-at", captured_at)
    from flows import limits  # noqa: PLC0415
    from flows.extract import extract as extract_articles  # noqa: PLC0415

    _as_a_filter()
    return extract_articles(
        paths,
        sys.stdout.buffer,
        sys.stderr,
        told=Told(url, moment),
        limits=limits.from_environment().but(time_limit, memory_limit),
        model=_wants_model(model),
    )


@app.command()
def ingest(  # noqa: PLR0913, PLR0917 - the command's options
    context: typer.Context,
    paths: Paths,
    limit: Annotated[int | None, typer.Option(min=1, help="Take so many captures.", show_default=False)] = None,
    shard_size: Annotated[
        int | None, typer.Option(min=1, help="Captures in one Prefect task.", show_default=False)
    ] = None,
    workers: Annotated[
        int | None, typer.Option(min=1, help="Shards at a time; default: one a processor.", show_default=False)
    ] = None,
    runner: Annotated[
        str | None,
        typer.Option(help="local, dask (a cluster on this machine) or a Dask scheduler's address.", show_default=False),
    ] = None,
    since: Annotated[
        str | None,
        typer.Option(metavar="TIME", help="Only files written then or later, ISO 8601.", show_default=False),
    ] = None,
    dry: Annotated[bool, typer.Option("--dry-run", help="Tell what would be taken; write nothing.")] = False,
    json_lines: Annotated[bool, typer.Option("--json", help="Progress as JSON, a line each.")] = False,
    force: Annotated[bool, typer.Option("--force", help="Take unchanged captures, too.")] = False,
) -> int:
    """Load captures into Elasticsearch, as the Prefect flow; without ELASTICSEARCH_URL into a node on this machine.

    Example: copydesk ingest corpus/
    """
    from flows.run import Order, run  # noqa: PLC0415
    from flows.settings import from_environment  # noqa: PLC0415

    _set(COPYDESK_WORKERS=workers, COPYDESK_RUNNER=runner)
    order = Order(
        paths=paths,
        limit=limit,
        shard_size=shard_size,
        force=force,
        since=_moment("--since", since),
        dry=dry,
        json_lines=json_lines,
    )
    return run(order, from_environment(), debug=_debug(context))


@app.command()
def replay(
    context: typer.Context,
    reason: Annotated[str | None, typer.Option(help="Only what was rejected for this.", show_default=False)] = None,
) -> int:
    """Take what was rejected once more, after the rules or the captures were mended.

    Example: copydesk replay --reason only-boilerplate
    """
    from flows.replay import replay as replay_rejected  # noqa: PLC0415
    from flows.settings import from_environment  # noqa: PLC0415

    return replay_rejected(from_environment(), reason=reason, debug=_debug(context))


@app.command()
def explain(
    path: Annotated[str, typer.Argument(metavar="FILE", help="A capture.", show_default=False)],
    html: Annotated[bool, typer.Option("--html", help="As a page.")] = False,
) -> int:
    """Show a capture line by line, kept or removed and why, and for each field the words it was read from.

    Example: copydesk explain --html page.txt > page.html
    """
    from flows.explain import explain as explain_capture  # noqa: PLC0415

    _as_a_filter()
    return explain_capture(path, sys.stdout, html=html)


@app.command()
def entities(
    path: Annotated[str, typer.Argument(metavar="FILE", help="A capture.", show_default=False)],
    html: Annotated[bool, typer.Option("--html", help="As a page.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="For programs: an article a line.")] = False,
    model: Model = None,
) -> int:
    """Show the text with every person, organization, place and event marked: which one it is, and how that was recognised.

    Example: copydesk entities --html page.txt > page.html
    """
    if html and as_json:
        raise typer.BadParameter("--html or --json: one of them")
    from flows.entities import entities as show_entities  # noqa: PLC0415

    form = "html" if html else "json" if as_json else "text"
    _as_a_filter()
    return show_entities(path, sys.stdout, sys.stderr, form=form, model=_wants_model(model))


@app.command()
def status(
    as_json: Annotated[bool, typer.Option("--json", help="For programs.")] = False,
    metrics: Annotated[bool, typer.Option("--metrics", help="For a scraper: OpenMetrics text.")] = False,
) -> int:
    """Tell what is in the store: articles, captures, rejects by reason with an example each, the last run."""
    from flows.settings import from_environment  # noqa: PLC0415
    from flows.status import status as tell  # noqa: PLC0415
    from flows.which_store import running_store  # noqa: PLC0415

    store = running_store(from_environment())
    tell(store, sys.stdout, form="json" if as_json else "metrics" if metrics else "table")
    return OK


@app.command()
def swap(
    version: Annotated[str, typer.Argument(help="Default: this program's.", show_default=False)] = PIPELINE_VERSION,
    allow_fewer: Annotated[
        bool, typer.Option("--allow-fewer", help="Even if it holds fewer captures than the present one.")
    ] = False,
) -> int:
    """Let searches see another pipeline version, in one step, after `ingest` has loaded it beside the present one.

    Example: copydesk ingest /captures && copydesk swap
    """
    from flows import versions  # noqa: PLC0415
    from flows.settings import from_environment  # noqa: PLC0415

    _tell(versions.swap(from_environment(), version=version, allow_fewer=allow_fewer))
    return OK


@app.command()
def rollback() -> int:
    """Let searches see the pipeline version of before the last swap again."""
    from flows import versions  # noqa: PLC0415
    from flows.settings import from_environment  # noqa: PLC0415

    _tell(versions.rollback(from_environment()))
    return OK


@store_app.command()
def up(
    data: Data = None,
    heap: Annotated[str, typer.Option(envvar="COPYDESK_HEAP", help="The node's memory.")] = "1g",
    port: Annotated[int | None, typer.Option(help="Default: a free one.", show_default=False)] = None,
) -> int:
    """Start the node and return when it answers; the last line is its address.

    Example: export ELASTICSEARCH_URL=$(copydesk store up --data news | tail -n 1)
    """
    from stores.local_node import commands  # noqa: PLC0415

    return commands.up(data or commands.default_data(), heap, port)


@store_app.command()
def down(data: Data = None) -> int:
    """End the node; its data stays."""
    from stores.local_node import commands  # noqa: PLC0415

    return commands.down(data or commands.default_data())


@store_app.command("status")
def store_status(data: Data = None) -> int:
    """Tell whether the node runs, and where."""
    from stores.local_node import commands  # noqa: PLC0415

    return commands.status(data or commands.default_data())


def main() -> None:
    """What the `copydesk` executable runs."""
    sys.exit(call(sys.argv[1:]))


def call(arguments: list[str]) -> int:
    """Run a command; its exit status. Whatever fails is told here, in one line; `--debug` shows where it happened."""
    try:
        status = int(app(arguments, prog_name="copydesk", standalone_mode=False) or OK)
    except TyperException as error:
        if message := error.format_message():
            _say(f"{message} (copydesk --help tells how)")
        return error.exit_code
    except Exception as error:
        if "--debug" in arguments:
            raise
        return _told(error)
    if status == INTERRUPTED:
        _say("interrupted; what was loaded stays, and the same command goes on from there")
    return status


def _told(error: Exception) -> int:
    from flows.settings import SettingError  # noqa: PLC0415
    from sources.limits import LimitError  # noqa: PLC0415
    from stores.results import StoreError  # noqa: PLC0415

    if isinstance(error, (StoreError, SettingError, LimitError)):
        _say(str(error))
        return FAILED if isinstance(error, StoreError) else WRONG_USE
    words = " ".join(str(error).split())
    _say(f"{type(error).__name__}: {words[:300]} (this is a bug; `copydesk --debug ...` shows where it happened)")
    return FAILED


def _debug(context: typer.Context) -> bool:
    return bool(context.parent and context.parent.params["debug"])


def _moment(option: str, text: str | None) -> datetime | None:
    """A time that was given as text; one without a zone is UTC's."""
    from sources.captures import parse_moment  # noqa: PLC0415

    try:
        return parse_moment(text) if text else None
    except ValueError as error:
        raise typer.BadParameter(f"{option} {text}: an ISO 8601 time such as 2021-04-05T10:00Z") from error


def _set(**options: object) -> None:
    """An option wins over its variable, and reaches a cluster's workers as that does."""
    os.environ.update({name: str(value) for name, value in options.items() if value is not None})


def _wants_model(option: bool | None) -> bool:
    """The option, then COPYDESK_NAME_MODEL; a command that only prints does without."""
    if option is None and os.environ.get("COPYDESK_NAME_MODEL"):
        from flows import settings  # noqa: PLC0415

        option = settings.from_environment().name_model
    return bool(option)


def _as_a_filter() -> None:
    """End quietly when whoever reads has had enough, as `cat` does."""
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)


def _tell(line: str) -> None:
    sys.stdout.write(f"{line}\n")


def _say(line: str) -> None:
    sys.stderr.write(f"copydesk: {line}\n")


if __name__ == "__main__":
    main()
