"""The homes that cases are said in, what counts as the same call, and Home Assistant's own agent on cases of ours."""

import json
from pathlib import Path
from typing import Any

import pytest

from models.open_sets import _canonical, load, scores
from models.open_sets_home import Case, case_of


def row(
    sentence: str, intent: str, slots: dict[str, Any] | None = None, language: str = "en", **home: Any
) -> dict[str, Any]:
    """A row as the set writes it."""
    return {
        "language": language, "intent": intent, "case": "default", "sentence": sentence, "slots": slots, "context": None, "home": home,
    }  # fmt: skip


def entities(case: Case) -> list[tuple[str, str | None, str | None, str | None]]:
    return [
        (entity["domain"], entity.get("device_class"), entity.get("area"), entity.get("state"))
        for entity in case.home["entities"]
    ]


def test_what_the_slots_name_is_added_with_a_distractor_elsewhere() -> None:
    case = case_of(
        row(
            "kill the fans in the attic",
            "HassTurnOff",
            {"domain": "fan", "area": "Attic"},
            areas=[{"name": "Attic"}, {"name": "Hall"}],
        )
    )
    assert entities(case) == [("fan", None, "Attic", "on"), ("fan", None, "Hall", "on")]
    assert case.area is None
    assert case.group == "action"


def test_what_is_there_already_is_not_added() -> None:
    lamp = {"domain": "light", "name": "Desk", "area": "Attic"}
    case = case_of(row("desk on", "HassTurnOn", {"name": "desk"}, areas=[{"name": "Attic"}], entities=[lamp]))
    assert entities(case) == [("light", None, "Attic", "off")]


def test_the_context_gives_the_place() -> None:
    case = case_of(row("a bit louder", "HassSetVolumeRelative", {"volume_step": "up"}))
    (target, distractor) = entities(case)
    assert target == ("media_player", None, case.area, "playing")
    assert distractor[2] not in {None, case.area}
    assert case.context
    alone = case_of(
        row("blades at 40", "HassFanSetSpeed", {"percentage": 40}, entities=[{"domain": "fan", "name": "Blades"}])
    )
    assert [entity[2] for entity in entities(alone)] == [alone.area, "Study"]


def test_where_only_the_kind_is_named_the_distractor_is_of_another() -> None:
    case = case_of(row("let the garage up", "HassTurnOn", {"domain": "cover", "device_class": "garage"}))
    assert [entity[1] for entity in entities(case)] == ["garage", "blind"]
    assert case.area == entities(case)[0][2]


def test_a_floor_gets_a_room() -> None:
    case = case_of(row("fans upstairs at 20", "HassFanSetSpeed", {"floor": "Top", "percentage": 20}))
    assert case.home["floors"] == [{"name": "Top"}]
    floors = {area["name"]: area.get("floor") for area in case.home["areas"]}
    assert [floors[entity[2] or ""] for entity in entities(case)] == ["Top", None]


def test_a_thermostat_can_do_what_is_asked() -> None:
    case = case_of(
        row(
            "침실 40도",
            "HassClimateSetTemperature",
            {"area": "침실", "temperature": 40},
            language="ko",
            areas=[{"name": "침실"}],
        )
    )
    assert case.home["entities"][0]["attributes"]["range"] == [16, 40]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("light", "turn_on", {"brightness": 128}), ("light", "turn_on", {"brightness_pct": 50})),
        (("light", "turn_on", {"color_name": "red"}), ("light", "turn_on", {"rgb_color": [255, 0, 0]})),
        (("fan", "turn_on", {"percentage": 30}), ("fan", "set_percentage", {"percentage": 30.0})),
        (("cover", "set_cover_position", {"position": 0}), ("cover", "close_cover", {})),
        (("script", "dinner", {}), ("script", "turn_on", {})),
    ],
)
def test_calls_that_come_to_the_same(
    one: tuple[str, str, dict[str, Any]], other: tuple[str, str, dict[str, Any]]
) -> None:
    first, second = (
        _canonical({"domain": domain, "service": service, "target": {"entity_id": [f"{domain}.dinner"]}, "data": data})
        for domain, service, data in (one, other)
    )
    assert first == second


def test_other_calls_are_not_the_same() -> None:
    calls = [
        {
            "domain": "cover",
            "service": "set_cover_position",
            "target": {"entity_id": ["cover.a"]},
            "data": {"position": position},
        }
        for position in (10, 20)
    ]
    assert _canonical(calls[0]) != _canonical(calls[1])


AREAS = [{"name": "Attic"}, {"name": "Hall"}]
FANS = {"domain": "fan", "area": "Attic"}


@pytest.mark.parametrize(
    ("case", "right", "wrong"),
    [
        (row("turn off the attic fans", "HassTurnOff", FANS, areas=AREAS), True, False),
        (row("turn off the hall fans", "HassTurnOff", FANS, areas=AREAS), False, True),
        (row("wobble", "HassTurnOff", FANS, areas=AREAS), False, False),
        (row("turn the volume down", "HassSetVolumeRelative", {"volume_step": "down"}), True, False),
        (row("set a timer for 3 minutes", "HassStartTimer", {"minutes": 3}), True, False),
        (row("set a timer for 3 minutes", "HassStartTimer", {"minutes": 4}), False, False),
        (row("set a timer for 3 minutes", "HassCancelAllTimers"), False, True),
        (row("which day is it over there", "HassGetCurrentDate"), False, False),
    ],
    ids=lambda value: value["sentence"] if isinstance(value, dict) else "",
)
async def test_home_assistants_own_agent(tmp_path: Path, case: dict[str, Any], *, right: bool, wrong: bool) -> None:
    path = tmp_path / "set.jsonl"
    path.write_text(json.dumps(case), encoding="utf-8")
    (score,) = [score async for score in scores(load(path), "builtin")]
    assert (score.right, score.wrong) == (right, wrong)
