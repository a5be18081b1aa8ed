"""Kinds of entities, from domain, device class and names."""

import pytest

from custom_components.slm_conversation.home.classify import kind_of, worked_kind
from custom_components.slm_conversation.home.kinds import Kind


@pytest.mark.parametrize(
    ("domain", "device_class", "name", "kind"),
    [
        ("light", None, "Oven", Kind.LIGHT),
        ("climate", None, "거실에어컨", Kind.AC),
        ("climate", None, "Study AC", Kind.AC),
        ("climate", None, "안방 보일러", Kind.HEATER),
        ("climate", None, "Hallway", Kind.CLIMATE),
        ("climate", None, "Accent", Kind.CLIMATE),
        ("media_player", "tv", "Box", Kind.TV),
        ("media_player", None, "거실 티비", Kind.TV),
        ("media_player", None, "Kitchen radio", Kind.SPEAKER),
        ("media_player", None, "Plexi", Kind.MEDIA),
        ("switch", "outlet", "Left", Kind.OUTLET),
        ("switch", "outlet", "Kettle", Kind.KETTLE),
        ("switch", None, "Washing machine plug", Kind.OUTLET),
        ("switch", None, "Dishwasher", Kind.DISHWASHER),
        ("switch", None, "식기세척기 전원", Kind.DISHWASHER),
        ("switch", None, "전기밥솥", Kind.RICE_COOKER),
        ("switch", None, "거실등", Kind.LIGHT),
        ("switch", None, "Oven light 2", Kind.LIGHT),
        ("switch", None, "Pantry", Kind.SWITCH),
        ("switch", None, "Garage door", Kind.GARAGE),
        ("switch", None, "Garage light", Kind.LIGHT),
        ("button", None, "Gate", Kind.GATE),
        ("button", None, "Restart", Kind.BUTTON),
        ("fan", None, "공기청정기", Kind.AIR_PURIFIER),
        ("fan", None, "선풍기", Kind.FAN),
        ("humidifier", "dehumidifier", "X", Kind.DEHUMIDIFIER),
        ("humidifier", None, "제습기", Kind.DEHUMIDIFIER),
        ("cover", "blind", "Bay", Kind.BLIND),
        ("cover", None, "안방 커튼", Kind.CURTAIN),
        ("cover", "garage", "Main", Kind.GARAGE),
        ("cover", None, "차고문", Kind.GARAGE),
        ("cover", None, "Thing", Kind.COVER),
        ("sensor", "temperature", "Attic", Kind.TEMPERATURE),
        ("sensor", "temperature", "냉장고 온도", Kind.FRIDGE),
        ("sensor", "battery", "Washer battery", Kind.BATTERY),
        ("sensor", "pm25", "Dust", Kind.AIR_QUALITY),
        ("sensor", "timestamp", "Washer remaining time", Kind.WASHER),
        ("sensor", None, "Odd", Kind.SENSOR),
        ("binary_sensor", "opening", "작은방 창문", Kind.WINDOW),
        ("binary_sensor", "opening", "Shed", Kind.DOOR),
        ("binary_sensor", "moisture", "Sink", Kind.LEAK),
        ("binary_sensor", None, "Hall motion", Kind.MOTION),
        ("select", None, "세탁기 동작", Kind.WASHER),
        ("lock", None, "현관", Kind.LOCK),
    ],
)
def test_finest_kind(domain: str, device_class: str | None, name: str, kind: Kind) -> None:
    assert kind_of(domain, device_class, (name,)) is kind


def test_an_alias_may_tell_the_kind() -> None:
    assert kind_of("switch", None, ("Blue one", "커피머신")) is Kind.COFFEE


@pytest.mark.parametrize(
    ("kind", "name", "works"),
    [
        (Kind.OUTLET, "Fridge plug", Kind.FRIDGE),
        (Kind.OUTLET, "냉장고 콘센트", Kind.FRIDGE),
        (Kind.BUTTON, "Front door opener", Kind.DOOR),
        (Kind.OUTLET, "Desk plug", Kind.OUTLET),
        (Kind.BLIND, "Garage door", Kind.GARAGE),
        (Kind.BLIND, "Kitchen blind", Kind.BLIND),
        (Kind.BLIND, "차고 셔터", Kind.GARAGE),
        (Kind.BLIND, "Garage shutter", Kind.GARAGE),
        (Kind.BLIND, "Garage window blind", Kind.BLIND),
        (Kind.CURTAIN, "Garage door", Kind.GARAGE),
        (Kind.SWITCH, "현관 도어락", Kind.LOCK),
        (Kind.SWITCH, "Front door lock", Kind.LOCK),
        (Kind.BUTTON, "문 열기", Kind.DOOR),
        (Kind.SWITCH, "전기 포트", Kind.KETTLE),
        (Kind.SWITCH, "가스 레인지", Kind.COOKTOP),
        (Kind.CLIMATE, "Oven", Kind.OVEN),
        (Kind.WATER_HEATER, "Kettle", Kind.KETTLE),
        (Kind.CLIMATE, "Living room", Kind.CLIMATE),
        (Kind.LIGHT, "Oven light", Kind.LIGHT),
    ],
)
def test_what_a_plug_or_a_relay_works(kind: Kind, name: str, works: Kind) -> None:
    assert worked_kind(kind, (name,)) is works
