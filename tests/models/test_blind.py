"""How the blind sentences are judged, and that their files fit together."""

import json
from pathlib import Path
from typing import Any

from homeassistant.core import State
import pytest

from custom_components.slm_conversation.command.outcome import Answered, Nothing, Outcome, Reading, Why
from custom_components.slm_conversation.command.plan import Ask, Group, Place, Question
from custom_components.slm_conversation.home.kinds import Kind
from custom_components.slm_conversation.home.model import Entity
from models.blind import FOLDER, is_as_expected, judge
from tests.harness.home import read_home
from tests.harness.record import Record

NOTHING = Outcome((Nothing(Why.NOT_MINE),))
LAMP = State("light.lamp", "on", {"brightness": 77, "hs_color": (350.0, 30.0), "color_mode": "hs"})


@pytest.mark.parametrize(
    ("values", "fits"),
    [
        ({"state": "on"}, True),
        ({"state": "off"}, False),
        ({"state": True}, True),
        ({"state": "on", "brightness": 76}, True),
        ({"brightness": 90}, False),
        ({"brightness": "<102"}, True),
        ({"brightness": ">102"}, False),
        ({"color": "pink"}, True),
        ({"color": "red"}, False),
        ({"effect": "rainbow"}, False),
    ],
)
def test_states_are_compared_roughly(values: dict[str, Any], *, fits: bool) -> None:
    assert is_as_expected(LAMP, values) is fits


def test_white_may_be_a_colour_temperature() -> None:
    warm = State("light.lamp", "on", {"hs_color": (28.0, 65.0), "color_mode": "color_temp"})
    assert is_as_expected(warm, {"color": "white"})
    assert not is_as_expected(State("light.lamp", "off", {"hs_color": None}), {"color": "white"})


def record(*changed: str, asks: bool = False) -> Record:
    return Record("", "en", changed={entity_id: {} for entity_id in changed}, asks=asks)


def test_only_what_was_expected_may_change() -> None:
    expect = {"states": {"light.lamp": {"state": "on"}, "fan.old": {"state": "off"}}}
    states = {"light.lamp": LAMP, "fan.old": State("fan.old", "off")}
    assert judge(expect, record("light.lamp"), NOTHING, states) == (True, False)
    assert judge(expect, record("light.lamp", "scene.dusk"), NOTHING, states) == (True, False)
    assert judge(expect, record("light.lamp", "light.other"), NOTHING, states) == (False, True)
    still_on = states | {"fan.old": State("fan.old", "on")}
    assert judge(expect, record("light.lamp"), NOTHING, still_on) == (False, False)
    assert judge(expect, record("fan.old"), NOTHING, still_on) == (False, True)


def test_a_question_reads_just_what_was_asked() -> None:
    reading = Reading(Entity("sensor.attic", ("Attic",), Kind.TEMPERATURE), "21", {})
    question = Question(Ask.WHAT, (Group(Kind.TEMPERATURE, Place.ANY),))
    answered = Outcome((Answered(question, (reading,)),))
    assert judge({"reads": ["sensor.attic"]}, record(), answered, {}) == (True, False)
    assert judge({"reads": ["sensor.attic", "sensor.hall"]}, record(), answered, {}) == (False, False)
    assert judge({"reads": ["sensor.attic"]}, record("light.lamp"), answered, {}) == (False, True)
    assert judge({"nothing": True}, record(), answered, {}) == (False, False)


def test_asking_back_and_doing_nothing() -> None:
    assert judge({"asks": True}, record(asks=True), NOTHING, {}) == (True, False)
    assert judge({"asks": True}, record(), NOTHING, {}) == (False, False)
    assert judge({"asks": True}, record("light.lamp", asks=True), NOTHING, {}) == (False, True)
    assert judge({"nothing": True}, record(), NOTHING, {}) == (True, False)
    assert judge({"nothing": True}, record(asks=True), NOTHING, {}) == (False, False)


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.jsonl")), ids=lambda path: path.stem)
def test_sentences_and_homes_fit_together(path: Path) -> None:
    homes: dict[str, Any] = {}
    seen = set()
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        home = homes.setdefault(row["home"], read_home(FOLDER / row["home"]))
        assert row["id"] not in seen
        seen.add(row["id"])
        assert row["language"] == path.stem
        assert len(row["expect"]) == 1
        assert set(row["expect"]) <= {"states", "reads", "nothing", "asks"}
        ids = {entity.id for entity in home.entities}
        assert set(row["expect"].get("states", ())) | set(row["expect"].get("reads", ())) <= ids, row["id"]
        assert row.get("area") in {None, *(area.id for area in home.areas)}, row["id"]
