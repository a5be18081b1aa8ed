"""Targets of a plan, resolved over a whole home."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from custom_components.slm_conversation.command.plan import Device, Group, Place, Referent, State, Target
from custom_components.slm_conversation.command.resolve import Resolution, Resolver, resolve_cleaning
from custom_components.slm_conversation.home.abilities import Ability, LiveState
from custom_components.slm_conversation.home.kinds import Kind
from custom_components.slm_conversation.home.model import Area, Entity, Floor, Home, ValueType

DIM = {"supported_color_modes": ("brightness",)}


def entity(entity_id: str, kind: Kind, area: str | None, features: int = 0, **attributes: object) -> Entity:
    return Entity(entity_id, (entity_id,), kind, area, features=features, attributes=attributes)


HOME = Home(
    entities=(
        entity("binary_sensor.back_door", Kind.DOOR, "kitchen"),
        entity("climate.bed", Kind.AC, "bed", 385, hvac_modes=("off", "cool")),
        entity("cover.bed", Kind.BLIND, "bed", 15),
        entity("cover.living", Kind.CURTAIN, "living", 3),
        entity("light.bed", Kind.LIGHT, "bed", **DIM),
        entity("light.kitchen", Kind.LIGHT, "kitchen", supported_color_modes=("onoff",)),
        entity("light.living_1", Kind.LIGHT, "living", **DIM),
        entity("light.living_2", Kind.LIGHT, "living", **DIM),
        entity("lock.front", Kind.LOCK, "hall"),
        entity("media_player.tv", Kind.TV, "living", 384),
        entity("sensor.hall", Kind.TEMPERATURE, "hall"),
        entity("sensor.living", Kind.TEMPERATURE, "living"),
        entity("switch.fridge", Kind.FRIDGE, "kitchen"),
        entity("switch.kettle", Kind.KETTLE, "kitchen"),
        entity("switch.pump", Kind.SWITCH, None),
        entity("vacuum.robot", Kind.VACUUM, "hall", 8192 | 16384 | 16),
    ),
    areas=(
        Area("bed", ("Bedroom",), "up"),
        Area("cellar", ("Cellar",), "down"),
        Area("hall", ("Hall",), "ground"),
        Area("kitchen", ("Kitchen",), "ground"),
        Area("living", ("Living room",), "ground"),
    ),
    floors=(Floor("down", ("Basement",), -1), Floor("ground", ("Ground",), 0), Floor("up", ("First",), 1)),
)
STATES = {
    "light.living_1": "on",
    "light.living_2": "off",
    "light.kitchen": "on",
    "light.bed": "unavailable",
    "media_player.tv": "idle",
    "lock.front": "locked",
    "binary_sensor.back_door": "off",
}


def live(entity_id: str) -> LiveState | None:
    state = STATES.get(entity_id)
    return None if state is None else LiveState(state)


def resolver(ability: Ability | None = Ability.ON, area: str | None = None, **more: object) -> Resolver:
    return Resolver(HOME, live, area, ability=ability, asking=ability is None, **more)


def ids(found: Resolution) -> list[str]:
    return [entity.entity_id for entity in found.entities]


@pytest.mark.parametrize(
    ("excluded", "more", "why"),
    [
        (Referent(), {}, "no_referent"),
        (Group(Kind.THING, Place.HERE), {}, "no_referent"),
        (Group(Kind.THING, Place.THERE), {}, "no_referent"),
        (Group(Kind.THING, Place.UPSTAIRS), {"home": replace(HOME, floors=())}, "absent"),
    ],
)
def test_an_exclusion_that_points_nowhere_stops_the_whole(excluded: Target, more: dict[str, object], why: str) -> None:
    found = replace(resolver(Ability.OFF), **more).resolve([Group(Kind.LIGHT, Place.ALL)], [excluded])
    assert found.entities == ()
    assert getattr(found, why)
    assert not found.idle


def lights(place: Place | None = None, **where: str) -> Group:
    return Group(Kind.LIGHT, place, **where)


LIVING = ["light.living_1", "light.living_2"]


@pytest.mark.parametrize(
    ("target", "area", "expected"),
    [
        (Device("lock.front"), None, ["lock.front"]),
        (lights(area_id="living"), None, LIVING),
        (lights(floor_id="ground"), None, ["light.kitchen", *LIVING]),
        (lights(Place.ALL), "bed", ["light.bed", "light.kitchen", *LIVING]),
        (lights(Place.HERE), "living", LIVING),
        (lights(Place.ANY), "living", LIVING),
        (lights(Place.UPSTAIRS), "living", ["light.bed"]),
        (lights(Place.UPSTAIRS), "bed", ["light.bed"]),
        (lights(Place.DOWNSTAIRS), "bed", ["light.kitchen", *LIVING]),
        (lights(Place.DOWNSTAIRS), None, ["light.kitchen", *LIVING]),
        (Group(Kind.TV, Place.ANY), "bed", ["media_player.tv"]),
        (Group(Kind.MEDIA, Place.ANY), None, ["media_player.tv"]),
        (Group(Kind.COVER, Place.ALL), None, ["cover.bed", "cover.living"]),
        (Group(Kind.LIGHT, Place.ALL, state=State.ON), None, ["light.kitchen", "light.living_1"]),
        (Group(Kind.THING, area_id="living"), None, [*LIVING, "media_player.tv"]),
        (Group(Kind.THING, area_id="kitchen"), None, ["light.kitchen", "switch.fridge"]),
    ],
)
def test_places(target: Target, area: str | None, expected: list[str]) -> None:
    found = resolver(area=area).resolve((target,))
    assert ids(found) == expected
    assert not found.ambiguous
    assert not found.absent


@pytest.mark.parametrize("ability", [Ability.OFF, Ability.ON, Ability.TOGGLE, Ability.STOP, Ability.START])
def test_everything_spares_what_nobody_means(ability: Ability) -> None:
    found = ids(resolver(ability).resolve((Group(Kind.THING, Place.ALL),)))
    spared = {
        Ability.ON: {"switch.kettle"},
        Ability.START: {"switch.kettle"},
        Ability.TOGGLE: {"switch.fridge", "switch.kettle"},
    }
    assert spared.get(ability, {"switch.fridge"}).isdisjoint(found)


def test_the_one_that_is_on_is_that_one() -> None:
    on = Group(Kind.LIGHT, Place.ANY, state=State.OFF)
    assert ids(resolver(Ability.ON).resolve((on,))) == ["light.living_2"]


def test_everything_off_spares_the_fridge_and_the_blinds() -> None:
    found = resolver(Ability.OFF).resolve((Group(Kind.THING, Place.ALL),))
    assert "switch.fridge" not in ids(found)
    assert {"switch.kettle", "switch.pump", "climate.bed"} <= set(ids(found))
    assert not {"cover.bed", "vacuum.robot", "lock.front"} & set(ids(found))


@pytest.mark.parametrize(
    ("targets", "excluded", "area", "expected"),
    [
        ((lights(Place.ALL),), (lights(area_id="living"),), None, ["light.bed", "light.kitchen"]),
        ((lights(Place.ALL),), (Group(Kind.THING, area_id="living"),), None, ["light.bed", "light.kitchen"]),
        ((lights(Place.ANY),), (Group(Kind.THING, area_id="living"),), "bed", ["light.bed", "light.kitchen"]),
        ((lights(Place.ANY),), (Device("light.living_1"),), "living", ["light.living_2"]),
        ((lights(Place.ALL),), (Group(Kind.THING, Place.HERE),), "living", ["light.bed", "light.kitchen"]),
        ((lights(Place.DOWNSTAIRS),), (Group(Kind.THING, area_id="kitchen"),), None, LIVING),
        ((lights(Place.ALL),), (Referent(),), None, ["light.kitchen", *LIVING]),
    ],
)
def test_exclusion(
    targets: tuple[Target, ...], excluded: tuple[Target, ...], area: str | None, expected: list[str]
) -> None:
    assert ids(resolver(area=area, referents=("light.bed",)).resolve(targets, excluded)) == expected


def test_no_room_known_is_a_question() -> None:
    for place in (Place.ANY, Place.HERE):
        found = resolver().resolve((lights(place),))
        assert found.ambiguous
        assert not found.entities
        assert len(found.candidates) == 4


def test_clear_targets_are_kept_beside_an_unclear_one() -> None:
    found = resolver().resolve((Device("media_player.tv"), lights(Place.ANY)))
    assert ids(found) == ["media_player.tv"]
    assert found.unclear == (lights(Place.ANY),)


def test_absent() -> None:
    assert resolver().resolve((lights(area_id="cellar"),)).absent
    assert resolver().resolve((Device("light.gone"),)).absent
    assert resolver(area="bed").resolve((Group(Kind.TV, Place.HERE),)).absent
    assert resolver().resolve((Group(Kind.OVEN, Place.ANY),)).absent


def test_none_in_that_state_is_not_absent() -> None:
    found = resolver(Ability.OFF).resolve((Group(Kind.TV, Place.ALL, state=State.PLAYING),))
    assert found.idle
    assert not found.absent


def test_it_and_there() -> None:
    assert ids(resolver(referents=("light.bed", "light.gone")).resolve((Referent(),))) == ["light.bed"]
    assert resolver().resolve((Referent(),)).no_referent
    assert ids(resolver(there_area="bed").resolve((lights(Place.THERE),))) == ["light.bed"]
    assert resolver().resolve((lights(Place.THERE),)).no_referent


def test_of_a_group_those_that_can() -> None:
    found = resolver(Ability.SET, value_type=ValueType.PERCENT).resolve((lights(floor_id="ground"),))
    assert ids(found) == LIVING
    none_can = resolver(Ability.SET, value_type=ValueType.PERCENT).resolve((lights(area_id="kitchen"),))
    assert ids(none_can) == ["light.kitchen"]
    here = resolver(Ability.SET, "kitchen", value_type=ValueType.PERCENT).resolve((lights(Place.ANY),))
    assert ids(here) == ["light.kitchen"]


def test_doors_are_locked_by_their_locks() -> None:
    assert ids(resolver(Ability.LOCK).resolve((Group(Kind.DOOR, Place.ALL),))) == ["lock.front"]


def test_questions_range_over_the_home() -> None:
    asking = resolver(None)
    assert ids(asking.resolve((lights(Place.ANY),))) == ["light.bed", "light.kitchen", *LIVING]
    assert ids(asking.resolve((Group(Kind.TEMPERATURE, Place.ANY),))) == ["sensor.hall", "sensor.living"]
    assert ids(resolver(None, "living").resolve((Group(Kind.TEMPERATURE, Place.ANY),))) == ["sensor.living"]


def test_a_thermostat_answers_for_the_temperature() -> None:
    assert ids(resolver(None).resolve((Group(Kind.TEMPERATURE, area_id="bed"),))) == ["climate.bed"]
    assert ids(resolver(None, "bed").resolve((Group(Kind.TEMPERATURE, Place.ANY),))) == ["climate.bed"]


@pytest.mark.parametrize(
    ("targets", "areas"),
    [
        ((Group(Kind.THING, area_id="kitchen"),), ("kitchen",)),
        (
            (Device("vacuum.robot"), Group(Kind.THING, area_id="kitchen"), Group(Kind.THING, area_id="hall")),
            ("kitchen", "hall"),
        ),
        ((Group(Kind.VACUUM, Place.ANY),), ()),
        ((Group(Kind.THING, floor_id="ground"),), ("hall", "kitchen", "living")),
    ],
)
def test_cleaning(targets: tuple[Target, ...], areas: Mapping[str, str]) -> None:
    found, cleaned = resolve_cleaning(resolver(Ability.CLEAN, "living"), targets)
    assert ids(found) == ["vacuum.robot"]
    assert cleaned == areas


@pytest.mark.parametrize(
    ("targets", "excluded", "areas"),
    [
        ((Group(Kind.THING, Place.ALL),), (Group(Kind.THING, area_id="bed"),), {"cellar", "hall", "kitchen", "living"}),
        (
            (Group(Kind.VACUUM, Place.ANY),),
            (Group(Kind.THING, area_id="bed"),),
            {"cellar", "hall", "kitchen", "living"},
        ),
        ((Group(Kind.THING, floor_id="ground"),), (Group(Kind.THING, area_id="hall"),), {"kitchen", "living"}),
    ],
)
def test_cleaning_all_but_a_place(targets: tuple[Target, ...], excluded: tuple[Target, ...], areas: set[str]) -> None:
    found, cleaned = resolve_cleaning(resolver(Ability.CLEAN, "living"), targets, excluded)
    assert ids(found) == ["vacuum.robot"]
    assert set(cleaned) == areas


def test_cleaning_nothing_but_what_is_spared_is_nothing() -> None:
    kitchen = (Group(Kind.THING, area_id="kitchen"),)
    found, cleaned = resolve_cleaning(resolver(Ability.CLEAN, "living"), kitchen, kitchen)
    assert found.idle
    assert (found.entities, cleaned) == ((), ())


def test_cleaning_here_without_a_room_is_absent() -> None:
    found, _ = resolve_cleaning(resolver(Ability.CLEAN), (Group(Kind.THING, Place.HERE),))
    assert found.absent
