"""Numbers, units, durations, clock times and colours, in digits and words, in both languages."""

import pytest

from custom_components.slm_conversation.home.model import ValueType
from custom_components.slm_conversation.home.numbers import number_of
from custom_components.slm_conversation.home.text import fold
from custom_components.slm_conversation.home.values import find_values


@pytest.fixture(autouse=True)
def _custom_integrations() -> None:
    """Nothing here needs Home Assistant."""


def found(text: str) -> list[tuple[str, float | str]]:
    """Types and data of the values in a sentence."""
    return [(str(value.value.type), value.value.data) for value in find_values(fold(text))]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("7", 7),
        ("23.5", 23.5),
        ("23,5", 23.5),
        ("2,700", 2700),
        ("zero", 0),
        ("seventeen", 17),
        ("twenty-three", 23),
        ("twenty three", 23),
        ("fourty", 40),
        ("a hundred", 100),
        ("one hundred and five", 105),
        ("two hundred twenty", 220),
        ("twenty seven hundred", 2700),
        ("four thousand", 4000),
        ("four thousand five hundred", 4500),
        ("twenty one point five", 21.5),
        ("twenty one and a half", 21.5),
        ("영", 0),
        ("공", 0),
        ("이십삼", 23),
        ("백이십", 120),
        ("이천칠백", 2700),
        ("구십구", 99),
        ("스물세", 23),
        ("스물 셋", 23),
        ("스무", 20),
        ("열두", 12),
        ("아흔아홉", 99),
        ("하나", 1),
        ("이십사 점 오", 24.5),
        ("lamp", None),
        ("램프", None),
        ("", None),
    ],
)
def test_number(text: str, number: float | None) -> None:
    assert number_of(text) == number


@pytest.mark.parametrize(
    ("text", "percent"),
    [
        ("set the lamp to 50%", 50),
        ("set the lamp to 50 percent", 50),
        ("set it to fifty percent", 50),
        ("twenty-five percent", 25),
        ("a hundred percent", 100),
        ("one hundred percent please", 100),
        ("99.5 percent", 99.5),
        ("brightness to half", 50),
        ("halfway", 50),
        ("a quarter", 25),
        ("three quarters", 75),
        ("a third", 33),
        ("volume to max", 100),
        ("full brightness", 100),
        ("open it all the way", 100),
        ("to the minimum", 1),
        ("50퍼센트로", 50),
        ("50 프로", 50),
        ("오십 퍼센트로 해줘", 50),
        ("오십프로", 50),
        ("백 퍼센트", 100),
        ("삼십오 프로", 35),
        ("절반으로", 50),
        ("반만 열어", 50),
        ("반으로 줄여", 50),
        ("최대로", 100),
        ("볼륨 풀로", 100),
        ("최소로", 1),
        ("제일 밝게", 100),
        ("1/3만 열어", 33),
        ("open it 1/2", 50),
    ],
)
def test_percent(text: str, percent: float) -> None:
    assert found(text) == [("percent", percent)]


@pytest.mark.parametrize(
    ("text", "degrees"),
    [
        ("set it to 23 degrees", 23),
        ("23°", 23),
        ("23.5°C", 23.5),
        ("twenty three degrees celsius", 23),
        ("seventy two degrees fahrenheit", 72),
        ("22 and a half degrees", 22.5),
        ("72 fahrenheit", 72),
        ("21c", 21),
        ("a hundred and two degrees", 102),
        ("twenty one point five degrees", 21.5),
        ("twenty one and a half degrees", 21.5),
        ("minus 5 degrees", -5),
        ("-18 degrees", -18),
        ("23도로", 23),
        ("24.5도", 24.5),
        ("이십삼 도", 23),
        ("이십삼도로 맞춰", 23),
        ("이십사 점 오 도", 24.5),
        ("스물세 도", 23),
        ("스무 도", 20),
        ("열여덟도로", 18),
        ("2도 올려", 2),
        ("이도 올려", 2),
        ("23도 반", 23.5),
        ("24도 반으로 맞춰", 24.5),
        ("영하 5도", -5),
        ("영하 십팔 도로", -18),
    ],
)
def test_degrees(text: str, degrees: float) -> None:
    assert found(text) == [("degree", degrees)]


@pytest.mark.parametrize(
    ("text", "kelvin"),
    [
        ("2700k", 2700),
        ("2700 kelvin", 2700),
        ("2,700 kelvin", 2700),
        ("four thousand kelvin", 4000),
        ("twenty seven hundred kelvin", 2700),
        ("4000켈빈으로", 4000),
        ("삼천 켈빈", 3000),
        ("이천칠백켈빈으로", 2700),
    ],
)
def test_kelvin(text: str, kelvin: float) -> None:
    assert found(text) == [("kelvin", kelvin)]


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("for 5 minutes", 300),
        ("in five minutes", 300),
        ("for ten mins", 600),
        ("in an hour", 3600),
        ("in a minute", 60),
        ("half an hour", 1800),
        ("an hour and a half", 5400),
        ("two and a half hours", 9000),
        ("1 hour 5 minutes", 3900),
        ("1 hour and 30 minutes", 5400),
        ("a couple of minutes", 120),
        ("ninety seconds", 90),
        ("30분 뒤에", 1800),
        ("삼십 분 동안", 1800),
        ("삼십분", 1800),
        ("한 시간 뒤에", 3600),
        ("한시간 후", 3600),
        ("두 시간 반", 9000),
        ("반 시간 뒤에", 1800),
        ("1시간 30분", 5400),
        ("한 시간 삼십 분", 5400),
        ("십 초만", 10),
        ("백이십 초", 120),
        ("열두 시간", 43200),
    ],
)
def test_duration(text: str, seconds: float) -> None:
    assert found(text) == [("duration", seconds)]


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("at 7 am", "07:00"),
        ("at 7am", "07:00"),
        ("at 7 p.m.", "19:00"),
        ("at 7:30 pm", "19:30"),
        ("at 7 30", "07:30"),
        ("at seven thirty", "07:30"),
        ("at seven forty five pm", "19:45"),
        ("at seven oh five", "07:05"),
        ("at half past six", "06:30"),
        ("quarter past 9", "09:15"),
        ("at a quarter to eight", "07:45"),
        ("at ten past nine", "09:10"),
        ("by 6 o'clock", "06:00"),
        ("until 22:00", "22:00"),
        ("12 am", "00:00"),
        ("12 pm", "12:00"),
        ("at noon", "12:00"),
        ("at midnight", "00:00"),
        ("7시에", "07:00"),
        ("일곱 시에", "07:00"),
        ("아침 일곱 시", "07:00"),
        ("오후 세 시 반에", "15:30"),
        ("오후 3시", "15:00"),
        ("7시 15분", "07:15"),
        ("저녁 8시 30분에", "20:30"),
        ("열 시 십오 분에", "10:15"),
        ("오전 열두 시", "00:00"),
        ("낮 열두 시", "12:00"),
        ("밤 열두 시", "00:00"),
        ("밤 열한 시", "23:00"),
        ("밤 두 시에", "02:00"),
        ("새벽 2시", "02:00"),
        ("정오에", "12:00"),
        ("자정에", "00:00"),
    ],
)
def test_time(text: str, time: str) -> None:
    assert found(text) == [("time", time)]


@pytest.mark.parametrize(
    ("text", "color"),
    [
        ("make it red", "red"),
        ("warm white", "warm white"),
        ("make it light blue", "skyblue"),
        ("change the lamp to light blue", "skyblue"),
        ("turn the light blue", "blue"),
        ("빨간색으로", "red"),
        ("빨갛게 해줘", "red"),
        ("파란 조명", "blue"),
        ("전구색으로", "warm white"),
        ("주광색", "cool white"),
        ("하늘색", "skyblue"),
    ],
)
def test_color(text: str, color: str) -> None:
    assert found(text) == [("color", color)]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("volume to 7", 7),
        ("set it to thirty", 30),
        ("channel 11", 11),
        ("채널 11번", 11),
        ("음량 삼십", 30),
        ("볼륨 5로", 5),
        ("이십으로", 20),
        ("사십으로 맞춰", 40),
    ],
)
def test_number_without_a_unit(text: str, number: float) -> None:
    assert found(text) == [("number", number)]


@pytest.mark.parametrize(
    ("text", "readings"),
    [
        ("at seven", [("time", "07:00"), ("number", 7.0)]),
        ("at 10", [("time", "10:00"), ("number", 10.0)]),
        ("kitchen light blue", [("color", "blue"), ("color", "skyblue")]),
    ],
)
def test_what_may_be_two_things_is_offered_as_both(text: str, readings: list[tuple[str, float | str]]) -> None:
    assert found(text) == readings


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("at 7 pm set it to 21 degrees for 2 hours", ["time", "degree", "duration"]),
        ("열 시에 이십 분 동안 50퍼센트로", ["time", "duration", "percent"]),
        ("8시 30분 동안 켜줘", ["time", "duration"]),
        ("red at 50%", ["color", "percent"]),
    ],
)
def test_several_values(text: str, values: list[str]) -> None:
    assert [kind for kind, _ in found(text)] == values


@pytest.mark.parametrize(
    "text",
    [
        "이 불 꺼줘",  # this light, not two
        "이 방",
        "다시 켜줘",
        "하나도 빠짐없이",
        "정도로",
        "도어락 잠가",
        "온도 알려줘",
        "문 잠금 풀어줘",  # 풀 is full, 풀어 unlock
        "블루투스 스피커",  # no blue
        "일반으로",  # an option, no half
        "한 개만",
        "someone in the den",
        "often",
        "content",
        "",
        "💡",
    ],
)
def test_no_value(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("lamp to fifty percent please", "fifty percent"),
        ("램프 이십삼도로 해줘", "이십삼도"),
        ("in half an hour off", "half an hour"),
        ("저녁 8시 30분에 켜", "저녁 8시 30분"),
        ("파란색으로 바꿔", "파란색"),
        ("볼륨 십으로", "십"),
    ],
)
def test_a_value_ends_where_it_was_said(text: str, said: str) -> None:
    [value] = find_values(fold(text))
    assert text[value.start : value.end] == said


def test_a_long_run_of_digits_is_read_in_no_time() -> None:
    assert len(find_values("1" * 10_000)) <= 1


def test_types_are_the_models() -> None:
    assert {kind for kind, _ in found("50% 2700k 23도 7 red 5분 3시")} <= {str(kind) for kind in ValueType}


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("in 2h", 7200), ("in 30m", 1800), ("after 90s", 90), ("in 1 and a half hours", 5400), ("in a couple hours", 7200),
        ("in two days", 172800), ("하루 뒤에", 86400), ("이틀 후", 172800), ("3일 뒤", 259200),
    ],
)  # fmt: skip
def test_durations_of_every_length(text: str, seconds: float) -> None:
    assert found(text) == [("duration", seconds)]


@pytest.mark.parametrize(
    "text",
    [
        "tonight",
        "tomorrow morning",
        "later",
        "this evening",
        "every night",
        "at sunset",
        "나중에",
        "이따가",
        "내일 아침에",
        "매일 밤",
    ],
)
def test_times_without_a_figure(text: str) -> None:
    assert [kind for kind, _ in found(text)] == ["time"]


@pytest.mark.parametrize(("text", "color"), [("조명이 초록색이 되게", "green"), ("등이 분홍색이 되게", "pink")])
def test_a_particle_is_no_number(text: str, color: str) -> None:
    assert found(text) == [("color", color)]
