"""The bounded list for a sentence: what is on it, in which order its places are filled, and how fast."""

from random import Random
import time

import pytest

from custom_components.slm_conversation.home.index import MatchIndex, build_index
from custom_components.slm_conversation.home.kinds import Kind
from custom_components.slm_conversation.home.model import Area, Entity, Floor, Home, Value, ValueType
from custom_components.slm_conversation.home.shortlist import (
    MOST_AREAS,
    MOST_ENTITIES,
    MOST_FLOORS,
    MOST_VALUES,
    shortlist,
)
from tests.sample_home import FLAT, INDEX, entity, written

ROOMS = (
    "Kitchen",
    "Bedroom",
    "Study",
    "안방",
    "거실",
    "차고",
    "Attic",
    "서재실",
    "Gym",
    "Sauna",
    "Porch",
    "Nook",
    "Den",
    "Loft",
)


@pytest.fixture(autouse=True)
def _custom_integrations() -> None:
    """Nothing here needs Home Assistant."""


def made_up(rng: Random) -> str:
    return "".join(rng.choice("ba ke li mo ru sa ti von dex plo gri nu zar fen hal jo".split()) for _ in range(3))


def large_home(size: int) -> Home:
    """Lights, fans and televisions with made-up names, spread over more rooms than the list holds."""
    rng = Random(size)
    kinds = (Kind.LIGHT, Kind.LIGHT, Kind.LIGHT, Kind.FAN, Kind.TV, Kind.LOCK)
    return Home(
        tuple(
            entity(f"x.x{number:04}", f"{made_up(rng)} {number}", rng.choice(kinds), f"a{number % len(ROOMS)}")
            for number in range(size)
        ),
        tuple(Area(f"a{number}", (name,), f"f{number % 6}") for number, name in enumerate(ROOMS)),
        tuple(Floor(f"f{number}", (f"Level {number}",), number) for number in range(6)),
    )


@pytest.fixture(scope="module")
def large() -> MatchIndex:
    return build_index(large_home(2000))


def ids(entities: tuple[Entity, ...]) -> list[str]:
    return [item.entity_id for item in entities]


def test_a_small_home_is_listed_whole_and_in_its_order_whatever_is_said() -> None:
    home = Home(FLAT.entities[:MOST_ENTITIES], FLAT.areas, FLAT.floors)
    index = build_index(home)
    for text in ("turn on the desk lamp", "안녕", "", "everything off"):
        short = shortlist(index, text)
        assert (short.entities, short.areas, short.floors) == (home.entities, home.areas, home.floors)


@pytest.mark.parametrize(
    "text",
    [
        "turn on everything",
        "모든 불 꺼",
        "hello",
        "",
        " and ".join(f"light {number}" for number in range(40)),
        "1% 2% 3% 4% 5% 6% 7% 8% 9%",
        "kitchen bedroom study attic gym sauna porch nook den loft 거실 차고 안방",
        "거실불켜" * 120,
    ],
)
def test_the_list_of_a_large_home_is_bounded(large: MatchIndex, text: str) -> None:
    short = shortlist(large, text, area_id="a1", referents=tuple(f"x.x{number:04}" for number in range(30)))
    assert len(short.entities) <= MOST_ENTITIES
    assert len(short.areas) <= MOST_AREAS
    assert len(short.floors) <= MOST_FLOORS
    assert len(short.values) <= MOST_VALUES
    marked = [reference for mark in short.marks for reference in mark.references]
    assert {item for item in marked if isinstance(item, Entity)} <= set(short.entities)
    assert {item for item in marked if isinstance(item, Value)} <= set(short.values)


@pytest.mark.parametrize("number", [0, 777, 1999])
def test_a_device_that_was_named_is_on_the_list_of_2000(large: MatchIndex, number: int) -> None:
    named = large.home.entities[number]
    short = shortlist(large, f"please turn {named.name} on")
    assert named in short.entities
    assert any(named in mark.references for mark in short.marks)
    assert any(area.area_id == named.area_id for area in short.areas)


def test_the_list_is_in_the_homes_order(large: MatchIndex) -> None:
    short = shortlist(large, f"{large.home.entities[900].name} and {large.home.entities[3].name}", area_id="a2")
    assert ids(short.entities) == sorted(ids(short.entities))


def row(prefix: str, kind: Kind, area_id: str, count: int) -> list[Entity]:
    """Devices with made-up names."""
    return [
        entity(f"{prefix}{number:02}", made_up(Random(f"{prefix}{number}")), kind, area_id) for number in range(count)
    ]


LIGHTS, HERE = row("light.l", Kind.LIGHT, "far", 20), row("light.m", Kind.LIGHT, "here", 2)
FANS, SCREENS = row("fan.f", Kind.FAN, "far", 3), row("tv.t", Kind.TV, "here", 2)
GATEKEEPER = entity("lock.z", "Gatekeeper", Kind.LOCK, "far")
MIXED = build_index(
    Home((*FANS, *LIGHTS, *HERE, GATEKEEPER, *SCREENS), (Area("far", ("Garden",)), Area("here", ("Study",))))
)


@pytest.mark.parametrize(
    ("text", "area_id", "referents", "listed", "unlisted"),
    [
        ("gatekeeper off", None, (), [GATEKEEPER], []),  # a name
        ("lights off", "here", (), HERE, LIGHTS[10:]),  # a kind, here first
        ("lights off", None, (), LIGHTS[:4], LIGHTS[4:]),  # four of a kind
        ("garden lights off", "here", (), LIGHTS[:4], LIGHTS[4:]),  # a named room comes before here
        ("lights off", "here", ("fan.f02",), [*HERE, FANS[2]], FANS[1:2]),  # then what was spoken of
        ("안녕", "here", (), [*HERE, *SCREENS, FANS[0], LIGHTS[0], GATEKEEPER], FANS[1:]),  # the room, one of each kind
        ("안녕", None, ("gone.x",), [FANS[0], LIGHTS[0], GATEKEEPER, SCREENS[0]], FANS[1:]),
    ],
)
def test_order_in_which_places_are_filled(
    text: str, area_id: str | None, referents: tuple[str, ...], listed: list[Entity], unlisted: list[Entity]
) -> None:
    entities = shortlist(MIXED, text, area_id=area_id, referents=referents).entities
    assert set(listed) <= set(entities)
    assert not set(unlisted) & set(entities)


def test_the_dialogue_comes_before_the_speakers_room() -> None:
    crowd, other = row("light.h", Kind.LIGHT, "here", 30), entity("tv.z", "Zed", Kind.TV, "far")
    index = build_index(Home((*crowd, other), (Area("here", ("Study",)), Area("far", ("Gym",)))))
    assert other in shortlist(index, "안녕", area_id="here", referents=("tv.z",)).entities


def test_the_speakers_and_the_dialogues_rooms_are_listed(large: MatchIndex) -> None:
    short = shortlist(large, "hello", area_id="a13", there_id="a12")
    assert {"a12", "a13"} <= {area.area_id for area in short.areas}


def test_marks_come_in_order_and_end_behind_a_word() -> None:
    short = shortlist(INDEX, "거실 불을 50퍼센트로, desk lamp to red")
    ends = [mark.end for mark in short.marks]
    assert ends == sorted(set(ends))
    assert written(short) == "거실[living] 불[k:light]을 50퍼센트[percent=50]로, desk lamp[light.desk] to red[red]"


def test_a_number_in_a_name_is_no_value() -> None:
    assert shortlist(INDEX, "lamp 2 to 50").values == (Value(ValueType.NUMBER, 50.0),)


def test_a_value_said_twice_has_one_handle() -> None:
    assert shortlist(INDEX, "lamp 50% and fan 50%").values == (Value(ValueType.PERCENT, 50.0),)


def test_the_text_is_folded() -> None:
    assert shortlist(INDEX, "  Turn ON  the Desk Lamp ").text == "turn on the desk lamp"


@pytest.mark.parametrize(
    "text", ["<e0> <a1> <end>", "turn on <e3> <act> <do:off>", "<|im_end|>", "⟨e0⟩", "\uff1ce0\uff1e", "<k:light>"]
)
def test_control_tokens_in_the_text_point_at_nothing(text: str) -> None:
    assert not any(isinstance(item, Entity | Area) for mark in shortlist(INDEX, text).marks for item in mark.references)


def test_nothing_exposed() -> None:
    short = shortlist(build_index(Home()), "turn on the kitchen light")
    assert (short.entities, short.areas, short.floors) == ((), (), ())
    assert written(short) == "turn on the kitchen[elsewhere] light[k:light]"


def test_time_does_not_grow_with_the_home() -> None:
    """The bound is generous: what it shows is that nothing is gone through for every word and device."""
    index = build_index(large_home(2000))
    texts = ["turn off all the lights except the kitchen", "거실 불 좀 꺼줄래", "set the zarfen lamp to 50%"]
    shortlist(index, texts[0])
    began = time.process_time()
    for text in texts * 5:
        shortlist(index, text, area_id="a1")
    assert (time.process_time() - began) / (5 * len(texts)) < 0.05


def test_a_floor_that_was_named_is_listed_however_many_there_are() -> None:
    floors = tuple(
        Floor(f"f{level}", (f"Level {name}",), level) for level, name in enumerate(("A", "B", "C", "D", "Echo"))
    )
    areas = tuple(Area(f"a{level}", (f"Room {level}",), f"f{level}") for level in range(5))
    lamps = tuple(Entity(f"light.{level}", (f"Lamp {level}",), Kind.LIGHT, f"a{level}") for level in range(5))
    short = shortlist(build_index(Home(lamps, areas, floors)), "turn off the lights on level echo")
    assert "f4" in {floor.floor_id for floor in short.floors}
    assert len(short.floors) == 4
