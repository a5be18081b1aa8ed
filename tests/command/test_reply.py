"""What is said about an outcome, in both languages."""

import random

import pytest

from custom_components.slm_conversation.command.outcome import (
    Acted,
    Answered,
    Asked,
    AskKind,
    Failed,
    Failure,
    Nothing,
    Outcome,
    Reading,
    ServiceCall,
    StepOutcome,
    Why,
)
from custom_components.slm_conversation.command.plan import Action, Ask, Device, Group, Place, Question, State
from custom_components.slm_conversation.command.reply import Style, reply
from custom_components.slm_conversation.command.speech import english_states, english_words, korean_states, korean_words
from custom_components.slm_conversation.command.speech.facts import Verb
from custom_components.slm_conversation.command.speech.korean import link
from custom_components.slm_conversation.home.abilities import Ability
from custom_components.slm_conversation.home.kinds import Kind
from custom_components.slm_conversation.home.model import Area, Entity, Home, Value, ValueType

HOME = Home(areas=(Area("kitchen", ("Kitchen",)), Area("living", ("거실",))))
DESK = Entity("light.desk", ("desk lamp", "책상 램프"), Kind.LIGHT, "living")
FLOOR = Entity("light.floor", ("floor lamp",), Kind.LIGHT, "living")
KITCHEN = tuple(Entity(f"light.k{n}", (f"Spot {n}",), Kind.LIGHT, "kitchen") for n in range(1, 6))
TV = Entity("media_player.tv", ("TV",), Kind.TV, "living")
AC = Entity("climate.ac", ("에어컨",), Kind.AC, "living")
LOCK = Entity("lock.front", ("front door",), Kind.LOCK)
WINDOW = Entity("binary_sensor.window", ("창문",), Kind.WINDOW, "living", device_class="window")
THERMO = Entity("sensor.temp", ("Thermometer",), Kind.TEMPERATURE, "living", device_class="temperature")
SCENE = Entity("scene.movie", ("Movie Night",), Kind.SCENE)

OFF_KITCHEN = Action(Ability.OFF, (Group(Kind.LIGHT, area_id="kitchen"),))
OFF_DESK = Action(Ability.OFF, (Device("light.desk"),))
ON_DESK = Action(Ability.ON, (Device("light.desk"),))


def said(language: str, *steps: StepOutcome, style: Style = Style.SHORT) -> str:
    """Return the reply to these steps."""
    return reply(Outcome(steps), language, style, HOME)


def acted(action: Action, *done: Entity, already: tuple[Entity, ...] = (), failed: tuple[Failed, ...] = ()) -> Acted:
    """Return an action whose calls do not matter to the reply."""
    return Acted(action, (), done, already, failed)


@pytest.mark.parametrize(
    ("step", "en", "ko"),
    [
        (acted(OFF_DESK, DESK), "Turned off the desk lamp.", "책상 램프를 껐어요."),
        (acted(ON_DESK, DESK, already=(DESK,)), "The desk lamp was already on.", "책상 램프는 이미 켜져 있었어요."),
        (acted(OFF_KITCHEN, *KITCHEN), "Turned off the 5 kitchen lights.", "Kitchen 조명 5개를 껐어요."),
        (
            acted(OFF_KITCHEN, *KITCHEN, already=KITCHEN[:1]),
            "Turned off 4 kitchen lights.",
            "Kitchen 조명 4개를 껐어요.",
        ),
        (acted(OFF_KITCHEN, *KITCHEN, already=KITCHEN[:4]), "Turned off the Spot 5.", "Spot 5를 껐어요."),
        (
            acted(OFF_KITCHEN, *KITCHEN, already=KITCHEN),
            "The 5 kitchen lights were already off.",
            "Kitchen 조명 5개는 이미 꺼져 있었어요.",
        ),
        (
            acted(Action(Ability.ON, (Device("a"), Device("b"))), DESK, FLOOR),
            "Turned on the desk lamp and the floor lamp.",
            "책상 램프와 floor lamp를 켰어요.",
        ),
        (
            acted(Action(Ability.ON, tuple(Device(e.entity_id) for e in KITCHEN)), *KITCHEN, DESK, FLOOR),
            "Turned on the Spot 1, the Spot 2, the Spot 3 and 4 more.",
            "Spot 1, Spot 2, Spot 3 외 4개를 켰어요.",
        ),
        (
            acted(Action(Ability.SET, (Device("x"),), value=Value(ValueType.PERCENT, 50.0)), DESK),
            "Set the desk lamp to 50%.",
            "책상 램프 밝기를 50%로 맞췄어요.",
        ),
        (
            acted(Action(Ability.SET, (Device("x"),), value=Value(ValueType.COLOR, "red")), DESK),
            "Made the desk lamp red.",
            "책상 램프 색을 빨간색으로 바꿨어요.",
        ),
        (
            acted(Action(Ability.SET, (Device("x"),), value=Value(ValueType.DEGREE, 24.0)), AC),
            "Set the 에어컨 to 24 degrees.",
            "에어컨을 24도로 맞췄어요.",
        ),
        (
            acted(Action(Ability.SET, (Device("x"),), value=Value(ValueType.OPTION, "fan_only", "hvac_modes")), AC),
            "Set the 에어컨 to fan only.",
            "에어컨을 송풍으로 바꿨어요.",
        ),
        (
            Acted(
                Action(Ability.UP, (Device("x"),)),
                (ServiceCall("climate", "set_temperature", ("climate.ac",), {"temperature": 25.5}),),
                (AC,),
            ),
            "Raised the temperature of the 에어컨 to 25.5 degrees.",
            "에어컨 온도를 25.5도로 높였어요.",
        ),
        (acted(Action(Ability.ON, (Device("x"),)), SCENE), "Activated Movie Night.", "Movie Night를 실행했어요."),
        (acted(Action(Ability.MUTE, (Device("x"),)), TV), "Muted the TV.", "TV 소리를 껐어요."),
    ],
)
def test_what_was_done(step: StepOutcome, en: str, ko: str) -> None:
    """One natural sentence for what was done."""
    assert said("en", step) == en
    assert said("ko", step) == ko


@pytest.mark.parametrize(
    ("failed", "en", "ko"),
    [
        (Failed(DESK, Failure.UNSUPPORTED), "The desk lamp can't change color.", "책상 램프 색을 바꿀 수 없어요."),
        (
            Failed(DESK, Failure.UNAVAILABLE),
            "The desk lamp is not reachable right now.",
            "책상 램프는 지금 연결이 안 돼요.",
        ),
        (
            Failed(DESK, Failure.FORBIDDEN),
            "You are not allowed to control the desk lamp.",
            "책상 램프를 제어할 권한이 없어요.",
        ),
        (
            Failed(DESK, Failure.ERROR, "Traceback: secret"),
            "I could not change the color of the desk lamp to red because of an error.",
            "오류가 나서 책상 램프 색을 바꿀 수 없었어요.",
        ),
        (
            Failed(DESK, Failure.NOT_FOLLOWED),
            "I tried to change the color of the desk lamp to red, but the desk lamp has not reacted.",
            "책상 램프에 요청했지만 아직 반응이 없어요.",
        ),
    ],
)
def test_failures_are_specific(failed: Failed, en: str, ko: str) -> None:
    """What failed is said with its reason, and never Home Assistant's raw message."""
    action = Action(Ability.SET, (Device("light.desk"),), value=Value(ValueType.COLOR, "red"))
    assert said("en", acted(action, failed=(failed,))) == en
    assert said("ko", acted(action, failed=(failed,))) == ko


@pytest.mark.parametrize(
    ("kind", "en", "ko"),
    [
        (ValueType.DEGREE, "16 to 30 degrees", "16도에서 30도까지만"),
        (ValueType.PERCENT, "16 to 30%", "16%에서 30%까지만"),
        (ValueType.NUMBER, "16 to 30", "16에서 30까지만"),
    ],
)
def test_range_is_spoken(kind: ValueType, en: str, ko: str) -> None:
    """A value out of range is answered with the range, in its unit."""
    action = Action(Ability.SET, (Device("climate.ac"),), value=Value(kind, 50.0))
    step = acted(action, failed=(Failed(AC, Failure.OUT_OF_RANGE, "16..30"),))
    assert said("en", step) == f"The 에어컨 only goes from {en}."
    assert said("ko", step) == f"에어컨은 {ko} 맞출 수 있어요."


def test_a_question_before_a_value_says_the_value() -> None:
    door = Entity("cover.garage", ("차고 문",), Kind.GARAGE)
    action = Action(Ability.SET, (Device("cover.garage"),), value=Value(ValueType.PERCENT, 50.0))
    asked = Asked(AskKind.CONFIRM, action, (door,))
    assert said("en", asked) == "Should I move the 차고 문 to 50%?"
    assert said("ko", asked) == "차고 문 위치를 50%로 맞출까요?"


@pytest.mark.parametrize(
    ("action", "en", "ko"),
    [
        (
            Action(Ability.UP, (), value=Value(ValueType.DEGREE, 22.0)),
            "The 에어컨 was already set to 22 degrees.",
            "에어컨은 이미 22도로 맞춰져 있었어요.",
        ),
        (
            Action(Ability.UP, (), value=Value(ValueType.DEGREE, 2.0)),
            "The 에어컨 was already at its highest.",
            "에어컨은 이미 가장 높게 맞춰져 있었어요.",
        ),
    ],
)
def test_what_was_so_already_is_named_truly(action: Action, en: str, ko: str) -> None:
    assert said("en", acted(action, AC, already=(AC,))) == en
    assert said("ko", acted(action, AC, already=(AC,))) == ko


def test_a_curtain_that_cannot_go_further_is_open() -> None:
    curtain = Entity("cover.c", ("커튼",), Kind.CURTAIN)
    step = acted(Action(Ability.UP, ()), curtain, already=(curtain,))
    assert said("ko", step) == "커튼은 이미 열려 있었어요."


@pytest.mark.parametrize(
    ("options", "value", "en", "ko"),
    [
        ("hvac_modes", "off", "Turned off the 에어컨.", "에어컨을 껐어요."),
        ("swing_modes", "off", "Turned off the swing of the 에어컨.", "에어컨 회전을 껐어요."),
        ("swing_modes", "vertical", "Set the swing of the 에어컨 to vertical.", "에어컨 바람 방향을 상하로 바꿨어요."),
        ("fan_modes", "high", "Set the fan of the 에어컨 to high.", "에어컨 바람을 강풍으로 바꿨어요."),
    ],
)
def test_an_option_is_spoken_of_as_what_it_is(options: str, value: str, en: str, ko: str) -> None:
    step = acted(Action(Ability.SET, (), value=Value(ValueType.OPTION, value, options)), AC)
    assert said("en", step) == en
    assert said("ko", step) == ko


def test_part_of_it_failed() -> None:
    """Done is said only of what was done."""
    step = acted(Action(Ability.OFF, (Device("a"), Device("b"))), DESK, failed=(Failed(FLOOR, Failure.UNAVAILABLE),))
    assert said("en", step) == "Turned off the desk lamp. The floor lamp is not reachable right now."
    assert said("ko", step) == "책상 램프를 껐어요. floor lamp는 지금 연결이 안 돼요."


def test_two_actions_are_one_sentence() -> None:
    """Several actions are joined."""
    steps = (acted(OFF_DESK, DESK), acted(Action(Ability.SET, (), value=Value(ValueType.DEGREE, 24.0)), AC))
    assert said("en", *steps) == "Turned off the desk lamp and set the 에어컨 to 24 degrees."
    assert said("ko", *steps) == "책상 램프를 껐고 에어컨을 24도로 맞췄어요."
    assert said("en", *steps, style=Style.FRIENDLY).startswith("Okay, I turned off the desk lamp and")
    assert said("ko", *steps, style=Style.FRIENDLY).startswith("네, 책상 램프를 껐고")


def test_what_was_so_already_does_not_do_the_rest() -> None:
    so = Acted(OFF_DESK, (), (DESK,), (DESK,))
    steps = (so, acted(Action(Ability.SET, (), value=Value(ValueType.DEGREE, 24.0)), AC))
    assert said("en", *steps) == "The desk lamp was already off and I set the 에어컨 to 24 degrees."
    assert (
        said("en", *steps, style=Style.FRIENDLY)
        == "Okay, the desk lamp was already off and I set the 에어컨 to 24 degrees."
    )


WARM = Reading(THERMO, "23.5", {"unit_of_measurement": "°C"})
OPEN = Reading(WINDOW, "on", {})
CLOSED = Reading(WINDOW, "off", {})
LIT = Reading(DESK, "on", {"brightness": 153})
DARK = Reading(FLOOR, "off", {})
LIGHTS = (Group(Kind.LIGHT, Place.ALL),)


@pytest.mark.parametrize(
    ("step", "en", "ko"),
    [
        (
            Answered(Question(Ask.WHAT, (Device("x"),)), (WARM,)),
            "The Thermometer is 23.5 degrees.",
            "Thermometer는 23.5도예요.",
        ),
        (
            Answered(Question(Ask.WHAT, (Group(Kind.TEMPERATURE, Place.HERE),)), (WARM,)),
            "It is 23.5 degrees in the 거실.",
            "거실은 23.5도예요.",
        ),
        (
            Answered(Question(Ask.IS, (Device("x"),), State.OPEN), (OPEN,), (OPEN,)),
            "Yes, the 창문 is open.",
            "네, 창문은 열려 있어요.",
        ),
        (
            Answered(Question(Ask.IS, (Device("x"),), State.OPEN), (CLOSED,)),
            "No, the 창문 is closed.",
            "아니요, 창문은 닫혀 있어요.",
        ),
        (
            Answered(Question(Ask.WHAT, (Device("x"),)), (LIT,)),
            "The desk lamp is on at 60%.",
            "책상 램프는 60%로 켜져 있어요.",
        ),
        (
            Answered(Question(Ask.WHAT, (Device("x"), Device("y"))), (LIT, DARK)),
            "The desk lamp is on at 60% and the floor lamp is off.",
            "책상 램프는 60%로 켜져 있고 floor lamp는 꺼져 있어요.",
        ),
        (
            Answered(Question(Ask.WHICH, LIGHTS, State.ON), (LIT, DARK), (LIT,)),
            "The desk lamp is on.",
            "책상 램프가 켜져 있어요.",
        ),
        (Answered(Question(Ask.WHICH, LIGHTS, State.ON), (DARK,)), "No lights are on.", "켜진 조명은 없어요."),
        (
            Answered(Question(Ask.COUNT, LIGHTS, State.ON), (LIT, DARK), (LIT,)),
            "1 light is on.",
            "조명 1개가 켜져 있어요.",
        ),
        (Answered(Question(Ask.COUNT, LIGHTS, State.ON), (DARK,)), "No lights are on.", "켜진 조명은 없어요."),
        (
            Answered(
                Question(Ask.WHAT, (Device("x"),)),
                (Reading(AC, "cool", {"temperature": 24, "current_temperature": 26.5}),),
            ),
            "The 에어컨 is in cooling mode, set to 24 degrees, and it is 26.5 degrees now.",
            "에어컨은 냉방 중이고 설정 온도는 24도고 지금은 26.5도예요.",
        ),
        (
            Answered(Question(Ask.IS, (Device("x"),), State.LOCKED), (Reading(LOCK, "unlocked", {}),)),
            "No, the front door is unlocked.",
            "아니요, front door는 잠금이 풀려 있어요.",
        ),
        (
            Answered(Question(Ask.IS, LIGHTS, State.OFF), (LIT, DARK), (DARK,)),
            "No, the desk lamp is not off.",
            "아니요, 책상 램프는 꺼져 있지 않아요.",
        ),
        (
            Answered(Question(Ask.IS, (Device("x"), Device("y")), State.PLAYING), (LIT, DARK)),
            "No, the desk lamp and the floor lamp are not playing.",
            "아니요, 책상 램프와 floor lamp는 재생 중이 아니에요.",
        ),
        (
            Answered(Question(Ask.WHAT, (Device("x"),)), (Reading(DESK, "unavailable", {}),)),
            "The desk lamp is not reachable right now.",
            "책상 램프는 지금 연결이 안 돼요.",
        ),
        (  # what cannot be reached is neither so nor not so
            Answered(Question(Ask.IS, LIGHTS, State.ON), (Reading(DESK, "unavailable", {}),)),
            "The desk lamp is not reachable right now.",
            "책상 램프는 지금 연결이 안 돼요.",
        ),
        (
            Answered(Question(Ask.IS, LIGHTS, State.OFF), (Reading(DESK, "unavailable", {}), DARK), (DARK,)),
            "Yes, the floor lamp is off. The desk lamp is not reachable right now.",
            "네, floor lamp는 꺼져 있어요. 책상 램프는 지금 연결이 안 돼요.",
        ),
        (
            Answered(
                Question(Ask.WHAT, (Device("x"),)), (Reading(Entity("person.m", ("민지",), Kind.PERSON), "Work", {}),)
            ),
            "민지 is at Work.",
            "민지는 Work에 있어요.",
        ),
        (
            Answered(
                Question(Ask.WHAT, (Device("x"),)),
                (Reading(Entity("sensor.w", ("바람",), Kind.SENSOR), "20", {"unit_of_measurement": "km/h"}),),
            ),
            "The 바람 is 20 kilometers per hour.",
            "바람은 시속 20킬로미터예요.",
        ),
        (
            Answered(
                Question(Ask.COUNT, (Group(Kind.TV, Place.ALL),), State.ON),
                (Reading(TV, "on", {}),),
                (Reading(TV, "on", {}),),
            ),
            "1 TV is on.",
            "티비 1대가 켜져 있어요.",
        ),
        (  # two thermometers of a room are told apart
            Answered(
                Question(Ask.WHAT, (Group(Kind.TEMPERATURE, area_id="living"),)),
                (WARM, Reading(Entity("sensor.b", ("선반",), Kind.TEMPERATURE, "living"), "22", WARM.attributes)),
            ),
            "The Thermometer is 23.5 degrees and the 선반 is 22 degrees.",
            "Thermometer는 23.5도고 선반은 22도예요.",
        ),
        (
            Answered(Question(Ask.WHAT, (Device("x"),)), (Reading(TV, "some_odd_state", {}),)),
            "The TV is some odd state.",
            "TV는 some odd state예요.",
        ),
    ],
)
def test_questions_are_answered(step: StepOutcome, en: str, ko: str) -> None:
    """States are spoken in words, per domain and device class, never as raw snake_case."""
    assert said("en", step) == en
    assert said("ko", step) == ko


def test_questions_back_end_in_a_question_mark() -> None:
    """Home Assistant keeps listening after these."""
    which = Asked(AskKind.WHICH, OFF_DESK, (DESK, FLOOR))
    confirm = Asked(AskKind.CONFIRM, Action(Ability.UNLOCK, (Device("lock.front"),)), (LOCK,))
    assert said("en", which) == "Do you mean the desk lamp or the floor lamp?"
    assert said("ko", which) == "책상 램프와 floor lamp 중에 어느 것을 말씀하시는 건가요?"
    assert said("en", confirm) == "Should I unlock the front door?"
    assert said("ko", confirm) == "front door 잠금을 풀까요?"
    assert said("en", acted(OFF_DESK, DESK), confirm) == "Turned off the desk lamp. Should I unlock the front door?"


@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize("name", ["Who is there?", "무슨 등？", "what;", "why\u037e", "??", "a\nb?"])
def test_names_never_make_a_statement_a_question(language: str, name: str) -> None:
    """A device called like a question does not reopen the microphone."""
    odd = Entity("light.odd", (name,), Kind.LIGHT, "kitchen")
    for step in (
        acted(OFF_DESK, odd),
        acted(OFF_DESK, odd, already=(odd,)),
        acted(OFF_DESK, failed=(Failed(odd, Failure.UNAVAILABLE),)),
        Answered(Question(Ask.WHAT, (Device("x"),)), (Reading(odd, "on", {}),)),
    ):
        assert said(language, step).endswith(".")
        assert "?" not in said(language, step)


@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize("why", list(Why))
def test_every_reason_has_words(language: str, why: Why) -> None:
    """Whatever came to nothing, the speaker hears why, in a statement."""
    assert said(language, Nothing(why)).endswith(".")


def any_step(rng: random.Random, *, asking: bool) -> StepOutcome:
    """Return whatever a step can come to, on devices of odd names."""
    odd = [
        Entity(f"light.odd{n}", (name,), rng.choice(list(Kind)), rng.choice(["kitchen", "living", None]))
        for n, name in enumerate(["Who is there?", "정말요？", "7?", "?!"])
    ]
    some = tuple(rng.sample(odd, rng.randint(1, 4)))
    group = Group(rng.choice(list(Kind)), rng.choice(list(Place)), state=rng.choice([None, *State]))
    targets = rng.choice([(group,), tuple(Device(entity.entity_id) for entity in some)])
    action = Action(rng.choice(list(Ability)), targets, value=rng.choice([None, Value(ValueType.PERCENT, 30)]))
    if asking:
        return Asked(rng.choice(list(AskKind)), action, some)
    match rng.randrange(3):
        case 0:
            failed = tuple(Failed(entity, rng.choice(list(Failure)), "16..30") for entity in some)
            done = some[: rng.randint(0, len(some))]
            return Acted(action, (), done, done[:1] if rng.random() < 0.5 else (), failed[len(done) :])
        case 1:
            question = Question(rng.choice(list(Ask)), targets, rng.choice([None, *State]))
            states = ("on", "off", "open", "unavailable", "unknown", "21.5", "what?")
            readings = tuple(Reading(entity, rng.choice(states), {}) for entity in some)
            return Answered(question, readings, readings[: rng.randint(0, len(readings))])
        case _:
            return Nothing(rng.choice(list(Why)), rng.choice([None, action]))


@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize("style", list(Style))
def test_only_a_question_back_ends_in_a_question_mark(language: str, style: Style) -> None:
    """Whatever happened: the mark at the end decides whether the microphone opens again."""
    rng = random.Random(7)
    for _ in range(1500):
        steps = [any_step(rng, asking=False) for _ in range(rng.randint(0, 3))]
        statement = said(language, *steps, style=style)
        assert statement.endswith((".", "!")), steps
        assert "?" not in statement, steps
        question = said(language, *steps, any_step(rng, asking=True), style=style)
        assert question.endswith("?"), steps
        assert question.count("?") == 1, steps


def test_absent_names_what_was_sought() -> None:
    """The speaker hears what was looked for and where."""
    step = Nothing(Why.ABSENT, Action(Ability.OPEN, (Group(Kind.CURTAIN, area_id="kitchen"),)))
    assert said("en", step) == "I found no curtains in the kitchen."
    assert said("ko", step) == "Kitchen에 커튼은 없어요."


def test_one_over_the_limit_is_named_too() -> None:
    """Nobody says "and 1 more"."""
    step = acted(Action(Ability.ON, tuple(Device(e.entity_id) for e in KITCHEN[:4])), *KITCHEN[:4])
    assert said("en", step) == "Turned on the Spot 1, the Spot 2, the Spot 3 and the Spot 4."
    assert said("ko", step) == "Spot 1, Spot 2, Spot 3, Spot 4를 켰어요."


def test_names_are_spoken_in_the_language() -> None:
    """A device or room that has a name in the language goes by it."""
    home = Home(areas=(Area("bath", ("욕실", "Bathroom")),))
    entity = Entity("light.bath", ("욕실 등", "Bathroom light"), Kind.LIGHT, "bath")
    outcome = Outcome(
        (acted(ON_DESK, entity), Nothing(Why.ABSENT, Action(Ability.ON, (Group(Kind.FAN, area_id="bath"),))))
    )
    assert reply(outcome, "en", Style.SHORT, home) == "Turned on the Bathroom light. I found no fans in the bathroom."
    assert reply(outcome, "ko", Style.SHORT, home) == "욕실 등을 켰어요. 욕실에 선풍기는 없어요."


def test_namesakes_are_told_apart_by_their_rooms() -> None:
    """Two lamps of one name go by their rooms."""
    one, other = (Entity(f"light.{area}", ("lamp",), Kind.LIGHT, area) for area in ("kitchen", "living"))
    asked = Asked(AskKind.WHICH, OFF_DESK, (one, other))
    assert said("en", asked) == "Do you mean the lamp in the kitchen or the lamp in the 거실?"
    assert said("ko", asked) == "Kitchen lamp와 거실 lamp 중에 어느 것을 말씀하시는 건가요?"


def test_of_many_the_room_is_asked() -> None:
    """Nobody listens to fifteen names."""
    many = (*KITCHEN, DESK, FLOOR)
    asked = Asked(AskKind.WHICH, Action(Ability.ON, (Group(Kind.LIGHT, Place.ANY),)), many)
    assert said("en", asked) == "Do you mean the kitchen or the 거실?"
    assert said("ko", asked) == "Kitchen과 거실 중에 어디를 말씀하시는 건가요?"


def test_nothing_to_change_is_said() -> None:
    """A group of which none is in the state named."""
    step = acted(Action(Ability.OFF, (Group(Kind.LIGHT, area_id="kitchen", state=State.ON),)))
    assert said("en", step) == "No lights in the kitchen are on."
    assert said("ko", step) == "Kitchen에 켜진 조명은 없어요."


def test_tables_are_complete() -> None:
    """Each verb and each state has words in both languages, and each Korean predicate can be followed by another."""
    assert set(english_words.VERBS) == set(korean_words.VERBS) == set(Verb)
    assert set(english_states.STATES) == set(korean_states.STATES)
    assert set(korean_words.KINDS) == set(Kind)
    for predicate in [*korean_states.STATES.values(), *korean_words.ALREADY.values()]:
        assert link(predicate).endswith("고"), predicate
