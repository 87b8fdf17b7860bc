"""The ``clara`` command."""

from __future__ import annotations

import asyncio
import gc
import os
import sys
from pathlib import Path

import click

from bot.knowledge_commands import knowledge_commands
from bot.paths import CREDENTIALS, TELEGRAM
from bot.privacy_commands import privacy_commands
from bot.quiet import hush
from bot.security.addresses import BadProxy
from bot.security.secrets import BadSecret, take_secrets
from bot.security.settings import BadLimit, LimitSettings
from bot.web.origins import BadOrigin, Origins

DEFAULT_HOST = "127.0.0.1"
DEFAULT_PORT = 5005
DEFAULT_ACTIONS_PORT = 5055
_NOT_GOOD = {
    "missing": "There is no model: run 'make train'.",
    "older": "The model is older than what it is made from: run 'make train'.",
    "damaged": "The model file is damaged (it is not what was trained): run 'make train'.",
}


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Clara explains a privacy policy, in Spanish."""
    try:
        take_secrets()
    except BadSecret as error:
        click.echo(str(error), err=True)
        sys.exit(1)


main.add_command(knowledge_commands)
main.add_command(privacy_commands)


@main.command()
@click.option(
    "--host", default=DEFAULT_HOST, envvar="CLARA_HOST", show_default=True, help="Address to listen on."
)
@click.option(
    "--port", default=DEFAULT_PORT, envvar="CLARA_PORT", show_default=True, help="Port to listen on."
)
def serve(host: str, port: int) -> None:
    """Serve the channels of credentials.yml."""
    _start(host, port, channel=None)


@main.command()
@click.option(
    "--host", default=DEFAULT_HOST, envvar="CLARA_HOST", show_default=True, help="Address to listen on."
)
@click.option(
    "--port", default=DEFAULT_PORT, envvar="CLARA_PORT", show_default=True, help="Port to listen on."
)
def telegram(host: str, port: int) -> None:
    """Answer on Telegram (TELEGRAM_TOKEN; a webhook with TELEGRAM_WEBHOOK_URL)."""
    from bot.channels.telegram.api import Api
    from bot.channels.telegram.settings import BadSettings, check_token, read_settings

    async def check() -> None:
        settings = read_settings(None)
        api = Api(settings.token, settings.api_url)
        try:
            await check_token(api)
        finally:
            await api.close()

    try:
        # Before the seconds that everything else takes, and without its tracebacks.
        asyncio.run(check())
    except BadSettings as error:
        click.echo(str(error), err=True)
        sys.exit(1)
    _start(host, port, channel=None, credentials=TELEGRAM)


@main.command()
@click.option("--host", default=DEFAULT_HOST, show_default=True, help="Address to listen on.")
@click.option("--port", default=DEFAULT_ACTIONS_PORT, show_default=True, help="Port to listen on.")
def actions(host: str, port: int) -> None:
    """Serve the actions to bots elsewhere (CLARA_ACTIONS=remote)."""
    hush()
    from bot.actions_server import TOKEN_VARIABLE, Unguarded, serve_actions

    try:
        serve_actions(host, port, os.environ.get(TOKEN_VARIABLE))
    except Unguarded as error:
        click.echo(str(error), err=True)
        sys.exit(1)


@main.command()
@click.option(
    "--port", default=DEFAULT_PORT, envvar="CLARA_PORT", show_default=True, help="Port used locally."
)
def shell(port: int) -> None:
    """Chat in the terminal (Rasa's shell)."""
    _start(DEFAULT_HOST, port, channel="cmdline")


@main.command()
@click.option("--force", is_flag=True, help="Train even when nothing has changed.")
def train(force: bool) -> None:
    """Train the model, if what it is made from has changed."""
    from bot.training import state, train_model, training_alone

    if state() == "good" and not force:
        click.echo("The model is up to date.")
        return
    with training_alone(lambda: click.echo("Another training is under way: waiting until it is done ...")):
        # It may have made what is wanted.
        found = state()
        if found == "good" and not force:
            click.echo("The model is up to date.")
            return
        if found == "damaged":
            click.echo("The model file is damaged.")
        click.echo("Training the model (a few minutes) ...")
        hush()
        train_model()


@main.command()
@click.argument("files", nargs=-1, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), help="Folder for JSON and picture.")
def evaluate(files: tuple[Path, ...], out: Path | None) -> None:
    """Score the assistant on labelled questions (see tests/evaluation/README.md)."""
    hush()
    from bot.evaluation.run import evaluate_files

    asyncio.run(evaluate_files(files, out))


@main.command()
@click.argument("turns", nargs=-1, required=True, metavar="TEXT...")
def explain(turns: tuple[str, ...]) -> None:
    """Show how TEXT is understood and answered, step by step.

    Several texts are the turns of a dialogue; the last is explained.
    """
    hush()
    from bot.explaining import explain as explained
    from bot.server import load_agent
    from knowledge.errors import KnowledgeError

    _need_model()

    async def ask() -> str:
        return await explained(await load_agent(), turns)

    try:
        click.echo(asyncio.run(ask()))
    except KnowledgeError as error:
        click.echo(str(error), err=True)
        sys.exit(1)


@main.command()
def votes() -> None:
    """Count the votes on answers ("¿te sirvió?"), those that helped least first."""
    from sqlalchemy.exc import SQLAlchemyError
    from tabulate import tabulate

    from bot.web.votes import Votes

    try:
        counted = Votes().tally()
    except SQLAlchemyError as error:
        click.echo(f"The votes cannot be read: {error}", err=True)
        sys.exit(1)
    rows = [(one.aspect, one.status, one.up, one.down) for one in counted]
    click.echo(tabulate(rows, headers=["aspect", "status", "helped", "did not"]))


def _need_model() -> None:
    from bot.training import state

    found = state()
    if found != "good":
        click.echo(_NOT_GOOD[found], err=True)
        sys.exit(1)


def _start(host: str, port: int, *, channel: str | None, credentials: Path = CREDENTIALS) -> None:
    try:
        Origins.of_environment()
        LimitSettings.of()
    except (BadOrigin, BadLimit, BadProxy) as error:
        click.echo(str(error), err=True)
        sys.exit(1)
    _need_model()
    # Imports and models leave no garbage worth looking for; the server collects once they are loaded.
    gc.disable()
    from bot.environment import BadSetting

    try:
        hush()
    except BadSetting as error:
        click.echo(str(error), err=True)
        sys.exit(1)
    from bot.channels.credentials import BadCredentials
    from bot.channels.telegram.settings import BadSettings
    from bot.conversations import BadConversations, BadRetention
    from bot.privacy.identity import BadKey
    from bot.server import ModelUnfit, serve

    try:
        serve(host, port, channel=channel, credentials=credentials)
    except ModelUnfit:
        sys.exit(1)
    except (BadConversations, BadCredentials, BadKey, BadRetention, BadSetting, BadSettings) as error:
        click.echo(str(error), err=True)
        sys.exit(1)
    except OSError as error:
        click.echo(
            f"Cannot listen on {host}:{port}: {error.strerror}. Another port: CLARA_PORT=5006", err=True
        )
        sys.exit(1)
