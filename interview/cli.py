"""The commands: `python -m interview <command>`. Errors end here, as a sentence in the reader's language."""

import argparse
import logging
import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from interview import settings as settings_
from interview.errors import DoorvraagError
from interview.i18n import Language, Words, words
from interview.settings import PYTHON, Settings, SettingsRefused
from question_bank import BUILT_IN, read_bank, sentence
from question_bank import check as find_all

if TYPE_CHECKING:
    from interview.storage import Storage

Run = Callable[..., int]


@dataclass(frozen=True)
class Command:
    """A command: its name, and what it does with the settings and the words of a language; 0 is success.

    Its one-line description is the sentence `command.<name>` in the language files. `takes` are the names of words
    that may follow it, described by `command.<name>.<word>`; `run` gets each by its name, None when it was left out.
    """

    name: str
    run: Run
    takes: tuple[str, ...] = ()


def language(environ: Mapping[str, str]) -> Language:
    """The language of this terminal: DOORVRAAG_LANGUAGE, else what LANG says, else English."""
    for name in ("DOORVRAAG_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        if environ.get(name):
            return "nl" if environ[name].lower().startswith("nl") else "en"
    return "en"


def explain(error: DoorvraagError | SettingsRefused, spoken: Language) -> str:
    """The sentence for an error."""
    key = error.key if isinstance(error, SettingsRefused) else f"errors.{error.key}"
    return words(spoken)(key, **error.params)


@contextmanager
def refusals(environ: Mapping[str, str] = os.environ) -> Iterator[None]:
    """Ends the process with a sentence (on standard error, status 1) for an error of ours raised inside."""
    try:
        yield
    except (DoorvraagError, SettingsRefused) as error:
        sys.exit(f"Doorvraag: {explain(error, language(environ))}")


def run(commands: Sequence[Command], arguments: Sequence[str], environ: Mapping[str, str] = os.environ) -> int:
    """Run the command that `arguments` name and give its exit status; misuse and refusals end the process."""
    say = words(language(environ))
    chosen = _parser(commands, say).parse_args(arguments)
    command = next(command for command in commands if command.name == chosen.command)
    with refusals(environ):
        return command.run(settings_.read(), say, **{name: getattr(chosen, name) for name in command.takes})


def _parser(commands: Sequence[Command], say: Words) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m interview", description=say("command.all"))
    listed = parser.add_subparsers(dest="command", required=True, metavar=say("command.placeholder"))
    for command in commands:
        own = listed.add_parser(command.name, help=say(f"command.{command.name}"))
        for name in command.takes:
            own.add_argument(name, nargs="?", help=say(f"command.{command.name}.{name}"))
    return parser


def check(settings: Settings, say: Words, folder: str | None = None) -> int:
    """Print everything wrong in the question bank and give 1; 0 when there is nothing.

    The own folder of this installation is read beside the built-in bank, or another one if `folder` is given.
    """
    own = Path(folder) if folder else settings.own_bank
    expected = bool(folder) or settings.bank is not None
    beside = own if (expected or own.is_dir()) and own.resolve() != BUILT_IN else None
    bank = read_bank(beside)
    findings = find_all(bank)
    for finding in findings:
        print(f"{finding.place}: {sentence(finding, language(os.environ))}")
    said = {"questions": len(bank.questions), "guides": len(bank.guides)}
    print(say("command.check.found" if findings else "command.check.nothing", n=len(findings), **said))
    return 1 if findings else 0


def migrate(settings: Settings, say: Words) -> int:
    """Make the database or bring it to the schema of this version, as a start does, and stop there."""
    _opened(settings, say).close()
    print(say("command.migrate.done"))
    return 0


def demo(settings: Settings, say: Words) -> int:
    """Put the example vacancy in, in the language of this terminal; 1 when there is one already."""
    from interview.workflow.example import make_example

    storage = _opened(settings, say)
    try:
        with storage.work("system", datetime.now().astimezone()) as uow:
            there = any(vacancy.is_example for vacancy in uow.vacancies.all())
            if not there:
                make_example(uow, language(os.environ), read_bank(settings.own_bank))
    finally:
        storage.close()
    print(say("command.demo.there" if there else "command.demo.done"))
    return int(there)


def unlink(settings: Settings, say: Words, email: str | None = None) -> int:
    """Detach the accounts of whoever has this address, so that a new account may take their place; 1 without any."""
    from interview.workflow import sign_in

    storage = _opened(settings, say)
    try:
        with storage.work("system", datetime.now().astimezone()) as uow:
            count = sign_in.unlink(uow, email or "")
    finally:
        storage.close()
    print(say("command.unlink.done" if count else "command.unlink.none", n=count, email=email or ""))
    return 0 if count else 1


def backup(settings: Settings, say: Words) -> int:
    """Make a backup of the database and print where it is; the app may be running."""
    from interview.storage import backup as backups

    print(say("command.backup.done", path=backups.make(settings, datetime.now().astimezone())))
    return 0


def restore(settings: Settings, say: Words, file: str | None = None) -> int:
    """Put a backup in the place of the database; without a file say which ones there are and give 1."""
    from interview.storage import backup as backups
    from interview.storage.start import restore as put_back

    if file is None:
        found = "".join(f"\n  {path}" for path in backups.every(settings.data))
        print(say("command.restore.which" if found else "command.restore.none", found=found, python=PYTHON))
        return 1
    kept = put_back(settings, Path(file).absolute(), datetime.now().astimezone())
    print(say("command.restore.done.kept" if kept else "command.restore.done", path=file))
    return 0


def _opened(settings: Settings, say: Words) -> "Storage":
    from interview.storage import open_storage  # half a second of libraries that `link` and `--help` do not need

    logging.basicConfig(level=logging.ERROR)  # a terminal gets what needs attention as a sentence, not as a log line
    storage = open_storage(settings)
    for notice in storage.notices:
        print(say(f"notices.{notice.key}", **dict(notice.params)), file=sys.stderr)
    return storage
