"""Climate and water heater: what keeps a temperature."""

from collections.abc import Mapping
from enum import IntFlag
from typing import Any, override

from homeassistant.components.climate import ClimateEntity, ClimateEntityFeature, HVACAction, HVACMode
from homeassistant.components.water_heater import WaterHeaterEntity, WaterHeaterEntityFeature
from homeassistant.const import UnitOfTemperature

from .base import FileEntity

_ACTIONS = {
    HVACMode.OFF: HVACAction.OFF,
    HVACMode.HEAT: HVACAction.HEATING,
    HVACMode.COOL: HVACAction.COOLING,
    HVACMode.DRY: HVACAction.DRYING,
    HVACMode.FAN_ONLY: HVACAction.FAN,
}
_MODES = ("fan", "preset", "swing", "swing_horizontal")
_FEATURES = {
    "fan": ClimateEntityFeature.FAN_MODE,
    "preset": ClimateEntityFeature.PRESET_MODE,
    "swing": ClimateEntityFeature.SWING_MODE,
    "swing_horizontal": ClimateEntityFeature.SWING_HORIZONTAL_MODE,
}


def _unit(attributes: Mapping[str, Any], warmest: float) -> UnitOfTemperature:
    """The file's own unit, else a guess: nobody heats to more than 45 °C, or cools a room to less than 45 °F."""
    if unit := attributes.get("unit"):
        return UnitOfTemperature(unit)
    temperature = attributes.get("temperature") or attributes.get("current_temperature") or 0
    return UnitOfTemperature.FAHRENHEIT if temperature > warmest else UnitOfTemperature.CELSIUS


class FileClimate(FileEntity, ClimateEntity):
    """An air conditioner, heat pump, radiator or boiler; ``hvac_modes`` (or ``options``) decide which."""

    FEATURES = ClimateEntityFeature
    STATE_ATTRIBUTES = ("current_humidity", "min_humidity", "max_humidity")
    ATTRIBUTES = (
        *("hvac_modes", "options", "hvac_action", "range", "step", "unit", "min_temp", "max_temp", "target_temp_step"),
        *("temperature", "target_temp_high", "target_temp_low", "current_temperature", "humidity"),
        *(f"{mode}_mode" for mode in _MODES),
        *(f"{mode}_modes" for mode in _MODES),
    )

    @override
    def default_features(self, attributes: Mapping[str, Any]) -> IntFlag:
        features = (
            ClimateEntityFeature.TARGET_TEMPERATURE | ClimateEntityFeature.TURN_ON | ClimateEntityFeature.TURN_OFF
        )
        for mode, feature in _FEATURES.items():
            if f"{mode}_modes" in attributes:
                features |= feature
        if "humidity" in attributes:
            features |= ClimateEntityFeature.TARGET_HUMIDITY
        if "target_temp_high" in attributes:
            features |= ClimateEntityFeature.TARGET_TEMPERATURE_RANGE
        return features

    @override
    def load(self, state: str | None, attributes: dict[str, Any]) -> None:
        unit = self._attr_native_temperature_unit = _unit(attributes, 45)
        metric = unit == UnitOfTemperature.CELSIUS
        modes = attributes.get("hvac_modes") or attributes.get("options") or ("off", "heat", "cool", "auto")
        self._attr_hvac_modes = [HVACMode(mode) for mode in modes]
        # The open sets write a number into the state of a thermostat: then it is simply running.
        known = {mode.value for mode in HVACMode}
        running = next((mode for mode in self._attr_hvac_modes if mode != HVACMode.OFF), HVACMode.OFF)
        self._attr_hvac_mode = HVACMode(state) if state in known else HVACMode.OFF if state is None else running
        self._on = running if self._attr_hvac_mode == HVACMode.OFF else self._attr_hvac_mode
        self._attr_hvac_action = attributes.get("hvac_action")
        self._derive_action = self._attr_hvac_action is None
        low, high = attributes.get("range") or (16, 32) if metric else attributes.get("range") or (60, 90)
        self._attr_min_temp = attributes.get("min_temp", low)
        self._attr_max_temp = attributes.get("max_temp", high)
        self._attr_target_temperature_step = attributes.get("step", attributes.get("target_temp_step", 1))
        self._attr_native_target_temperature = attributes.get("temperature", 22 if metric else 72)
        self._attr_native_target_temperature_high = attributes.get("target_temp_high")
        self._attr_native_target_temperature_low = attributes.get("target_temp_low")
        self._attr_native_current_temperature = attributes.get("current_temperature", 22 if metric else 72)
        self._attr_target_humidity = attributes.get("humidity")
        for mode in _MODES:
            options = attributes.get(f"{mode}_modes")
            setattr(self, f"_attr_{mode}_modes", options)
            setattr(self, f"_attr_{mode}_mode", attributes.get(f"{mode}_mode", options[0] if options else None))
        if self._derive_action:
            self._attr_hvac_action = _ACTIONS.get(self._attr_hvac_mode, HVACAction.IDLE)

    @override
    async def async_set_hvac_mode(self, hvac_mode: HVACMode) -> None:
        if hvac_mode != HVACMode.OFF:
            self._on = hvac_mode
        after: dict[str, Any] = {"hvac_mode": hvac_mode}
        if self._derive_action:
            after["hvac_action"] = _ACTIONS.get(hvac_mode, HVACAction.IDLE)
        await self.follow(**after)

    @override
    async def async_turn_on(self) -> None:
        await self.async_set_hvac_mode(self._on)

    @override
    async def async_turn_off(self) -> None:
        await self.async_set_hvac_mode(HVACMode.OFF)

    @override
    async def async_set_temperature(self, **kwargs: Any) -> None:
        after: dict[str, Any] = {}
        if (temperature := kwargs.get("temperature")) is not None:
            after["native_target_temperature"] = temperature
        if kwargs.get("target_temp_high") is not None:
            after["native_target_temperature_high"] = kwargs["target_temp_high"]
            after["native_target_temperature_low"] = kwargs["target_temp_low"]
        await self.follow(**after)
        if (mode := kwargs.get("hvac_mode")) is not None:
            await self.async_set_hvac_mode(mode)

    @override
    async def async_set_humidity(self, humidity: int) -> None:
        await self.follow(target_humidity=humidity)

    @override
    async def async_set_fan_mode(self, fan_mode: str) -> None:
        await self.follow(fan_mode=fan_mode)

    @override
    async def async_set_preset_mode(self, preset_mode: str) -> None:
        await self.follow(preset_mode=preset_mode)

    @override
    async def async_set_swing_mode(self, swing_mode: str) -> None:
        await self.follow(swing_mode=swing_mode)

    @override
    async def async_set_swing_horizontal_mode(self, swing_horizontal_mode: str) -> None:
        await self.follow(swing_horizontal_mode=swing_horizontal_mode)


class FileWaterHeater(FileEntity, WaterHeaterEntity):
    """A water heater or boiler. Its state is its operation mode."""

    FEATURES = WaterHeaterEntityFeature
    ATTRIBUTES = (
        *("operation_list", "options", "range", "step", "unit", "min_temp", "max_temp", "target_temp_step"),
        *("temperature", "current_temperature", "away_mode"),
    )

    @override
    def default_features(self, attributes: Mapping[str, Any]) -> IntFlag:
        features = WaterHeaterEntityFeature.TARGET_TEMPERATURE | WaterHeaterEntityFeature.ON_OFF
        features |= WaterHeaterEntityFeature.OPERATION_MODE
        return features | WaterHeaterEntityFeature.AWAY_MODE if "away_mode" in attributes else features

    @override
    def load(self, state: str | None, attributes: dict[str, Any]) -> None:
        unit = self._attr_native_temperature_unit = _unit(attributes, 95)
        metric = unit == UnitOfTemperature.CELSIUS
        modes = list(attributes.get("operation_list") or attributes.get("options") or ("off", "eco", "performance"))
        self._attr_operation_list = modes
        self._attr_current_operation = state or modes[0]
        self._on = next((mode for mode in modes if mode != "off"), "off") if state in (None, "off") else state
        low, high = attributes.get("range") or ((30, 75) if metric else (90, 165))
        self._attr_min_temp = attributes.get("min_temp", low)
        self._attr_max_temp = attributes.get("max_temp", high)
        self._attr_target_temperature_step = attributes.get("step", attributes.get("target_temp_step", 1))
        self._attr_native_target_temperature = attributes.get("temperature", 50 if metric else 120)
        self._attr_native_current_temperature = attributes.get("current_temperature")
        self._attr_is_away_mode_on = attributes.get("away_mode") in (True, "on")

    @override
    async def async_set_temperature(self, **kwargs: Any) -> None:
        after: dict[str, Any] = {}
        if (temperature := kwargs.get("temperature")) is not None:
            after["native_target_temperature"] = temperature
        if (mode := kwargs.get("operation_mode")) is not None:
            after["current_operation"] = mode
        await self.follow(**after)

    @override
    async def async_set_operation_mode(self, operation_mode: str) -> None:
        if operation_mode != "off":
            self._on = operation_mode
        await self.follow(current_operation=operation_mode)

    @override
    async def async_turn_on(self, **kwargs: Any) -> None:
        await self.follow(current_operation=self._on)

    @override
    async def async_turn_off(self, **kwargs: Any) -> None:
        await self.follow(current_operation="off")

    @override
    async def async_turn_away_mode_on(self) -> None:
        await self.follow(is_away_mode_on=True)

    @override
    async def async_turn_away_mode_off(self) -> None:
        await self.follow(is_away_mode_on=False)
