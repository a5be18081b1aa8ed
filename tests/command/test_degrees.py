"""Temperatures said in Celsius in a Fahrenheit home, and the other way round."""

import pytest

from custom_components.slm_conversation.command.degrees import in_scale
from custom_components.slm_conversation.command.plan import Action
from custom_components.slm_conversation.home.abilities import Ability
from custom_components.slm_conversation.home.text import fold
from custom_components.slm_conversation.home.values import find_values


@pytest.mark.parametrize(
    ("text", "ability", "unit", "degrees"),
    [
        ("set it to 70 degrees fahrenheit", Ability.SET, "°C", 21),
        ("70°F", Ability.SET, "°C", 21),
        ("화씨 70도로 맞춰", Ability.SET, "°C", 21),
        ("화씨 칠십 도로 맞춰", Ability.SET, "°C", 21),
        ("21 degrees celsius", Ability.SET, "°F", 70),
        ("섭씨 21도 반으로", Ability.SET, "°F", 70.5),
        ("70 degrees fahrenheit", Ability.SET, "°F", 70),
        ("70 degrees", Ability.SET, "°C", 70),
        ("9 degrees fahrenheit warmer", Ability.UP, "°C", 5),
        ("5 degrees c cooler", Ability.DOWN, "°F", 9),
        ("up to 70 degrees fahrenheit", Ability.UP, "°C", 21),
    ],
)
def test_a_temperature_in_the_home_s_own_scale(text: str, ability: Ability, unit: str, degrees: float) -> None:
    (found,) = find_values(fold(text))
    converted = in_scale(Action(ability, (), value=found.value), unit)
    assert converted.value is not None
    assert converted.value.data == degrees
    assert in_scale(converted, unit) == converted
