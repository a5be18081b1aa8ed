"""Evaluate the shipped model: the real agent in a real Home Assistant, on families, names and homes it never saw.

    .venv/bin/python -m models.evaluate --sentences 1200
    .venv/bin/python -m models.evaluate --sentences 1200 --noise
    .venv/bin/python -m models.evaluate --sentences 1200 --seed 2 --sweep     # what each confidence threshold would give

A *plan* is exact when what would come of it equals what comes of the plan that was meant: the same calls on the same entities
with the same data, the same question back, the same entities read for a question, or nothing where nothing was to be done. It
is *done* exactly when that is what came of the sentence at once, with no question whether it was sure enough. It is *wrong*
when something was called that should not have been; asking back or refusing is honest and counted apart.
"""

import argparse
import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, replace
import json
from pathlib import Path
from random import Random
import sys
from typing import Any

import custom_components.slm_conversation  # noqa: F401  # isort: skip (whole, before the workshop would enter it without its face)
from homeassistant.core import Context

from custom_components.slm_conversation.command.execute import Scope, execute
from custom_components.slm_conversation.command.outcome import Answered, Asked, Nothing, Outcome
from custom_components.slm_conversation.command.plan import Action, Group, Plan, Question, Step, Target
import custom_components.slm_conversation.command.turn as turn_module
from custom_components.slm_conversation.home.index import build_index
from custom_components.slm_conversation.home.model import Entity, Home
from tests.harness.home import RunningHome, running_home

from .generate import Example, draw_home, examples

SENTENCES_PER_HOME = 16
_STATES = {
    "light": "off", "switch": "off", "fan": "off", "cover": "closed", "lock": "locked", "climate": "off", "media_player": "playing", "vacuum": "docked",
    "lawn_mower": "docked", "valve": "closed", "humidifier": "off", "water_heater": "eco", "binary_sensor": "off", "sensor": "21",
}  # fmt: skip
_BUSY = {
    "light": "on",
    "switch": "on",
    "fan": "on",
    "cover": "open",
    "lock": "unlocked",
    "climate": "cool",
    "media_player": "playing",
    "vacuum": "cleaning",
}


@dataclass(frozen=True, slots=True)
class Score:
    """What came of one sentence, beside what should have. ``confidence`` is that of a plan that acts, else 1."""

    group: str
    text: str
    plan: bool
    exact: bool
    wrong: bool
    meant: str
    understood: str
    reply: str
    confidence: float = 1.0


def home_file(home: Home, rng: Random) -> dict[str, Any]:
    """A random home as a home file; about half of the devices are on."""
    return {
        "floors": [{"id": floor.floor_id, "name": floor.names[0], "level": floor.level} for floor in home.floors],
        "areas": [{"id": area.area_id, "name": area.names[0], "floor": area.floor_id} for area in home.areas],
        "entities": [_entity(entity, rng) for entity in home.entities],
    }


def _entity(entity: Entity, rng: Random) -> dict[str, Any]:
    attributes = {
        key: list(value) if isinstance(value, list | tuple) else value for key, value in entity.attributes.items()
    }
    if entity.domain == "climate" and not attributes:
        attributes = {"hvac_modes": ["off", "heat", "cool"]}
    state = _STATES.get(entity.domain)
    if rng.random() < 0.5:
        state = _BUSY.get(entity.domain, state)
    if entity.domain == "climate" and state != "off":
        modes = [mode for mode in attributes.get("hvac_modes", []) if mode != "off"]
        state = modes[0] if modes else "off"
    row = {
        "id": entity.entity_id, "name": entity.names[0], "aliases": list(entity.names[1:]), "area": entity.area_id, "device_class": entity.device_class,
        "state": state, "attributes": attributes,
    }  # fmt: skip
    return {key: value for key, value in row.items() if value not in (None, [], {})}


class Judge:
    """Says sentences to a running home and compares what comes of them."""

    def __init__(self, running: RunningHome, drawn: Home) -> None:
        """Take a home that runs, and the drawn one whose area ids the plans use."""
        self.running = running
        self.areas = {area.area_id: area.names[0] for area in drawn.areas}
        self.floors = {floor.floor_id: floor.names[0] for floor in drawn.floors}

    async def score(self, example: Example) -> Score:
        """Say one example."""
        runtime = self.running.agent_entry.runtime_data  # type: ignore[union-attr]
        home = await runtime.home_view.async_get()
        area_ids = {area.names[0]: area.area_id for area in home.areas}
        floor_ids = {floor.names[0]: floor.floor_id for floor in home.floors}
        scene = example.scene
        self.running.restore()
        plan = Plan(tuple(self._placed(step, area_ids, floor_ids) for step in example.plan.steps))
        area_id = area_ids.get(self.areas.get(scene.area_id or "", ""))
        meant = await execute(self.running.hass, plan, home=home, scope=Scope(area_id), context=Context(), dry_run=True)
        record = await self.running.say(example.said.text, language=example.language, area=scene.area_id)
        turn = runtime.last_turn
        expected, got = _effects(meant), _effects(turn.outcome)
        understood = turn.plan or Plan(())
        self.running.restore()
        planned = await execute(
            self.running.hass, understood, home=home, scope=Scope(area_id), context=Context(), dry_run=True
        )
        called = {item for item in got if item[0] == "call"}
        return Score(
            group=f"{example.language} {example.said.category}",
            text=example.said.text,
            plan=_effects(planned) == expected,
            exact=expected == got,
            wrong=bool(called - expected),
            meant="; ".join(map(str, plan.steps)),
            understood=record.understood,
            reply=record.reply,
            confidence=turn.plan.confidence if turn.plan and turn.plan.acts else 1.0,
        )

    def _placed(self, step: Step, area_ids: Mapping[str, str], floor_ids: Mapping[str, str]) -> Step:
        def place(target: Target) -> Target:
            if isinstance(target, Group):
                return replace(
                    target,
                    area_id=area_ids.get(self.areas[target.area_id]) if target.area_id else None,
                    floor_id=floor_ids.get(self.floors[target.floor_id]) if target.floor_id else None,
                )
            return target

        if isinstance(step, Action):
            return replace(step, targets=tuple(map(place, step.targets)), excluded=tuple(map(place, step.excluded)))
        if isinstance(step, Question):
            return replace(step, targets=tuple(map(place, step.targets)))
        return step


def _effects(outcome: Outcome) -> frozenset[tuple[object, ...]]:
    """What an outcome comes to, for comparing."""
    found: set[tuple[object, ...]] = set()
    for call in outcome.calls:
        data = tuple(sorted((key, str(value)) for key, value in call.data.items()))
        found.update(("call", call.domain, call.service, entity_id, data) for entity_id in call.entity_ids)
    for step in outcome.steps:
        match step:
            case Asked():
                found.add(
                    ("asked", step.kind, frozenset(entity.entity_id for entity in step.candidates), step.action.ability)
                )
            case Answered():
                found.add(
                    ("read", frozenset(reading.entity.entity_id for reading in step.readings), step.question.state)
                )
            case Nothing():
                found.add(("nothing",))
            case _:
                found.update(("failed", failed.entity.entity_id) for failed in step.failed)
    return frozenset(found)


async def held_out(sentences: int, seed: int, *, noise: bool) -> AsyncIterator[Score]:
    """Score sentences of held-out families in homes with held-out names, with or without what a microphone adds."""
    rng = Random(f"evaluate {seed}")
    done = 0
    while done < sentences:
        drawn = draw_home(rng, "evaluate")
        found = [
            example
            for example in examples(rng, "evaluate", drawn, build_index(drawn.home), SENTENCES_PER_HOME, noise=noise)
            if not example.asked
            and example.said.category != "answer"
            and not example.scene.referents
            and example.scene.there_id is None
        ]
        if not found:
            continue
        async with running_home(home_file(drawn.home, rng), language=drawn.language) as running:
            judge = Judge(running, drawn.home)
            for example in found:
                yield await judge.score(example)
                done += 1


def report(scores: list[Score]) -> None:
    """Print a table per group and language."""
    groups: defaultdict[str, list[Score]] = defaultdict(list)
    for score in scores:
        groups[score.group].append(score)
        groups[f"{score.group[:2]} all"].append(score)
    sys.stdout.write(f"{'group':16}{'sentences':>10}{'plan':>9}{'done':>9}{'wrong':>9}{'honest miss':>13}\n")
    for group in sorted(groups):
        members = groups[group]
        plan, exact, wrong = (
            100 * sum(getattr(score, name) for score in members) / len(members) for name in ("plan", "exact", "wrong")
        )
        sys.stdout.write(
            f"{group:16}{len(members):10}{plan:8.1f}%{exact:8.1f}%{wrong:8.1f}%{100 - exact - wrong:12.1f}%\n"
        )


def sweep(scores: list[Score]) -> None:
    """Print what each ``SURE_TO_ACT`` would give, from scores taken without one; where nothing was meant, nothing is right."""
    sys.stdout.write(f"{'threshold':>9}{'en exact':>11}{'wrong':>9}{'ko exact':>11}{'wrong':>9}\n")
    for threshold in (0.0, 0.3, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7, 0.72, 0.75, 0.8):
        line = f"{threshold:9.2f}"
        for language in ("en", "ko"):
            members = [score for score in scores if score.group.startswith(language)]
            sure = [score for score in members if score.confidence >= threshold]
            spared = sum(score.confidence < threshold and score.group.endswith(("chat", "absent")) for score in members)
            exact = 100 * (sum(score.exact for score in sure) + spared) / max(len(members), 1)
            wrong = 100 * sum(score.wrong for score in sure) / max(len(members), 1)
            line += f"{exact:10.1f}%{wrong:8.1f}%"
        sys.stdout.write(line + "\n")


async def _main(options: argparse.Namespace) -> None:
    scores = []
    if options.sweep:
        turn_module.SURE_TO_ACT = 0.0
    async for score in held_out(options.sentences, options.seed, noise=options.noise):
        scores.append(score)
        if not score.exact and options.errors:
            with options.errors.open("a", encoding="utf-8") as file:
                fields = {name: getattr(score, name) for name in Score.__slots__}
                file.write(json.dumps(fields, ensure_ascii=False) + "\n")
    report(scores)
    if options.sweep:
        sweep(scores)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sentences", type=int, default=1200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--noise", action="store_true", help="misheard letters, lost and glued words, as in training")
    parser.add_argument(
        "--sweep", action="store_true", help="act whatever the confidence, and print what thresholds would give"
    )
    parser.add_argument("--errors", type=Path, help="a file that every sentence not exact is appended to")
    asyncio.run(_main(parser.parse_args()))
