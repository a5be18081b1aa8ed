"""Lights, switches, fans, humidifiers: what is on or off."""

from collections.abc import Mapping
from enum import IntFlag
from typing import Any, override

from homeassistant.components.fan import FanEntity, FanEntityFeature
from homeassistant.components.humidifier import HumidifierDeviceClass, HumidifierEntity, HumidifierEntityFeature
from homeassistant.components.light import (
    ATTR_BRIGHTNESS,
    ATTR_COLOR_TEMP_KELVIN,
    ATTR_EFFECT,
    ColorMode,
    LightEntity,
    LightEntityFeature,
)
from homeassistant.components.switch import SwitchDeviceClass, SwitchEntity
from homeassistant.helpers.entity import ToggleEntity
from homeassistant.util.color import color_RGB_to_hs

from .base import FileEntity

_COLORS = {
    f"{mode}_color": mode for mode in (ColorMode.HS, ColorMode.XY, ColorMode.RGB, ColorMode.RGBW, ColorMode.RGBWW)
}


class FileToggle(FileEntity, ToggleEntity):
    """Anything that is only on or off (input_boolean, siren, automation ...)."""

    @override
    def load(self, state: str | None, attributes: dict[str, Any]) -> None:
        self._attr_is_on = state == "on"

    @override
    async def async_turn_on(self, **kwargs: Any) -> None:
        await self.follow(is_on=True)

    @override
    async def async_turn_off(self, **kwargs: Any) -> None:
        await self.follow(is_on=False)


class FileSwitch(FileToggle, SwitchEntity):
    """A switch or outlet."""

    CLASSES = SwitchDeviceClass


class FileLight(FileEntity, LightEntity):
    """A light. Unless the file says otherwise it dims and has colour and colour temperature."""

    FEATURES = LightEntityFeature
    STATE_ATTRIBUTES = ("brightness", "effect", "effect_list", "min_color_temp_kelvin", "max_color_temp_kelvin")
    ATTRIBUTES = ("supported_color_modes", "color_mode", "color_temp_kelvin", "range", *_COLORS)

    @override
    def default_features(self, attributes: Mapping[str, Any]) -> IntFlag:
        features = LightEntityFeature.TRANSITION
        return features | LightEntityFeature.EFFECT if "effect_list" in attributes else features

    @override
    def load(self, state: str | None, attributes: dict[str, Any]) -> None:
        modes = {ColorMode(mode) for mode in attributes.get("supported_color_modes", ("hs", "color_temp"))}
        self._attr_supported_color_modes = modes
        self._attr_is_on = state == "on"
        if "range" in attributes:
            self._attr_min_color_temp_kelvin, self._attr_max_color_temp_kelvin = attributes["range"]
        self._attr_brightness = None if modes == {ColorMode.ONOFF} else attributes.get("brightness", 255)
        self._attr_color_temp_kelvin = attributes.get("color_temp_kelvin", 3000)
        mode = ColorMode.COLOR_TEMP if ColorMode.COLOR_TEMP in modes else next(iter(sorted(modes)))
        rgb = attributes.get("rgb_color")
        if rgb is not None and ColorMode.RGB not in modes:
            attributes = {key: value for key, value in attributes.items() if key != "rgb_color"}
            attributes["hs_color"] = color_RGB_to_hs(*rgb)
        for key, color_mode in _COLORS.items():
            value = attributes.get(key)
            setattr(self, f"_attr_{key}", None if value is None else tuple(value))
            if value is not None:
                mode = color_mode
        self._attr_color_mode = ColorMode(attributes.get("color_mode", mode))

    @override
    async def async_turn_on(self, **kwargs: Any) -> None:
        after: dict[str, Any] = {"is_on": True}
        for key in (ATTR_BRIGHTNESS, ATTR_EFFECT):
            if key in kwargs:
                after[key] = kwargs[key]
        if ATTR_COLOR_TEMP_KELVIN in kwargs:
            after |= {"color_mode": ColorMode.COLOR_TEMP, "color_temp_kelvin": kwargs[ATTR_COLOR_TEMP_KELVIN]}
        for key, mode in _COLORS.items():
            if key in kwargs:
                after |= {"color_mode": mode, key: kwargs[key]}
        if "white" in kwargs:
            after |= {"color_mode": ColorMode.WHITE, "brightness": kwargs["white"]}
        await self.follow(**after)

    @override
    async def async_turn_off(self, **kwargs: Any) -> None:
        await self.follow(is_on=False)


class FileFan(FileEntity, FanEntity):
    """A fan or air purifier, with speeds, and with presets where ``preset_modes`` (or ``options``) are given."""

    FEATURES = FanEntityFeature
    STATE_ATTRIBUTES = ("oscillating", "current_direction", "preset_mode")
    ATTRIBUTES = ("percentage", "percentage_step", "preset_modes", "options")

    @override
    def default_features(self, attributes: Mapping[str, Any]) -> IntFlag:
        features = FanEntityFeature.SET_SPEED | FanEntityFeature.TURN_ON | FanEntityFeature.TURN_OFF
        if "preset_modes" in attributes or "options" in attributes:
            features |= FanEntityFeature.PRESET_MODE
        if "oscillating" in attributes:
            features |= FanEntityFeature.OSCILLATE
        if "current_direction" in attributes:
            features |= FanEntityFeature.DIRECTION
        return features

    @override
    def load(self, state: str | None, attributes: dict[str, Any]) -> None:
        self._attr_preset_modes = attributes.get("preset_modes") or attributes.get("options")
        self._attr_preset_mode = attributes.get("preset_mode") if state == "on" else None
        self._attr_speed_count = round(100 / attributes.get("percentage_step", 1))
        speed = attributes.get("percentage", 50)
        self._attr_percentage = speed if state == "on" else 0
        self._last = speed or 50

    @override
    async def async_turn_on(self, percentage: int | None = None, preset_mode: str | None = None, **kwargs: Any) -> None:
        speed = percentage if percentage is not None else self._last
        after: dict[str, Any] = {"percentage": speed}
        if preset_mode is not None:
            after["preset_mode"] = preset_mode
        await self.follow(**after)

    @override
    async def async_turn_off(self, **kwargs: Any) -> None:
        await self.follow(percentage=0, preset_mode=None)

    @override
    async def async_set_percentage(self, percentage: int) -> None:
        self._last = percentage or self._last
        await self.follow(percentage=percentage, preset_mode=None)

    @override
    async def async_set_preset_mode(self, preset_mode: str) -> None:
        await self.follow(preset_mode=preset_mode, percentage=self._attr_percentage or self._last)

    @override
    async def async_oscillate(self, oscillating: bool) -> None:
        await self.follow(oscillating=oscillating)

    @override
    async def async_set_direction(self, direction: str) -> None:
        await self.follow(current_direction=direction)


class FileHumidifier(FileEntity, HumidifierEntity):
    """A humidifier or dehumidifier."""

    FEATURES = HumidifierEntityFeature
    CLASSES = HumidifierDeviceClass
    STATE_ATTRIBUTES = ("min_humidity", "max_humidity", "current_humidity", "target_humidity_step")
    ATTRIBUTES = ("humidity", "mode", "available_modes", "options", "range")

    @override
    def default_features(self, attributes: Mapping[str, Any]) -> IntFlag:
        modes = "available_modes" in attributes or "options" in attributes
        return HumidifierEntityFeature.MODES if modes else HumidifierEntityFeature(0)

    @override
    def load(self, state: str | None, attributes: dict[str, Any]) -> None:
        self._attr_is_on = state == "on"
        modes = attributes.get("available_modes") or attributes.get("options")
        self._attr_available_modes = modes
        self._attr_mode = attributes.get("mode", modes[0] if modes else None)
        self._attr_target_humidity = attributes.get("humidity", 50)
        if "range" in attributes:
            self._attr_min_humidity, self._attr_max_humidity = attributes["range"]

    @override
    async def async_turn_on(self, **kwargs: Any) -> None:
        await self.follow(is_on=True)

    @override
    async def async_turn_off(self, **kwargs: Any) -> None:
        await self.follow(is_on=False)

    @override
    async def async_set_humidity(self, humidity: int) -> None:
        await self.follow(target_humidity=humidity)

    @override
    async def async_set_mode(self, mode: str) -> None:
        await self.follow(mode=mode)
