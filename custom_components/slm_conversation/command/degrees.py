"""Temperatures said in a scale of their own, in the one that the home uses. Pure."""

from dataclasses import replace

from homeassistant.util.unit_conversion import TemperatureConverter, TemperatureDeltaConverter

from ..home.abilities import Ability
from .plan import Action

NO_STEP = 10.0
"""Degrees: nobody wants it ten degrees warmer; "up to 22" is a target, however it was understood."""


def in_scale(action: Action, unit: str) -> Action:
    """Return the action with its value in ``unit`` ("°C" or "°F"), to the half degree; it is as it was where no scale was said.

    "Five degrees Fahrenheit warmer" is a difference: it scales, but does not shift.
    """
    value = action.value
    if value is None or not value.scale or isinstance(value.data, str) or value.scale == unit:
        return action
    largest = TemperatureDeltaConverter.convert(NO_STEP, "°C", value.scale)
    is_step = action.ability in {Ability.UP, Ability.DOWN} and value.data < largest
    converter = TemperatureDeltaConverter if is_step else TemperatureConverter
    degrees = round(2 * converter.convert(value.data, value.scale, unit)) / 2
    return replace(action, value=replace(value, data=degrees, scale=unit))
