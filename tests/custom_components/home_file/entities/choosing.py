"""Selects, numbers, texts and buttons: the knobs of appliances."""

from typing import Any, override

from homeassistant.components.button import ButtonDeviceClass, ButtonEntity
from homeassistant.components.number import NumberDeviceClass, NumberEntity
from homeassistant.components.select import SelectEntity
from homeassistant.components.text import TextEntity
from homeassistant.core import callback

from .base import FileEntity


class FileSelect(FileEntity, SelectEntity):
    """A select; ``options`` lists what can be chosen."""

    ATTRIBUTES = ("options",)

    @override
    def load(self, state: str | None, attributes: dict[str, Any]) -> None:
        self._attr_options = [str(option) for option in attributes["options"]]
        self._attr_current_option = state

    @override
    async def async_select_option(self, option: str) -> None:
        await self.follow(current_option=option)


class FileNumber(FileEntity, NumberEntity):
    """A number, with ``range``, ``step`` and ``unit``."""

    CLASSES = NumberDeviceClass
    ATTRIBUTES = ("range", "step", "unit", "min", "max", "unit_of_measurement")

    @override
    def load(self, state: str | None, attributes: dict[str, Any]) -> None:
        low, high = attributes.get("range", (0, 100))
        self._attr_native_min_value = attributes.get("min", low)
        self._attr_native_max_value = attributes.get("max", high)
        self._attr_native_step = attributes.get("step", 1)
        self._attr_native_unit_of_measurement = attributes.get("unit", attributes.get("unit_of_measurement"))
        self._attr_native_value = None if state is None else float(state)

    @override
    async def async_set_native_value(self, value: float) -> None:
        await self.follow(native_value=value)


class FileText(FileEntity, TextEntity):
    """A text field."""

    @override
    def load(self, state: str | None, attributes: dict[str, Any]) -> None:
        self._attr_native_value = state

    @override
    async def async_set_value(self, value: str) -> None:
        await self.follow(native_value=value)


class FileButton(FileEntity, ButtonEntity):
    """A button; ``does`` says what pressing it brings about."""

    CLASSES = ButtonDeviceClass

    @override
    def load(self, state: str | None, attributes: dict[str, Any]) -> None:
        pass

    @callback
    @override
    def restore(self) -> None:
        # HA keeps the time of the last press to itself; between two sentences it must be forgotten.
        self._ButtonEntity__last_pressed = None
        super().restore()

    @override
    async def async_press(self) -> None:
        await self.follow()
        self.bring_about()
