"""What devices can do, and what is asked about first."""

from homeassistant.core import HomeAssistant
from homeassistant.setup import async_setup_component
import pytest

from custom_components.slm_conversation.home.abilities import WAYS, Ability, can, way_for
from custom_components.slm_conversation.home.kinds import Kind
from custom_components.slm_conversation.home.model import Entity, ValueType
from custom_components.slm_conversation.home.properties import PROPERTIES
from custom_components.slm_conversation.home.risks import Risk, needs_yes


def entity(entity_id: str, kind: Kind = Kind.SWITCH, features: int = 0, **attributes: object) -> Entity:
    return Entity(entity_id, ("X",), kind, features=features, attributes=attributes)


DIMMABLE = entity("light.a", Kind.LIGHT, supported_color_modes=("brightness",))
PLAIN = entity("light.b", Kind.LIGHT, supported_color_modes=("onoff",))
COLORFUL = entity("light.c", Kind.LIGHT, 4, supported_color_modes=("color_temp", "hs"), effect_list=("Rainbow",))


@pytest.mark.parametrize(
    ("device", "ability", "value_type", "expected"),
    [
        (PLAIN, Ability.ON, None, True),
        (PLAIN, Ability.SET, ValueType.PERCENT, False),
        (PLAIN, Ability.UP, None, False),
        (PLAIN, Ability.SET, None, False),
        (DIMMABLE, Ability.SET, ValueType.PERCENT, True),
        (DIMMABLE, Ability.SET, ValueType.COLOR, False),
        (DIMMABLE, Ability.UP, None, True),
        (DIMMABLE, Ability.OPEN, None, False),
        (COLORFUL, Ability.SET, ValueType.KELVIN, True),
        (COLORFUL, Ability.SET, ValueType.COLOR, True),
        (COLORFUL, Ability.SET, ValueType.OPTION, True),
        (COLORFUL, Ability.SET, ValueType.DEGREE, False),
        (entity("lock.a", Kind.LOCK), Ability.UNLOCK, None, True),
        (entity("lock.a", Kind.LOCK), Ability.OFF, None, False),
        (entity("vacuum.a", Kind.VACUUM, 8192 | 16), Ability.ON, None, True),
        (entity("vacuum.a", Kind.VACUUM, 8192 | 16), Ability.OFF, None, True),
        (entity("vacuum.a", Kind.VACUUM, 8192), Ability.DOCK, None, False),
        (entity("vacuum.a", Kind.VACUUM, 8192), Ability.CLEAN, None, False),
        (entity("cover.a", Kind.BLIND, 3), Ability.UP, None, True),
        (entity("cover.a", Kind.BLIND, 3), Ability.SET, ValueType.PERCENT, False),
        (entity("media_player.a", Kind.TV, 1024), Ability.UP, None, True),
        (entity("media_player.a", Kind.TV, 1024), Ability.UP, ValueType.PERCENT, False),
        (entity("media_player.a", Kind.TV, 4096), Ability.PAUSE, None, True),
        (entity("media_player.a", Kind.TV, 128), Ability.TOGGLE, None, False),
        (entity("climate.a", Kind.AC, 0, hvac_modes=("off", "cool")), Ability.ON, None, True),
        (entity("climate.a", Kind.AC, 0, hvac_modes=("off", "cool")), Ability.SET, ValueType.DEGREE, False),
        (entity("sensor.a", Kind.TEMPERATURE), Ability.ON, None, False),
        (entity("switch.a"), Ability.START, None, True),
        (entity("select.a", Kind.SELECT, options=("a", "b")), Ability.SET, ValueType.OPTION, True),
    ],
)
def test_can(device: Entity, ability: Ability, value_type: ValueType | None, expected: bool) -> None:  # noqa: FBT001
    assert can(device, ability, value_type) is expected


def test_a_lock_is_unlocked_not_unlatched() -> None:
    way = way_for(entity("lock.a", Kind.LOCK, 1), Ability.OPEN)
    assert way is not None
    assert way.service == "unlock"


@pytest.mark.parametrize("domain", sorted({*WAYS, *PROPERTIES}))
async def test_services_exist(hass: HomeAssistant, domain: str) -> None:
    """Every service of the table is one that Home Assistant 2026.11 registers, with these names."""
    assert await async_setup_component(hass, "homeassistant", {})
    assert await async_setup_component(hass, domain, {domain: {}})
    services = {
        (way.domain or domain, way.service) for ways in WAYS.get(domain, {}).values() for way in ways if way.service
    }
    for item in PROPERTIES.get(domain, ()):
        services |= {(domain, item.service), *((domain, service) for service in item.steppers or ())}
    missing = {pair for pair in services if not hass.services.has_service(*pair)}
    assert not missing


@pytest.mark.parametrize(
    ("device", "ability", "risk"),
    [
        (entity("lock.a", Kind.LOCK), Ability.UNLOCK, Risk.UNLOCK),
        (entity("lock.a", Kind.LOCK), Ability.OPEN, Risk.UNLOCK),
        (entity("lock.a", Kind.LOCK), Ability.LOCK, None),
        (entity("cover.a", Kind.GARAGE), Ability.OPEN, Risk.OPEN_ENTRANCE),
        (entity("cover.a", Kind.GARAGE), Ability.CLOSE, None),
        (entity("cover.a", Kind.BLIND), Ability.OPEN, None),
        (entity("switch.a", Kind.KETTLE), Ability.ON, Risk.START_COOKING),
        (entity("switch.a", Kind.KETTLE), Ability.OFF, None),
        (entity("select.a", Kind.OVEN), Ability.SET, Risk.START_COOKING),
        (entity("select.a", Kind.OVEN), Ability.NEXT, Risk.START_COOKING),
        (entity("valve.a", Kind.VALVE), Ability.OPEN, None),
        (Entity("switch.a", ("Kettle plug",), Kind.OUTLET), Ability.ON, Risk.START_COOKING),
        (Entity("button.a", ("현관문 열기",), Kind.BUTTON), Ability.ON, Risk.OPEN_ENTRANCE),
        (Entity("switch.a", ("Garage door relay",), Kind.SWITCH), Ability.ON, Risk.OPEN_ENTRANCE),
        (Entity("switch.a", ("Front door lock",), Kind.LOCK), Ability.OFF, Risk.UNLOCK),
        (Entity("cover.a", ("차고 셔터",), Kind.BLIND), Ability.OPEN, Risk.OPEN_ENTRANCE),
        (Entity("climate.a", ("오븐",), Kind.CLIMATE), Ability.SET, Risk.START_COOKING),
        (Entity("light.a", ("Oven light",), Kind.LIGHT), Ability.ON, None),
    ],
)
def test_what_asks_first(device: Entity, ability: Ability, risk: Risk | None) -> None:
    assert needs_yes(device, ability) is (risk is not None)
    assert not needs_yes(device, ability, frozenset(Risk))
