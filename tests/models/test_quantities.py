"""Values as they are said are the values that the shortlist finds."""

from collections.abc import Callable
from random import Random

import pytest

from custom_components.slm_conversation.home.kinds import Kind
from custom_components.slm_conversation.home.model import Entity, Value, ValueType
from custom_components.slm_conversation.home.numbers import number_of
from custom_components.slm_conversation.home.text import fold
from custom_components.slm_conversation.home.values import find_values
from models import quantities
from models.banks import LANGUAGES, Language

DRAWS = 300


@pytest.fixture(autouse=True)
def _custom_integrations() -> None:
    """Nothing here needs Home Assistant."""


@pytest.fixture(name="language", params=LANGUAGES)
def fixture_language(request: pytest.FixtureRequest) -> Language:
    return request.param


@pytest.mark.parametrize(("number", "word"), [(0, "zero"), (7, "seven"), (20, "twenty"), (99, "ninety nine")])
def test_english_words(number: int, word: str) -> None:
    assert quantities.english(number) == word


@pytest.mark.parametrize(
    ("number", "word"), [(0, "영"), (1, "일"), (10, "십"), (23, "이십삼"), (100, "백"), (2700, "이천칠백")]
)
def test_sino_korean_words(number: int, word: str) -> None:
    assert quantities.sino(number) == word


@pytest.mark.parametrize(("number", "word"), [(1, "한"), (11, "열한"), (20, "스무"), (23, "스물세"), (59, "쉰아홉")])
def test_native_korean_words(number: int, word: str) -> None:
    assert quantities.native(number) == word


def test_every_number_word_is_read_as_the_number_it_says() -> None:
    assert [number_of(quantities.english(number)) for number in range(101)] == list(range(101))
    assert [number_of(quantities.sino(number)) for number in range(10_000)] == list(range(10_000))
    assert [number_of(quantities.native(number)) for number in range(1, 60)] == list(range(1, 60))


@pytest.mark.parametrize(
    ("make", "frame"),
    [
        (quantities.percent, {"en": "set the lamp to {}", "ko": "램프 {}"}),
        (quantities.degree, {"en": "set the boiler to {}", "ko": "보일러 {}"}),
        (quantities.kelvin, {"en": "set the lamp to {}", "ko": "램프 {}"}),
        (quantities.color, {"en": "make it {}", "ko": "램프 {}"}),
        (quantities.duration, {"en": "off in {}", "ko": "{} 뒤에 꺼"}),
        (quantities.clock, {"en": "off at {}", "ko": "{}에 꺼"}),
    ],
)
def test_what_is_said_is_found(
    make: Callable[[Random, Language], tuple[str, Value]], frame: dict[str, str], language: Language
) -> None:
    rng = Random(1)
    for _ in range(DRAWS):
        said, meant = make(rng, language)
        text = fold(frame[language].format(said))
        assert any(quantities.same_value(meant, found.value) for found in find_values(text)), (text, meant)


def test_plain_numbers_are_found_in_english() -> None:
    rng = Random(1)
    for _ in range(DRAWS):
        said, meant = quantities.plain(rng, "en")
        assert any(quantities.same_value(meant, found.value) for found in find_values(f"volume to {said}")), said


def test_an_option_is_one_of_the_devices() -> None:
    rng = Random(1)
    entity = Entity("climate.x", ("AC",), Kind.AC, attributes={"hvac_modes": ["off", "cool"], "fan_modes": ["low"]})
    options = {quantities.option(rng, "ko", entity) for _ in range(DRAWS)}
    assert {value for found in options if found for value in found[1:]} == {
        Value(ValueType.OPTION, "cool", "hvac_modes"),
        Value(ValueType.OPTION, "low", "fan_modes"),
    }
    assert quantities.option(rng, "en", Entity("light.x", ("Lamp",), Kind.LIGHT)) is None


@pytest.mark.parametrize(
    ("meant", "found", "same"),
    [
        (Value(ValueType.PERCENT, 50.0), Value(ValueType.NUMBER, 50.0), True),  # the unit may be left out
        (Value(ValueType.PERCENT, 50.0), Value(ValueType.NUMBER, 5.0), False),
        (Value(ValueType.DURATION, 50.0), Value(ValueType.NUMBER, 50.0), False),
        (Value(ValueType.OPTION, "Cool", "hvac_modes"), Value(ValueType.OPTION, "cool", "options"), True),
        (Value(ValueType.OPTION, "cool"), Value(ValueType.COLOR, "cool"), False),
        (Value(ValueType.COLOR, "red"), Value(ValueType.COLOR, "red"), True),
    ],
)
def test_same_value(meant: Value, found: Value, *, same: bool) -> None:
    assert quantities.same_value(meant, found) is same


@pytest.mark.parametrize("kind", ["percent", "degree", "number", "kelvin", "color"])
def test_a_value_of_each_type_can_be_said(kind: str, language: Language) -> None:
    said = quantities.said(Random(1), language, kind, None, relative=False)
    assert said is not None
    assert said[1].type == kind


def test_hot_water_is_hot() -> None:
    boiler = Entity("water_heater.x", ("Boiler",), Kind.WATER_HEATER)
    for seed in range(50):
        said = quantities.said(Random(seed), "en", "degree", boiler, relative=False)
        assert said is not None
        assert 40 <= float(said[1].data) <= 60


def test_there_is_no_option_without_a_device_and_no_value_of_no_type() -> None:
    assert quantities.said(Random(1), "en", "option", None, relative=False) is None
    assert quantities.said(Random(1), "en", "", None, relative=False) is None


def test_a_part_of_the_day_is_found_whole(language: Language) -> None:
    rng = Random(1)
    for _ in range(DRAWS):
        said, value = quantities.part_of_day(rng, language)
        assert [found.value for found in find_values(fold(said))] == [value]
