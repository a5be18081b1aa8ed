"""Score the blind sentences: written by someone who has not seen the phrase banks, said in homes of their own.

    .venv/bin/python -m models.blind [en ko] [--errors FILE]

``evaluation/{en,ko}.jsonl`` says what has to come of each sentence: ``states`` that entities have afterwards while nothing
else changed (a text as ``"<204"`` is a bound, ``color`` a colour's name), ``reads`` entities for a question, ``asks``
something back, or does ``nothing``. A sentence is *exact* when just that happened and *wrong* when anything became other
than it should; all else is an honest miss.
"""

import argparse
import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator, Mapping
from dataclasses import asdict, dataclass
import json
import logging
from pathlib import Path
import sys
from typing import Any

import custom_components.slm_conversation  # noqa: F401  # isort: skip (whole, before the workshop would enter it without its face)
from homeassistant.core import State
from homeassistant.util import color as color_util

from custom_components.slm_conversation.command.outcome import Answered, Outcome
from tests.harness.home import RunningHome, running_home
from tests.harness.record import Record

FOLDER = Path(__file__).parent / "evaluation"
_TOLERANCES = {
    "brightness": 3,
    "volume_level": 0.02,
    "color_temp_kelvin": 150,
    "percentage": 2,
    "current_position": 2,
    "humidity": 1,
}
_OWN_CLOCK = ("scene.", "script.", "button.", "automation.")
"""Domains whose state is when they last ran: what they bring about is what counts."""
_HUE, _SATURATION, _PALE = 20, 50, 20
"""Degrees of hue and percent of saturation that a colour may be off by, and the saturation under which it is white."""


@dataclass(frozen=True, slots=True)
class Score:
    """What came of one sentence."""

    id: str
    language: str
    kind: str
    home: str
    text: str
    exact: bool
    wrong: bool
    expected: str
    changed: str
    understood: str
    reply: str


async def scores(language: str, folder: Path = FOLDER) -> AsyncIterator[Score]:
    """Score the sentences of a language, home by home."""
    lines = (folder / f"{language}.jsonl").read_text(encoding="utf-8").splitlines()
    homes: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in (json.loads(line) for line in lines if line.strip()):
        homes[row["home"]].append(row)
    for home, rows in homes.items():
        async with running_home(folder / home, language=language) as running:
            for row in rows:
                yield await _score(running, row)


async def _score(running: RunningHome, row: Mapping[str, Any]) -> Score:
    record = await running.say(row["text"], language=row["language"], area=row.get("area"))
    outcome = running.agent_entry.runtime_data.last_turn.outcome if running.agent_entry else Outcome(())
    expect = row["expect"]
    states = {entity_id: running.hass.states.get(entity_id) for entity_id in expect.get("states", {})}
    exact, wrong = judge(expect, record, outcome, states)
    return Score(
        row["id"], row["language"], row["kind"], row["home"], row["text"], exact, wrong, _json(expect), _json(record.changed), record.understood,
        record.reply,
    )  # fmt: skip


def judge(
    expect: Mapping[str, Any], record: Record, outcome: Outcome, states: Mapping[str, State | None]
) -> tuple[bool, bool]:
    """Whether just what was expected happened, and whether anything became other than it should.

    ``states`` are those after the sentence, of the entities that are expected to be in some state.
    """
    wanted = expect.get("states", {})
    met = {entity_id for entity_id, values in wanted.items() if is_as_expected(states.get(entity_id), values)}
    changed = {entity_id for entity_id in record.changed if not entity_id.startswith(_OWN_CLOCK)}
    wrong = bool(changed - met)
    if wrong:
        return False, True
    read = {
        reading.entity.entity_id for step in outcome.steps if isinstance(step, Answered) for reading in step.readings
    }
    match expect:
        case {"states": _}:
            return met == set(wanted), False
        case {"reads": list(entity_ids)}:
            return read == set(entity_ids) and all(isinstance(step, Answered) for step in outcome.steps), False
        case {"asks": _}:
            return record.asks, False
        case _:
            return not record.asks and not read and not record.calls, False


def is_as_expected(state: State | None, values: Mapping[str, Any]) -> bool:
    """Whether an entity is in the state and has the attributes that were expected."""
    if state is None:
        return False
    for name, value in values.items():
        if name == "state":
            fits = state.state == _on_off(value)
        elif name == "color":
            fits = is_color(state, value)
        else:
            fits = _fits(state.attributes.get(name), value, _TOLERANCES.get(name, 0.1))
        if not fits:
            return False
    return True


def is_color(state: State, name: str) -> bool:
    """Whether a light looks as a colour's name says, roughly."""
    shown = state.attributes.get("hs_color")
    if shown is None:
        return False
    hue, saturation = color_util.color_RGB_to_hs(*color_util.color_name_to_rgb(name))
    if saturation < _PALE:
        return bool(shown[1] < _PALE) or state.attributes.get("color_mode") == "color_temp"
    apart = abs(hue - shown[0]) % 360
    return bool(min(apart, 360 - apart) <= _HUE and abs(saturation - shown[1]) <= _SATURATION)


def _fits(found: object, wanted: object, tolerance: float) -> bool:
    if isinstance(wanted, str) and wanted[:1] in "<>" and isinstance(found, int | float):
        bound = float(wanted[1:])
        return found < bound if wanted[0] == "<" else found > bound
    if isinstance(wanted, bool) or not isinstance(wanted, int | float) or not isinstance(found, int | float):
        return found == wanted
    return abs(found - wanted) <= tolerance


def _on_off(state: object) -> str:
    return {True: "on", False: "off"}[state] if isinstance(state, bool) else str(state)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def report(found: list[Score]) -> None:
    """Print a table per language and kind."""
    groups: defaultdict[str, list[Score]] = defaultdict(list)
    for score in found:
        for name in (f"{score.language} {score.kind}", f"{score.language} all", f"{score.language} in {score.home}"):
            groups[name].append(score)
    sys.stdout.write(f"{'kind':22}{'sentences':>10}{'exact':>9}{'wrong':>9}{'honest miss':>13}\n")
    for name in sorted(groups, key=lambda name: (name[:2], " in " in name, " all" in name, name)):
        members = groups[name]
        exact, wrong = (
            100 * sum(getattr(score, field) for score in members) / len(members) for field in ("exact", "wrong")
        )
        sys.stdout.write(f"{name:22}{len(members):10}{exact:8.1f}%{wrong:8.1f}%{100 - exact - wrong:12.1f}%\n")


async def _main(options: argparse.Namespace) -> None:
    found = [score for language in options.languages for score in [item async for item in scores(language)]]
    if options.errors:
        lines = [_json(asdict(score)) for score in found if not score.exact]
        options.errors.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    report(found)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "languages", nargs="*", default=["en", "ko"], metavar="LANGUAGE", help="en, ko, or both when none is given"
    )
    parser.add_argument("--errors", type=Path, help="a file for every sentence that is not exact")
    logging.basicConfig(level=logging.ERROR)
    asyncio.run(_main(parser.parse_args()))
