"""One ability on one entity: the service call, and what shows that it worked."""

from collections.abc import Mapping

import pytest

from custom_components.slm_conversation.command.calls import Unable, call_for, calls_for, clean_call
from custom_components.slm_conversation.command.levels import Call
from custom_components.slm_conversation.command.outcome import Failure
from custom_components.slm_conversation.home.abilities import Ability, LiveState
from custom_components.slm_conversation.home.kinds import Kind
from custom_components.slm_conversation.home.model import Entity, Value, ValueType


def entity(entity_id: str, kind: Kind = Kind.SWITCH, features: int = 0, **attributes: object) -> Entity:
    return Entity(entity_id, ("X",), kind, features=features, attributes=attributes)


def percent(number: float) -> Value:
    return Value(ValueType.PERCENT, number)


def number(data: float) -> Value:
    return Value(ValueType.NUMBER, data)


def degree(data: float) -> Value:
    return Value(ValueType.DEGREE, data)


def color(name: str) -> Value:
    return Value(ValueType.COLOR, name)


def option(name: str, of: str) -> Value:
    return Value(ValueType.OPTION, name, of)


LAMP = entity("light.a", Kind.LIGHT, supported_color_modes=("brightness",))
WHITES = entity(
    "light.b", Kind.LIGHT, supported_color_modes=("color_temp",), min_color_temp_kelvin=3000, max_color_temp_kelvin=6500
)
RGB = entity("light.c", Kind.LIGHT, supported_color_modes=("hs",))
FAN = entity("fan.a", Kind.FAN, 1 | 8 | 16 | 32, preset_modes=("sleep",))
BLIND = entity("cover.a", Kind.BLIND, 15)
AC = entity(
    "climate.a",
    Kind.AC,
    1 | 8 | 384,
    min_temp=16,
    max_temp=30,
    hvac_modes=("off", "cool", "dry"),
    fan_modes=("low", "high"),
)
TV = entity("media_player.a", Kind.TV, 4 | 8 | 128 | 256 | 2048, source_list=("HDMI 1", "YouTube"))


@pytest.mark.parametrize(
    ("device", "ability", "value", "live", "service", "data"),
    [
        (LAMP, Ability.ON, None, LiveState("off"), "light.turn_on", {}),
        (LAMP, Ability.SET, percent(40), LiveState("off"), "light.turn_on", {"brightness_pct": 40}),
        (LAMP, Ability.ON, percent(40), LiveState("off"), "light.turn_on", {"brightness_pct": 40}),
        (LAMP, Ability.UP, None, LiveState("on", {"brightness": 128}), "light.turn_on", {"brightness_pct": 70}),
        (LAMP, Ability.UP, None, LiveState("off"), "light.turn_on", {"brightness_pct": 20}),
        (LAMP, Ability.UP, percent(70), LiveState("on", {"brightness": 128}), "light.turn_on", {"brightness_pct": 100}),
        (LAMP, Ability.DOWN, None, LiveState("on", {"brightness": 26}), "light.turn_on", {"brightness_pct": 1}),
        (WHITES, Ability.SET, color("warm white"), LiveState("on"), "light.turn_on", {"color_temp_kelvin": 3000}),
        (WHITES, Ability.SET, color("white"), LiveState("on"), "light.turn_on", {"color_temp_kelvin": 4000}),
        (RGB, Ability.SET, color("red"), LiveState("on"), "light.turn_on", {"rgb_color": (255, 0, 0)}),
        (RGB, Ability.SET, color("white"), LiveState("on"), "light.turn_on", {"rgb_color": (255, 255, 255)}),
        (FAN, Ability.SET, percent(50), LiveState("off"), "fan.set_percentage", {"percentage": 50}),
        (
            FAN,
            Ability.SET,
            number(2),
            LiveState("on", {"percentage_step": 100 / 3}),
            "fan.set_percentage",
            {"percentage": 66},
        ),
        (
            FAN,
            Ability.UP,
            None,
            LiveState("on", {"percentage": 33, "percentage_step": 100 / 3}),
            "fan.set_percentage",
            {"percentage": 66},
        ),
        (
            FAN,
            Ability.SET,
            option("sleep", "preset_modes"),
            LiveState("on"),
            "fan.set_preset_mode",
            {"preset_mode": "sleep"},
        ),
        (BLIND, Ability.ON, None, LiveState("closed"), "cover.open_cover", {}),
        (BLIND, Ability.SET, percent(30), LiveState("open"), "cover.set_cover_position", {"position": 30}),
        (BLIND, Ability.STOP, None, LiveState("opening"), "cover.stop_cover", {}),
        (entity("cover.b", Kind.BLIND, 3), Ability.UP, None, LiveState("closed"), "cover.open_cover", {}),
        (AC, Ability.SET, degree(24), LiveState("cool"), "climate.set_temperature", {"temperature": 24}),
        (AC, Ability.UP, None, LiveState("cool", {"temperature": 24}), "climate.set_temperature", {"temperature": 25}),
        (
            AC,
            Ability.DOWN,
            degree(2),
            LiveState("cool", {"temperature": 24.5}),
            "climate.set_temperature",
            {"temperature": 22.5},
        ),
        (
            AC,
            Ability.SET,
            option("dry", "hvac_modes"),
            LiveState("cool"),
            "climate.set_hvac_mode",
            {"hvac_mode": "dry"},
        ),
        (AC, Ability.SET, option("low", ""), LiveState("cool"), "climate.set_fan_mode", {"fan_mode": "low"}),
        (TV, Ability.SET, number(15), LiveState("on"), "media_player.volume_set", {"volume_level": 0.15}),
        (TV, Ability.UP, None, LiveState("on", {"volume_level": 0.3}), "media_player.volume_up", {}),
        (
            TV,
            Ability.UP,
            number(5),
            LiveState("on", {"volume_level": 0.3}),
            "media_player.volume_set",
            {"volume_level": 0.35},
        ),
        (TV, Ability.MUTE, None, LiveState("on"), "media_player.volume_mute", {"is_volume_muted": True}),
        (
            TV,
            Ability.SET,
            option("YouTube", "source_list"),
            LiveState("on"),
            "media_player.select_source",
            {"source": "YouTube"},
        ),
        (TV, Ability.TOGGLE, None, LiveState("on"), "media_player.toggle", {}),
        (
            entity("media_player.b", Kind.SPEAKER, 1),
            Ability.STOP,
            None,
            LiveState("playing"),
            "media_player.media_pause",
            {},
        ),
        (entity("vacuum.a", Kind.VACUUM, 8208), Ability.OFF, None, LiveState("cleaning"), "vacuum.return_to_base", {}),
        (
            entity("climate.b", Kind.HEATER, 0, hvac_modes=("off", "auto", "heat")),
            Ability.ON,
            None,
            LiveState("off"),
            "climate.set_hvac_mode",
            {"hvac_mode": "heat"},
        ),
        (entity("scene.a", Kind.SCENE), Ability.ON, None, LiveState("unknown"), "scene.turn_on", {}),
        (entity("button.a", Kind.BUTTON), Ability.START, None, LiveState("unknown"), "button.press", {}),
        (
            entity("number.a", Kind.FRIDGE, min=1, max=7, step=1),
            Ability.DOWN,
            None,
            LiveState("4"),
            "number.set_value",
            {"value": 3},
        ),
        (
            entity("number.a", Kind.NUMBER, min=0, max=100, step=1),
            Ability.UP,
            None,
            LiveState("40"),
            "number.set_value",
            {"value": 50},
        ),
        (
            entity("select.a", Kind.SELECT, options=("Eco", "Fast")),
            Ability.SET,
            option("Eco", "options"),
            LiveState("Fast"),
            "select.select_option",
            {"option": "Eco"},
        ),
        (entity("group.a", Kind.SWITCH), Ability.ON, None, LiveState("off"), "homeassistant.turn_on", {}),
    ],
)
def test_call(
    device: Entity, ability: Ability, value: Value | None, live: LiveState, service: str, data: Mapping[str, object]
) -> None:
    call = call_for(device, ability, value, live)
    assert isinstance(call, Call)
    assert f"{call.domain}.{call.service}" == service
    assert dict(call.data) == data
    assert call.needed


@pytest.mark.parametrize(
    ("device", "ability", "value", "live", "failure", "detail"),
    [
        (
            entity("light.x", Kind.LIGHT, supported_color_modes=("onoff",)),
            Ability.SET,
            percent(5),
            None,
            Failure.UNSUPPORTED,
            "",
        ),
        (LAMP, Ability.SET, color("red"), None, Failure.UNSUPPORTED, ""),
        (RGB, Ability.SET, color("no such colour"), None, Failure.UNSUPPORTED, ""),
        (LAMP, Ability.SET, None, None, Failure.NO_VALUE, ""),
        (AC, Ability.SET, degree(35), None, Failure.OUT_OF_RANGE, "16..30"),
        (AC, Ability.SET, degree(15), LiveState("cool", {"min_temp": 18}), Failure.OUT_OF_RANGE, "18..30"),
        (LAMP, Ability.SET, percent(150), None, Failure.OUT_OF_RANGE, "0..100"),
        (AC, Ability.SET, option("heat", "hvac_modes"), None, Failure.UNSUPPORTED, ""),
        (entity("sensor.x", Kind.TEMPERATURE), Ability.ON, None, None, Failure.UNSUPPORTED, ""),
        (TV, Ability.UP, number(5), LiveState("off"), Failure.OFF, ""),
        (TV, Ability.NEXT, None, LiveState("standby"), Failure.OFF, ""),
    ],
)
def test_unable(
    device: Entity, ability: Ability, value: Value | None, live: LiveState | None, failure: Failure, detail: str
) -> None:
    assert call_for(device, ability, value, live) == Unable(failure, detail)


def test_dimming_what_is_off_does_not_turn_it_on() -> None:
    call = call_for(LAMP, Ability.DOWN, None, LiveState("off"))
    assert isinstance(call, Call)
    assert not call.needed


def test_on_at_a_temperature_is_two_calls() -> None:
    calls = calls_for(AC, Ability.ON, degree(24), LiveState("off"))
    assert not isinstance(calls, Unable)
    assert [call.service for call in calls] == ["turn_on", "set_temperature"]


def test_a_range_of_temperatures_is_moved_as_a_whole() -> None:
    live = LiveState("heat_cool", {"target_temp_low": 20, "target_temp_high": 24})
    thermostat = entity("climate.t", Kind.CLIMATE, 3, min_temp=7, max_temp=35)
    call = call_for(thermostat, Ability.UP, degree(1), live)
    assert isinstance(call, Call)
    assert dict(call.data) == {"target_temp_low": 21, "target_temp_high": 25}


def test_warmer_where_no_range_is_known() -> None:
    bare = entity("climate.b", Kind.CLIMATE, 1)
    live = LiveState("heat", {"temperature": 20})
    for value, target in ((degree(2), 22), (degree(24), 24)):
        call = call_for(bare, Ability.UP, value, live)
        assert isinstance(call, Call)
        assert dict(call.data) == {"temperature": target}


def test_a_vacuum_is_sent_to_areas_or_just_started() -> None:
    vacuum = entity("vacuum.a", Kind.VACUUM, 8192 | 16384)
    there, all_of_it = clean_call(vacuum, ("kitchen",)), clean_call(vacuum, ())
    assert isinstance(there, Call)
    assert isinstance(all_of_it, Call)
    assert dict(there.data) == {"cleaning_area_id": ["kitchen"]}
    assert all_of_it.service == "start"
    assert clean_call(entity("vacuum.b", Kind.VACUUM, 8192), ("kitchen",)) == Unable(Failure.UNSUPPORTED)


@pytest.mark.parametrize(
    ("device", "ability", "value", "before", "after", "met"),
    [
        (LAMP, Ability.SET, percent(50), LiveState("off"), LiveState("on", {"brightness": 128}), True),
        (LAMP, Ability.SET, percent(50), LiveState("on"), LiveState("on", {"brightness": 200}), False),
        (LAMP, Ability.SET, percent(0), LiveState("on"), LiveState("off", {"brightness": None}), True),
        (LAMP, Ability.TOGGLE, None, LiveState("on"), LiveState("off"), True),
        (LAMP, Ability.TOGGLE, None, LiveState("on"), LiveState("on"), False),
        (RGB, Ability.SET, color("green"), LiveState("on"), LiveState("on", {"hs_color": (118.0, 100.0)}), True),
        (RGB, Ability.SET, color("green"), LiveState("on"), LiveState("on", {"hs_color": (20.0, 100.0)}), False),
        (RGB, Ability.SET, color("red"), LiveState("on"), LiveState("on", {"hs_color": (356.0, 95.0)}), True),
        (
            BLIND,
            Ability.SET,
            percent(30),
            LiveState("open", {"current_position": 100}),
            LiveState("open", {"current_position": 80}),
            True,
        ),
        (
            BLIND,
            Ability.SET,
            percent(30),
            LiveState("open", {"current_position": 20}),
            LiveState("open", {"current_position": 10}),
            False,
        ),
        (
            BLIND,
            Ability.OPEN,
            None,
            LiveState("open", {"current_position": 40}),
            LiveState("open", {"current_position": 40}),
            False,
        ),
        (
            BLIND,
            Ability.OPEN,
            None,
            LiveState("open", {"current_position": 40}),
            LiveState("opening", {"current_position": 40}),
            True,
        ),
        (BLIND, Ability.CLOSE, None, LiveState("open"), LiveState("closed"), True),
        (AC, Ability.ON, None, LiveState("off"), LiveState("unavailable"), False),
        (AC, Ability.ON, None, LiveState("off"), LiveState("cool"), True),
        (AC, Ability.SET, option("dry", "hvac_modes"), LiveState("cool"), LiveState("dry"), True),
        (TV, Ability.UP, None, LiveState("on", {"volume_level": 0.3}), LiveState("on", {"volume_level": 0.4}), True),
        (TV, Ability.UP, None, LiveState("on", {"volume_level": 0.3}), LiveState("on", {"volume_level": 0.3}), False),
        (TV, Ability.MUTE, None, LiveState("on"), LiveState("on", {"is_volume_muted": True}), True),
        (entity("scene.a", Kind.SCENE), Ability.ON, None, LiveState("unknown"), LiveState("2026-11-01T10:00:00"), True),
        (entity("scene.a", Kind.SCENE), Ability.ON, None, LiveState("unknown"), LiveState("unknown"), False),
    ],
)
def test_what_shows_success(
    device: Entity, ability: Ability, value: Value | None, before: LiveState, after: LiveState, *, met: bool
) -> None:
    call = call_for(device, ability, value, before)
    assert isinstance(call, Call)
    assert call.expects.met(after, before) is met


FREEZER = entity("climate.f", Kind.FRIDGE, 1, min_temp=-24, max_temp=10)
OVEN = entity("climate.o", Kind.OVEN, 1, min_temp=30, max_temp=250)
SLIDER = entity("number.s", Kind.NUMBER, min=0, max=255, step=1)
SHARE = entity("number.p", Kind.NUMBER, min=30, max=100, step=1)
THREE = {"percentage_step": 100 / 3}


@pytest.mark.parametrize(
    ("device", "ability", "value", "live", "written"),
    [
        (OVEN, Ability.UP, degree(50), LiveState("heat", {"temperature": 180}), 230),
        (OVEN, Ability.UP, degree(200), LiveState("heat", {"temperature": 180}), 200),
        (OVEN, Ability.DOWN, degree(50), LiveState("heat", {"temperature": 180}), 130),
        (FREEZER, Ability.DOWN, degree(1), LiveState("cool", {"temperature": 0}), -1),
        (FAN, Ability.SET, number(2), LiveState("on", {"percentage": 33, **THREE}), 66),
        (FAN, Ability.DOWN, None, LiveState("on", {"percentage": 100, **THREE}), 66),
        (FAN, Ability.UP, None, LiveState("on", {"percentage": 33, **THREE}), 66),
        (FAN, Ability.UP, None, LiveState("off", {"percentage": 0, **THREE}), 33),
        (SLIDER, Ability.SET, percent(50), LiveState("3", {"min": 0, "max": 255, "step": 1}), 128),
        (SHARE, Ability.SET, percent(50), LiveState("40", {"unit_of_measurement": "%"}), 50),
    ],
)
def test_levels(device: Entity, ability: Ability, value: Value | None, live: LiveState, written: float) -> None:
    call = call_for(device, ability, value, live)
    assert isinstance(call, Call)
    assert call.needed
    assert list(call.data.values()) == [written]


def test_the_lowest_speed_is_the_lowest() -> None:
    call = call_for(FAN, Ability.DOWN, None, LiveState("on", {"percentage": 33, **THREE}))
    assert isinstance(call, Call)
    assert not call.needed


def test_a_fan_on_a_preset_has_no_speed_to_change() -> None:
    live = LiveState("on", {"percentage": None, "preset_mode": "sleep", **THREE})
    assert call_for(FAN, Ability.DOWN, None, live) == Unable(Failure.UNSUPPORTED)
