"""Sensors and weather: what can only be asked."""

from datetime import UTC, datetime, timedelta
from typing import Any, override

from homeassistant.components.binary_sensor import BinarySensorDeviceClass, BinarySensorEntity
from homeassistant.components.sensor import SensorDeviceClass, SensorEntity
from homeassistant.components.weather import Forecast, WeatherEntity, WeatherEntityFeature
from homeassistant.const import UnitOfTemperature
from homeassistant.helpers.entity import Entity
from homeassistant.util import dt as dt_util

from .base import FileEntity

_UNITS = {
    SensorDeviceClass.TEMPERATURE: "°C",
    SensorDeviceClass.HUMIDITY: "%",
    SensorDeviceClass.BATTERY: "%",
    SensorDeviceClass.POWER: "W",
    SensorDeviceClass.ENERGY: "kWh",
    SensorDeviceClass.ILLUMINANCE: "lx",
    SensorDeviceClass.CO2: "ppm",
    SensorDeviceClass.PM25: "µg/m³",
    SensorDeviceClass.PM10: "µg/m³",
    SensorDeviceClass.DURATION: "min",
}


class FileSensor(FileEntity, SensorEntity):
    """A sensor. A timestamp may be written ``+40``: minutes from when the state is loaded."""

    CLASSES = SensorDeviceClass
    ATTRIBUTES = ("unit", "unit_of_measurement", "options", "step", "state_class")
    _attr_device_class = None

    @override
    def load(self, state: str | None, attributes: dict[str, Any]) -> None:
        kind = self._attr_device_class
        default = _UNITS.get(kind) if kind is not None else None
        self._attr_native_unit_of_measurement = attributes.get("unit", attributes.get("unit_of_measurement", default))
        self._attr_state_class = attributes.get("state_class")
        if "options" in attributes:
            self._attr_options = list(attributes["options"])
            self._attr_device_class = SensorDeviceClass.ENUM
        self._attr_native_value = None if state is None else self._value(state)

    def _value(self, state: str) -> str | float | int | datetime:
        if self._attr_device_class == SensorDeviceClass.TIMESTAMP:
            if state.startswith("+"):
                return datetime.now(UTC) + timedelta(minutes=float(state))
            if (moment := dt_util.parse_datetime(state)) is None:
                raise ValueError(f"{state} is no time")
            return moment
        if self._attr_native_unit_of_measurement is None and self._attr_device_class is None:
            return state
        if self._attr_device_class == SensorDeviceClass.ENUM:
            return state
        number = float(state)
        return int(number) if number.is_integer() and "." not in state else number


class FileBinarySensor(FileEntity, BinarySensorEntity):
    """A binary sensor."""

    CLASSES = BinarySensorDeviceClass

    @override
    def load(self, state: str | None, attributes: dict[str, Any]) -> None:
        self._attr_is_on = state == "on"


class FileWeather(FileEntity, WeatherEntity):
    """A weather service with a forecast of five like days."""

    FEATURES = WeatherEntityFeature
    ATTRIBUTES = ("temperature", "temperature_unit", "humidity", "wind_speed")

    @override
    def default_features(self, attributes: dict[str, Any]) -> WeatherEntityFeature:
        return WeatherEntityFeature.FORECAST_DAILY

    @override
    def load(self, state: str | None, attributes: dict[str, Any]) -> None:
        self._attr_condition = state or "sunny"
        self._attr_native_temperature = attributes.get("temperature", 20)
        self._attr_native_temperature_unit = attributes.get("temperature_unit", UnitOfTemperature.CELSIUS)
        self._attr_humidity = attributes.get("humidity", 50)
        self._attr_native_wind_speed = attributes.get("wind_speed")

    @override
    async def async_forecast_daily(self) -> list[Forecast]:
        today = dt_util.start_of_local_day()
        return [
            Forecast(
                datetime=(today + timedelta(days=day)).isoformat(),
                condition=self._attr_condition,
                native_temperature=self._attr_native_temperature,
            )
            for day in range(5)
        ]


class FileReading(FileEntity, Entity):
    """Any other domain: a state and attributes, nothing to call (person, sun, calendar, camera ...)."""

    @override
    def load(self, state: str | None, attributes: dict[str, Any]) -> None:
        self._attr_state = state
