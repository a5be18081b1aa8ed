"""The exposed home as it is read from a real Home Assistant's registries."""

from datetime import timedelta
from typing import Any

from homeassistant.components.homeassistant.exposed_entities import async_expose_entity
from homeassistant.core import HomeAssistant
from homeassistant.helpers import area_registry as ar, device_registry as dr, entity_registry as er
from homeassistant.setup import async_setup_component
from homeassistant.util import dt as dt_util
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry, async_fire_time_changed

from custom_components.slm_conversation.home.kinds import Kind
from custom_components.slm_conversation.home.model import Entity, Home
from custom_components.slm_conversation.home.snapshot import HomeView

HOME: dict[str, Any] = {
    "floors": [{"id": "ground", "name": "Ground floor", "level": 0, "aliases": ["1층"]}],
    "areas": [{"id": "study", "name": "Study", "floor": "ground", "aliases": ["서재"]}, "Hall"],
    "devices": [{"id": "ac", "name": "에어컨", "area": "Study"}],
    "entities": [
        {"id": "climate.ac", "name": None, "device": "ac", "state": "cool",
         "attributes": {"hvac_modes": ["off", "cool"], "min_temp": 16, "max_temp": 30, "temperature": 24}},
        {"id": "light.desk", "name": "Desk  lamp", "area": "Study", "aliases": ["책상등", "desk lamp"], "state": "off",
         "attributes": {"supported_color_modes": ["brightness"]}},
        {"id": "light.secret", "name": "Secret", "area": "Hall", "state": "off", "exposed": False},
        {"id": "switch.gone", "name": "Gone", "area": "Hall", "state": "off", "disabled": True},
        {"id": "cover.front", "name": "Front", "area": "Hall", "state": "closed", "device_class": "garage"},
    ],
}  # fmt: skip


@pytest.fixture
async def view(hass: HomeAssistant) -> Any:
    """A view of the home above, listening."""
    for component in ("homeassistant", "conversation", "home_file"):
        assert await async_setup_component(hass, component, {})
    entry = MockConfigEntry(domain="home_file", data={"home": HOME})
    entry.add_to_hass(hass)
    assert await hass.config_entries.async_setup(entry.entry_id)
    await hass.async_block_till_done()
    found = HomeView(hass)
    stop = found.async_start()
    yield found
    stop()


def by_id(home: Home) -> dict[str, Entity]:
    return {entity.entity_id: entity for entity in home.entities}


async def test_what_is_read(view: HomeView) -> None:
    home = await view.async_get()
    found = by_id(home)
    assert {"climate.ac", "light.desk", "cover.front"} <= set(found)
    assert not {"light.secret", "switch.gone"} & set(found)
    assert found["light.desk"].names == ("Desk lamp", "책상등")
    assert found["light.desk"].area_id == "study"
    assert found["light.desk"].attributes == {"supported_color_modes": ("brightness",)}
    assert found["climate.ac"].names == ("에어컨",)
    assert found["climate.ac"].kind is Kind.AC
    assert found["climate.ac"].area_id == "study"
    assert found["climate.ac"].attributes["hvac_modes"] == ("off", "cool")
    assert "temperature" not in found["climate.ac"].attributes
    assert found["cover.front"].kind is Kind.GARAGE
    study = next(area for area in home.areas if area.area_id == "study")
    assert study.names == ("Study", "서재")
    assert study.floor_id == "ground"
    assert home.floors[0].names == ("Ground floor", "1층")
    assert [entity.entity_id for entity in home.entities] == sorted(found)


async def test_a_change_of_state_changes_nothing(hass: HomeAssistant, view: HomeView) -> None:
    home = await view.async_get()
    await hass.services.async_call("light", "turn_on", {"entity_id": "light.desk"}, blocking=True)
    await hass.async_block_till_done()
    assert view.is_current
    assert await view.async_get() is home


async def test_changes_are_followed(hass: HomeAssistant, view: HomeView) -> None:
    await view.async_get()
    er.async_get(hass).async_update_entity("light.desk", name="Reading lamp", area_id="hall")
    await hass.async_block_till_done()
    desk = by_id(await view.async_get())["light.desk"]
    assert desk.names[0] == "Reading lamp"
    assert desk.area_id == "hall"
    assert "desk lamp" in desk.names
    async_expose_entity(hass, "conversation", "light.secret", True)  # noqa: FBT003
    assert "light.secret" in by_id(await view.async_get())
    async_expose_entity(hass, "conversation", "light.secret", False)  # noqa: FBT003
    assert "light.secret" not in by_id(await view.async_get())
    er.async_get(hass).async_update_entity("light.desk", hidden_by=er.RegistryEntryHider.USER)
    await hass.async_block_till_done()
    assert "light.desk" not in by_id(await view.async_get())
    er.async_get(hass).async_update_entity("cover.front", device_class="blind")
    await hass.async_block_till_done()
    assert by_id(await view.async_get())["cover.front"].kind is Kind.BLIND
    ar.async_get(hass).async_update("study", name="Office")
    await hass.async_block_till_done()
    assert next(area for area in (await view.async_get()).areas if area.area_id == "study").names[0] == "Office"
    device = by_id(await view.async_get())["climate.ac"].device_id
    assert device is not None
    dr.async_get(hass).async_update_device(device, area_id="hall")
    await hass.async_block_till_done()
    assert by_id(await view.async_get())["climate.ac"].area_id == "hall"


@pytest.mark.parametrize(
    "attributes", [{"friendly_name": 101}, {"supported_features": "dimmable"}, {"device_class": ["a"]}]
)
async def test_an_odd_state_harms_no_other(hass: HomeAssistant, view: HomeView, attributes: dict[str, Any]) -> None:
    hass.states.async_set("light.odd", "on", attributes)
    async_expose_entity(hass, "conversation", "light.odd", should_expose=True)
    assert "light.desk" in by_id(await view.async_get())


async def test_what_an_unregistered_entity_can_do_later(hass: HomeAssistant, view: HomeView) -> None:
    async_expose_entity(hass, "conversation", "light.group", should_expose=True)
    hass.states.async_set("light.group", "unavailable", {"supported_color_modes": ["onoff"]})
    assert by_id(await view.async_get())["light.group"].attributes == {"supported_color_modes": ("onoff",)}
    hass.states.async_set("light.group", "on", {"supported_color_modes": ["brightness"]})
    await hass.async_block_till_done()
    assert by_id(await view.async_get())["light.group"].attributes == {"supported_color_modes": ("brightness",)}


async def test_a_place_without_a_name_has_its_id(hass: HomeAssistant, view: HomeView) -> None:
    area = ar.async_get(hass).async_create(" ")
    assert all(found.names for found in (await view.async_get()).areas)
    assert area.id in {found.area_id for found in (await view.async_get()).areas}


async def test_what_comes_later_and_goes(hass: HomeAssistant, view: HomeView) -> None:
    await view.async_get()
    hass.states.async_set("light.new", "off", {"friendly_name": "새 조명"})
    await hass.async_block_till_done()
    assert by_id(await view.async_get())["light.new"].names == ("새 조명",)
    hass.states.async_remove("light.new")
    await hass.async_block_till_done()
    assert "light.new" not in by_id(await view.async_get())


async def test_listeners_hear_of_a_new_home_once_it_has_settled(hass: HomeAssistant, view: HomeView) -> None:
    heard: list[Home] = []
    await view.async_get()
    remove = view.on_change(heard.append)
    for number in range(3):
        hass.states.async_set(f"light.new_{number}", "off")
    await hass.async_block_till_done()
    assert heard == []
    async_fire_time_changed(hass, dt_util.utcnow() + timedelta(seconds=5))
    await hass.async_block_till_done()
    assert heard == [view.home]
    remove()
    remove()


async def test_two_thousand_entities_do_not_hold_the_loop(hass: HomeAssistant, view: HomeView) -> None:
    """The home is read in slices: others get their turn while it is."""
    for number in range(2000):
        hass.states.async_set(f"switch.s{number}", "off", {"friendly_name": f"Switch {number}"})
    turns = 0
    reading = hass.async_create_task(view.async_get(), eager_start=False)
    while not reading.done():
        turns += 1
        await hass.loop.create_task(_turn())
    assert len(reading.result().entities) > 2000
    assert turns > 5


async def _turn() -> None:
    """One turn of the event loop."""
