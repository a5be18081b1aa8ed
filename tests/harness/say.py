"""``scripts/say``: say a sentence to a real Home Assistant core and see what it brings about."""

import argparse
import asyncio
import json
import logging
from pathlib import Path
import sys
from typing import TYPE_CHECKING

from .paths import DEMO_HOME

if TYPE_CHECKING:
    from .home import RunningHome  # imports Home Assistant, which help and mistakes do not need

_EXAMPLES = """examples:
  scripts/say "turn off all the lights except the kitchen"
  scripts/say --language ko --area 거실 "불 좀 꺼줘"
  scripts/say --agent builtin "turn off all the lights except the kitchen"
  scripts/say --batch sentences.jsonl > records.jsonl
"""


def main(arguments: list[str] | None = None) -> int:
    """Run the command; 1 where something could not be done, 2 where the command line is wrong."""
    options = _parser().parse_args(arguments)
    logging.basicConfig(level=logging.DEBUG if options.verbose else logging.CRITICAL, stream=sys.stderr)
    # Imported only now: help and mistakes need no Home Assistant.
    from .start import HarnessError  # noqa: PLC0415

    try:
        return asyncio.run(_batch(options) if options.batch else _talk(options))
    except HarnessError as err:
        print(err, file=sys.stderr)  # noqa: T201
        return 1
    except KeyboardInterrupt, BrokenPipeError:
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="scripts/say",
        description=__doc__,
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "text", nargs="*", help="the sentence; with none, a prompt that keeps the conversation and the state"
    )
    parser.add_argument("--language", "-l", metavar="CODE", help="en or ko; by default the home's")
    parser.add_argument(
        "--home", type=Path, default=DEMO_HOME, metavar="FILE", help="a home file; by default the demo home"
    )
    parser.add_argument("--area", metavar="NAME", help="the room that the speaker is in")
    parser.add_argument("--user", metavar="NAME", help="the user who speaks")
    parser.add_argument("--agent", choices=("ours", "builtin"), default="ours", help="builtin is Home Assistant's own")
    parser.add_argument("--json", action="store_true", help="print a record as JSON")
    parser.add_argument("--batch", type=Path, metavar="FILE", help="JSON lines in, one record a line out")
    parser.add_argument("--verbose", "-v", action="store_true", help="show Home Assistant's log")
    return parser


async def _talk(options: argparse.Namespace) -> int:
    from .home import running_home  # noqa: PLC0415

    text = " ".join(options.text)
    async with running_home(options.home, language=options.language, ours=options.agent == "ours") as home:
        if text or not sys.stdin.isatty():
            await _say(home, options, text or sys.stdin.readline().rstrip("\n"))
            return 0
        return await _prompt(home, options)


async def _prompt(home: RunningHome, options: argparse.Namespace) -> int:
    """Say line after line in one conversation, until end of file; an unknown room costs one line, not the home."""
    from .start import HarnessError  # noqa: PLC0415

    print("Type a sentence. /area NAME goes to a room, /language CODE changes the language, /reset puts the home back.")  # noqa: T201
    conversation: str | None = None
    while True:
        try:
            text = (await asyncio.to_thread(input, "> ")).strip()
        except EOFError:
            return 0
        command, _, value = text.partition(" ")
        if not text:
            continue
        if command == "/reset":
            home.restore()
            conversation = None
        elif command in ("/area", "/language"):
            setattr(options, command[1:], value.strip() or None)
        else:
            try:
                conversation = await _say(home, options, text, conversation, restore=False)
            except HarnessError as err:
                print(err)  # noqa: T201


async def _say(
    home: RunningHome, options: argparse.Namespace, text: str, conversation: str | None = None, *, restore: bool = True
) -> str | None:
    from .show import show  # noqa: PLC0415

    record = await home.say(
        text,
        language=options.language,
        area=options.area,
        user=options.user,
        agent=options.agent,
        conversation_id=conversation,
        restore=restore,
    )
    print(json.dumps(record.as_dict(), ensure_ascii=False) if options.json else show(record, home), flush=True)  # noqa: T201
    return record.conversation_id


async def _batch(options: argparse.Namespace) -> int:
    from .batch import read_lines, run_batch  # noqa: PLC0415

    lines = read_lines(options.batch)
    failed = False
    records = run_batch(
        lines, options.batch.parent, options.home, language=options.language, area=options.area, agent=options.agent
    )
    async for record in records:
        failed |= record.error is not None
        print(json.dumps(record.as_dict(), ensure_ascii=False), flush=True)  # noqa: T201
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
