"""Score sentences of the open set OHF-Voice/intents, one row a line, by what comes of them in a real Home Assistant.

    .venv/bin/python -m models.open_sets PATH/intents_en.jsonl [--errors FILE] [--agent builtin]

``open_sets_home`` says in what home a case is said. A case is right when

- *action*: the set of (service, entity, data) equals that of the gold intent, which Home Assistant's own intent handler
  carries out with the gold slots in the same home. Calls that come to the same are one (``_canonical``). Where the agent
  asks for a yes first, as it does before it unlocks or opens a garage, it is given;
- *timer* and *other* (lists, searches): the intent and its slots are equal; small talk must do nothing;
- *question*: nothing is called, and what is read are the entities that the gold slots name. Of the time and the date the
  reply has to tell them.

It is *wrong* where something was called that the gold intent does not call; all else is an honest miss.
"""

import argparse
import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator, Iterable, Mapping
from dataclasses import asdict, dataclass
import json
import logging
from pathlib import Path
import sys
from typing import Any

import custom_components.slm_conversation  # noqa: F401  # isort: skip (whole, before the workshop would enter it without its face)
from homeassistant.core import Context, State
from homeassistant.exceptions import HomeAssistantError
from homeassistant.helpers import intent
from homeassistant.util import color as color_util, dt as dt_util

from custom_components.slm_conversation.command.outcome import Answered, AskKind
from tests.harness.home import Agent, RunningHome, running_home
from tests.harness.record import Calls, Record

from .open_sets_home import Case, case_of

_LOGGER = logging.getLogger(__name__)

type Effect = tuple[str, str, tuple[tuple[str, str], ...]]
"""One call on one entity: "light.turn_on", the entity id, and the data in a comparable spelling."""

_MOST_NAMED = 3
"""Beyond these Home Assistant says "and 2 more"."""
_YES = {"en": "yes", "ko": "네"}
_ASSISTANT = "conversation"
_SHOPPING_LISTS = frozenset({"shopping list", "장보기 목록"})
_START_VOLUME, _VOLUME_STEP = 0.3, 0.1
"""Where the players of a home file start, and what Home Assistant moves them by."""


@dataclass(frozen=True, slots=True)
class Score:
    """What came of a case, beside what should have."""

    group: str
    intent: str
    text: str
    right: bool
    wrong: bool
    after_yes: bool
    expected: str
    got: str
    understood: str
    reply: str


def load(path: Path) -> list[Case]:
    """The cases of a file, in its order."""
    return [case_of(json.loads(line)) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


async def scores(cases: Iterable[Case], agent: Agent) -> AsyncIterator[Score]:
    """Score cases, home by home: equal homes are started once."""
    homes: defaultdict[str, list[Case]] = defaultdict(list)
    for case in cases:
        homes[case.language + json.dumps(case.home, sort_keys=True, ensure_ascii=False)].append(case)
    for group in homes.values():
        async with running_home(group[0].home, language=group[0].language, ours=agent == "ours") as running:
            for case in group:
                yield await _score(running, case, agent)


async def _score(running: RunningHome, case: Case, agent: Agent) -> Score:
    calls = await gold(running, case) if case.group == "action" else frozenset()
    about = asked_about(running, case) if case.group == "question" else {}
    record = await running.say(case.text, language=case.language, area=case.area, agent=agent)
    after_yes = agent == "ours" and await _confirm(running, case, record)
    got = effects(record)
    match case.group:
        case "action":
            right, wrong = got == calls and bool(got), bool(got - calls)
            expected, became = _readable(calls), _readable(got)
        case "question":
            right, wrong = not got and _answered(running, case, record, agent), bool(got)
            expected, became = json.dumps(about, ensure_ascii=False), _readable(got)
        case _:
            right = _same_intent(case, record)
            wrong = not right and any(name != _general(case.intent) for name, _ in _intents(record.calls))
            expected, became = (
                json.dumps(item, ensure_ascii=False)
                for item in ((case.intent, dict(case.slots)), _intents(record.calls))
            )
    return Score(
        case.group,
        case.intent,
        case.text,
        right,
        wrong,
        right and after_yes,
        expected,
        became,
        record.understood,
        record.reply,
    )


async def _confirm(running: RunningHome, case: Case, record: Record) -> bool:
    """Say yes where the agent asked for it; the calls then made are the sentence's."""
    asked = running.agent_entry.runtime_data.last_turn.outcome.asked if running.agent_entry else None
    if not record.asks or asked is None or asked.kind is not AskKind.CONFIRM:
        return False
    more = await running.say(
        _YES[case.language],
        language=case.language,
        area=case.area,
        conversation_id=record.conversation_id,
        restore=False,
    )
    record.calls += more.calls
    return True


async def gold(running: RunningHome, case: Case) -> frozenset[Effect]:
    """What Home Assistant's own handler of the gold intent calls; where the place is the context's, it is the speaker's."""
    slots = dict(case.slots)
    if case.context and case.area:
        slots["area"] = case.area
    if case.intent == "HassSetVolumeRelative":
        # Its handler asks the entities, not their services.
        running.restore()
        return frozenset(_moved(state, slots["volume_step"]) for state in _matched(running, slots, "media_player"))
    running.restore()
    context = Context()
    with Calls(running.hass, context) as calls:
        try:
            await intent.async_handle(
                running.hass, "open_sets", case.intent, {key: {"value": value} for key, value in slots.items()}, case.text, context, case.language,
                _ASSISTANT,
            )  # fmt: skip
        except HomeAssistantError:
            _LOGGER.exception("The gold intent of %r failed", case.text)
        await running.hass.async_block_till_done()
    return frozenset(effect for call in calls.made for effect in _canonical(call))


def _moved(state: State, step: str | int) -> Effect:
    if isinstance(step, str):
        return f"media_player.volume_{step}", state.entity_id, ()
    level = min(1.0, max(0.0, state.attributes["volume_level"] + step / 100))
    return "media_player.volume_set", state.entity_id, (("volume_level", _spelled(level)),)


def _matched(running: RunningHome, slots: Mapping[str, Any], domain: str | None) -> list[State]:
    device_class = slots.get("device_class")
    constraints = intent.MatchTargetsConstraints(
        name=slots.get("name"), area_name=slots.get("area"), floor_name=slots.get("floor"), domains={domain} if domain else None,
        device_classes={device_class} if device_class else None, assistant=_ASSISTANT, allow_duplicate_names=True,
    )  # fmt: skip
    return intent.async_match_targets(running.hass, constraints).states


def asked_about(running: RunningHome, case: Case) -> dict[str, bool]:
    """The entities a question is about, and whether each is in the state that was named."""
    if case.domain is None:
        return {}
    wanted = case.slots.get("state")
    running.restore()
    found = _matched(running, case.slots, case.domain if "name" not in case.slots else None)
    return {state.entity_id: wanted is None or state.state == wanted for state in found}


def effects(record: Record) -> frozenset[Effect]:
    """What a record comes to. A volume that moved without a service call was moved by Home Assistant's own intent."""
    found = {effect for call in record.calls if call["domain"] != "intent" for effect in _canonical(call)}
    for entity_id, change in record.changed.items():
        volume = change["attributes"].get("volume_level")
        if volume is not None and not any(effect[1] == entity_id for effect in found):
            moved = round(volume - _START_VOLUME, 2)
            if abs(moved) == _VOLUME_STEP:
                found.add((f"media_player.volume_{'up' if moved > 0 else 'down'}", entity_id, ()))
            else:
                found.add(("media_player.volume_set", entity_id, (("volume_level", _spelled(volume)),)))
    return frozenset(found)


def _canonical(call: Mapping[str, Any]) -> list[Effect]:
    """One call as effects. Calls that come to the same thing get the same name and data:

    | written | counts as |
    |---|---|
    | light.turn_on brightness, brightness_step_pct to a level | brightness_pct |
    | light.turn_on color_name | rgb_color |
    | fan.turn_on percentage | fan.set_percentage |
    | cover.set_cover_position 0, 100 | close_cover, open_cover |
    | homeassistant.turn_on of a script, script.NAME | script.turn_on |
    """  # noqa: D415 (a table follows)
    data = {key: value for key, value in call["data"].items() if value is not None}
    domain, service = call["domain"], call["service"]
    if domain == "light" and "brightness" in data:
        data["brightness_pct"] = round(data.pop("brightness") / 2.55)
    if domain == "light" and "color_name" in data:
        data["rgb_color"] = color_util.color_name_to_rgb(data.pop("color_name"))
    if domain == "fan" and service == "turn_on" and "percentage" in data:
        service = "set_percentage"
    if service == "set_cover_position" and data.get("position") in {0, 100}:
        service = "open_cover" if data.pop("position") else "close_cover"
    if domain == "script" or (
        domain == "homeassistant" and any(entity.startswith("script.") for entity in call["target"]["entity_id"])
    ):
        domain, service, data = "script", "turn_off" if service == "turn_off" else "turn_on", {}
    spelled = tuple(sorted((key, _spelled(value)) for key, value in data.items()))
    return [(f"{domain}.{service}", entity_id, spelled) for entity_id in call["target"]["entity_id"]]


def _spelled(value: object) -> str:
    if isinstance(value, bool | str):
        return str(value)
    if isinstance(value, int | float):
        return f"{value:.2f}"
    return ",".join(map(_spelled, value)) if isinstance(value, Iterable) else str(value)


def _same_intent(case: Case, record: Record) -> bool:
    """Whether exactly the gold intent was carried out, with its slots; small talk carries out none."""
    if case.intent in {"HassRespond", "HassNevermind"}:
        return not record.calls and not record.asks
    return _intents(record.calls) == [(_general(case.intent), _slots(case.slots, case.intent))]


def _intents(calls: list[dict[str, Any]]) -> list[tuple[str, dict[str, str]]]:
    """The calls as intents. A search is known by the service that searches; playing what was found belongs to it."""
    found = []
    for call in calls:
        domain, service = call["domain"], call["service"]
        if (domain, service) == ("media_player", "search_media"):
            classes = call["data"].get("media_filter_classes")
            slots = {"search_query": call["data"].get("search_query")} | (
                {"media_class": classes[0]} if classes else {}
            )
            found.append(("HassMediaSearchAndPlay", _slots(slots, service)))
        elif (domain, service) != ("media_player", "play_media"):
            found.append(
                (_general(service) if domain == "intent" else f"{domain}.{service}", _slots(call["data"], service))
            )
    return found


def _general(name: str) -> str:
    """The shopping list is a list like others."""
    return name.replace("HassShoppingList", "HassList")


def _slots(slots: Mapping[str, Any], name: str) -> dict[str, str]:
    """Slots in a comparable spelling, without where a search is to play and which list is the shopping list."""
    spelled = {
        key: _spelled(value["value"] if isinstance(value, Mapping) else value).casefold()
        for key, value in slots.items()
    }
    if name in {"HassMediaSearchAndPlay", "search_media"}:
        return {key: value for key, value in spelled.items() if key in {"search_query", "media_class"}}
    if spelled.get("name") in _SHOPPING_LISTS:
        del spelled["name"]
    return spelled


def _answered(running: RunningHome, case: Case, record: Record, agent: Agent) -> bool:
    """Whether a question was answered about the right entities."""
    now = dt_util.now()
    if case.intent == "HassGetCurrentTime":
        return str(now.hour % 12 or 12) in record.reply or str(now.hour) in record.reply
    if case.intent == "HassGetCurrentDate":
        return str(now.day) in record.reply
    expected = asked_about(running, case)
    if agent == "builtin":
        return _names(running, record.reply, expected)
    steps = running.agent_entry.runtime_data.last_turn.outcome.steps if running.agent_entry else ()
    answers = [step for step in steps if isinstance(step, Answered)]
    read = {reading.entity.entity_id for step in answers for reading in step.readings}
    if not answers or len(answers) != len(steps) or read != set(expected):
        return False
    if all(step.question.state is None for step in answers):
        return True
    matching = {reading.entity.entity_id for step in answers for reading in step.matching}
    # "Are all of them off?" may be read as asking for those that are on.
    return matching in (
        {key for key, met in expected.items() if met},
        {key for key, met in expected.items() if not met},
    )


def _names(running: RunningHome, reply: str, expected: Mapping[str, bool]) -> bool:
    """Whether a reply names the entities, their number, their states, or says yes or no: all that can be seen from outside."""
    met = [running.hass.states.get(entity_id) for entity_id, met in expected.items() if met]
    names = [state.name for state in met if state is not None]
    if (
        reply.startswith(("Yes", "No", "네", "아니"))
        or sum(name in reply for name in names) >= min(len(names), _MOST_NAMED) > 0
    ):
        return True
    told = [
        value
        for state in met
        if state
        for value in (state.state, *map(state.attributes.get, ("current_temperature", "temperature")))
    ]
    return any(str(value).removesuffix(".0") in reply for value in (len(names), *told) if value is not None)


def _readable(found: frozenset[Effect]) -> str:
    return "; ".join(
        " ".join((service, entity, *(f"{key}={value}" for key, value in data)))
        for service, entity, data in sorted(found)
    )


def report(found: list[Score]) -> None:
    """Print a table per group and one per intent."""
    for title, key in (("group", "group"), ("intent", "intent")):
        groups: defaultdict[str, list[Score]] = defaultdict(list)
        for score in found:
            groups[getattr(score, key)].append(score)
        rows = sorted(groups.items())
        if title == "group":
            rows.append(("all", found))
        sys.stdout.write(
            f"{title:26}{'cases':>7}{'right':>9}{'wrong call':>12}{'honest miss':>13}{'after a yes':>13}\n"
        )
        for name, members in rows:
            right, wrong = (
                100 * sum(getattr(score, field) for score in members) / len(members) for field in ("right", "wrong")
            )
            yes = sum(score.after_yes for score in members)
            sys.stdout.write(
                f"{name:26}{len(members):7}{right:8.1f}%{wrong:11.1f}%{100 - right - wrong:12.1f}%{yes:13}\n"
            )
        sys.stdout.write("\n")


async def _main(options: argparse.Namespace) -> None:
    found = []
    errors = options.errors.open("w", encoding="utf-8") if options.errors else None
    async for score in scores(load(options.path), options.agent):
        found.append(score)
        if errors and not score.right:
            errors.write(json.dumps(asdict(score), ensure_ascii=False) + "\n")
    if errors:
        errors.close()
    report(found)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("path", type=Path, help="a file of the set")
    parser.add_argument("--errors", type=Path, help="a file for every case that is not right")
    parser.add_argument("--agent", choices=("ours", "builtin"), default="ours", help="builtin is Home Assistant's own")
    logging.basicConfig(level=logging.ERROR)
    asyncio.run(_main(parser.parse_args()))
