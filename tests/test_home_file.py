"""The home file: its format, and that the entities made from it behave as real ones."""

from collections.abc import AsyncGenerator
from typing import Any

from homeassistant.components.homeassistant.exposed_entities import async_should_expose
from homeassistant.core import State
from homeassistant.exceptions import HomeAssistantError, ServiceValidationError
from homeassistant.helpers import (
    area_registry as ar,
    device_registry as dr,
    entity_registry as er,
    floor_registry as fr,
)
import pytest

from tests.harness import HarnessError, RunningHome, running_home
from tests.harness.home import read_home
from tests.harness.paths import DEMO_HOME

HOME: dict[str, Any] = {
    "floors": [{"name": "Top", "id": "top", "level": 2, "aliases": ["위층"]}],
    "areas": ["Kitchen", {"name": "침실", "id": "bedroom", "floor": "Top", "aliases": ["bedroom"]}],
    "devices": [{"name": "Washer", "id": "washer", "area": "Kitchen", "manufacturer": "Acme", "model": "W1"}],
    "satellites": [{"name": "Speaker", "area": "bedroom", "timers": True}],
    "users": [{"name": "Mina", "may_not_control": ["lock.front_door"]}, {"name": "Jisu"}],
    "entities": [
        {"id": "light.lamp", "name": "Lamp", "area": "bedroom", "aliases": ["스탠드"]},
        {"id": "light.plain", "name": "Plain", "exposed": False, "attributes": {"supported_color_modes": ["onoff"]}},
        {"id": "cover.blind", "name": "Blind", "state": "closed"},
        {"id": "cover.slow", "name": "Slow blind", "state": "closed", "slow": 30},
        {"id": "cover.garage", "name": "Garage", "device_class": "garage"},
        {"id": "switch.stuck", "name": "Stuck", "stuck": True},
        {"id": "switch.broken", "name": "Broken", "fails": "no answer"},
        {"id": "switch.gone", "name": "Gone", "state": "unavailable"},
        {"id": "switch.disabled", "name": "Disabled", "disabled": True},
        {"id": "lock.front_door", "name": "Front door"},
        {"id": "climate.ac", "name": "Cooler", "range": [16, 30], "attributes": {"hvac_modes": [False, "cool"]}},
        {"id": "media_player.tv", "name": "TV", "options": ["HDMI", "Netflix"], "state": True},
        {"id": "vacuum.robot", "name": "Robot"},
        {"id": "fan.fan", "name": "Fan", "attributes": {"percentage_step": 25}},
        {"id": "humidifier.h", "name": "Mist", "options": ["normal", "sleep"]},
        {"id": "water_heater.w", "name": "Boiler"},
        {"id": "valve.v", "name": "Valve"},
        {"id": "lawn_mower.m", "name": "Mower"},
        {"id": "number.n", "name": "Level", "range": [1, 5], "state": 2},
        {"id": "todo.list", "name": "List", "attributes": {"items": ["milk"]}},
        {
            "id": "select.washer",
            "device": "Washer",
            "platform": "smartthings",
            "options": ["run", "stop"],
            "state": "stop",
        },
        {
            "id": "sensor.washer_left",
            "device": "washer",
            "name": "Time left",
            "device_class": "timestamp",
            "state": "+40",
        },
        {"id": "scene.night", "name": "Night", "does": {"light.lamp": {"state": True, "brightness": 20}}},
        {"id": "script.leave", "name": "Leave", "does": {"cover.blind": "open"}},
        {"domain": "sensor", "name": "Warmth", "device_class": "temperature", "state": 21.5},
    ],
}


@pytest.fixture
async def home() -> AsyncGenerator[RunningHome]:
    async with running_home(HOME, ours=False) as running:
        yield running


async def _call(home: RunningHome, name: str, entity_id: str, **data: Any) -> State:
    domain, _, service = name.partition(".")
    await home.hass.services.async_call(domain, service, data, blocking=True, target={"entity_id": entity_id})
    state = home.hass.states.get(entity_id)
    assert state is not None
    return state


async def test_registries_say_what_the_file_says(home: RunningHome) -> None:
    floor = fr.async_get(home.hass).async_get_floor("top")
    assert floor is not None
    assert (floor.name, floor.level, floor.aliases) == ("Top", 2, {"위층"})
    area = ar.async_get(home.hass).async_get_area("bedroom")
    assert area is not None
    assert (area.name, area.floor_id, area.aliases) == ("침실", "top", {"bedroom"})
    lamp = er.async_get(home.hass).async_get("light.lamp")
    assert lamp is not None
    assert lamp.area_id == "bedroom"
    assert "스탠드" in lamp.aliases
    washer = er.async_get(home.hass).async_get("select.washer")
    assert washer is not None
    assert washer.platform == "smartthings"
    device = dr.async_get(home.hass).async_get(washer.device_id or "")
    assert device is not None
    assert (device.name, device.manufacturer, device.area_id) == ("Washer", "Acme", "kitchen")
    names = [
        home.hass.states.get(entity_id).name for entity_id in ("select.washer", "sensor.washer_left", "sensor.warmth")
    ]
    assert names == ["Washer", "Washer Time left", "Warmth"]


async def test_exposed_and_disabled_as_said(home: RunningHome) -> None:
    assert async_should_expose(home.hass, "conversation", "lock.front_door")
    assert not async_should_expose(home.hass, "conversation", "light.plain")
    assert not async_should_expose(home.hass, "conversation", "assist_satellite.speaker")
    disabled = er.async_get(home.hass).async_get("switch.disabled")
    assert disabled is not None
    assert disabled.disabled_by is er.RegistryEntryDisabler.USER
    assert home.hass.states.get("switch.disabled") is None


@pytest.mark.parametrize(
    ("service", "entity_id", "data", "state", "attributes"),
    [
        ("light.turn_on", "light.lamp", {"brightness_pct": 50}, "on", {"brightness": 128}),
        ("light.turn_on", "light.lamp", {"color_name": "red"}, "on", {"color_mode": "hs", "rgb_color": (255, 0, 0)}),
        ("light.turn_on", "light.lamp", {"color_temp_kelvin": 4000}, "on", {"color_mode": "color_temp"}),
        ("cover.set_cover_position", "cover.blind", {"position": 30}, "open", {"current_position": 30}),
        ("cover.open_cover", "cover.slow", {}, "opening", {}),
        ("switch.turn_on", "switch.stuck", {}, "off", {}),
        ("lock.unlock", "lock.front_door", {}, "unlocked", {}),
        ("climate.set_hvac_mode", "climate.ac", {"hvac_mode": "cool"}, "cool", {"hvac_action": "cooling"}),
        ("climate.turn_on", "climate.ac", {}, "cool", {}),
        ("climate.set_temperature", "climate.ac", {"temperature": 25}, "off", {"temperature": 25}),
        ("media_player.select_source", "media_player.tv", {"source": "Netflix"}, "on", {"source": "Netflix"}),
        ("media_player.volume_set", "media_player.tv", {"volume_level": 0.5}, "on", {"volume_level": 0.5}),
        ("media_player.media_pause", "media_player.tv", {}, "paused", {}),
        ("vacuum.start", "vacuum.robot", {}, "cleaning", {}),
        ("vacuum.clean_area", "vacuum.robot", {"cleaning_area_id": ["kitchen"]}, "cleaning", {}),
        ("fan.set_percentage", "fan.fan", {"percentage": 75}, "on", {"percentage": 75}),
        ("fan.turn_on", "fan.fan", {}, "on", {"percentage": 50}),
        ("humidifier.set_mode", "humidifier.h", {"mode": "sleep"}, "off", {"mode": "sleep"}),
        ("water_heater.turn_on", "water_heater.w", {}, "eco", {}),
        ("valve.open_valve", "valve.v", {}, "open", {}),
        ("lawn_mower.start_mowing", "lawn_mower.m", {}, "mowing", {}),
        ("number.set_value", "number.n", {"value": 4}, "4.0", {}),
        ("todo.add_item", "todo.list", {"item": "eggs"}, "2", {}),
        ("select.select_option", "select.washer", {"option": "run"}, "run", {}),
    ],
)
async def test_a_call_is_followed(
    home: RunningHome, service: str, entity_id: str, data: dict[str, Any], state: str, attributes: dict[str, Any]
) -> None:
    before = home.hass.states.get(entity_id)
    after = await _call(home, service, entity_id, **data)
    assert after.state == state
    assert {key: after.attributes[key] for key in attributes} == attributes
    home.restore()
    again = home.hass.states.get(entity_id)
    assert (again.state, again.attributes) == (before.state, before.attributes)


@pytest.mark.parametrize(
    ("service", "entity_id", "data"),
    [
        ("climate.set_temperature", "climate.ac", {"temperature": 50}),
        ("climate.set_hvac_mode", "climate.ac", {"hvac_mode": "heat"}),
        ("select.select_option", "select.washer", {"option": "fly"}),
        ("number.set_value", "number.n", {"value": 9}),
        ("cover.set_cover_position", "cover.garage", {"position": 5}),
    ],
)
async def test_a_wrong_call_raises_as_in_a_real_home(
    home: RunningHome, service: str, entity_id: str, data: dict[str, Any]
) -> None:
    with pytest.raises(HomeAssistantError):
        await _call(home, service, entity_id, **data)


async def test_an_entity_that_fails_says_why(home: RunningHome) -> None:
    with pytest.raises(HomeAssistantError, match="no answer") as raised:
        await _call(home, "switch.turn_on", "switch.broken")
    assert not isinstance(raised.value, ServiceValidationError)
    assert (await _call(home, "switch.turn_on", "switch.gone")).state == "unavailable"


async def test_scenes_and_scripts_bring_about_what_they_say(home: RunningHome) -> None:
    await _call(home, "scene.turn_on", "scene.night")
    assert home.hass.states.get("light.lamp").attributes["brightness"] == 20
    await home.hass.services.async_call("script", "leave", blocking=True)
    assert home.hass.states.get("cover.blind").state == "open"
    home.restore()
    assert home.hass.states.get("scene.night").state == "unknown"


async def test_users_may_do_what_the_file_allows(home: RunningHome) -> None:
    mina, jisu = home.users["Mina"], home.users["Jisu"]
    assert not mina.permissions.check_entity("lock.front_door", "control")
    assert mina.permissions.check_entity("lock.front_door", "read")
    assert mina.permissions.check_entity("light.lamp", "control")
    assert jisu.is_admin
    assert not jisu.is_owner


@pytest.mark.parametrize(
    ("home", "complaint"),
    [
        ({"entities": [{"id": "light.a", "name": "A", "colour": "red"}]}, "light.a: unknown key colour"),
        ({"entities": [{"id": "light.a", "name": "A", "area": "Attic"}]}, "there is no area 'Attic'"),
        ({"entities": [{"id": "light.a", "name": "A"}, {"id": "light.a", "name": "B"}]}, "light.a is there twice"),
        ({"entities": [{"id": "light.a"}]}, "light.a has no name"),
        ({"entities": [{"name": "A"}]}, "neither an id nor a domain"),
        ({"rooms": []}, "unknown key rooms"),
        ({"areas": "Kitchen"}, "areas is a list"),
        ("no_such_file.yaml", "no_such_file.yaml"),
    ],
)
def test_a_faulty_file_is_refused_in_words(home: Any, complaint: str) -> None:
    with pytest.raises(HarnessError, match=complaint):
        read_home(home)


async def test_a_value_that_home_assistant_does_not_have_is_refused_in_words() -> None:
    faulty = {"entities": [{"id": "climate.a", "name": "A", "attributes": {"hvac_modes": ["boil"]}}]}
    with pytest.raises(HarnessError, match=r"climate\.a: 'boil' is not a valid HVACMode"):
        async with running_home(faulty, ours=False):
            pass


async def test_the_demo_home_is_complete() -> None:
    file = read_home(DEMO_HOME)
    async with running_home(file, ours=False) as home:
        missing = [spec.id for spec in file.entities if not spec.disabled and home.hass.states.get(spec.id) is None]
    assert missing == []
    assert len(file.entities) >= 60
    assert {spec.domain for spec in file.entities} >= {
        "light",
        "climate",
        "vacuum",
        "lock",
        "cover",
        "todo",
        "script",
        "scene",
    }
