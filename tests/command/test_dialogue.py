"""What a conversation remembers."""

from custom_components.slm_conversation.command.dialogue import LIFETIME, NOTHING_SAID, Dialogues, DialogueView, after
from custom_components.slm_conversation.command.outcome import (
    Acted,
    Answered,
    Asked,
    AskKind,
    Nothing,
    Outcome,
    Reading,
    Why,
)
from custom_components.slm_conversation.command.plan import Action, Ask, Device, Group, Question, State
from custom_components.slm_conversation.home.abilities import Ability
from custom_components.slm_conversation.home.kinds import Kind
from custom_components.slm_conversation.home.model import Entity

DESK = Entity("light.desk", ("Desk",), Kind.LIGHT, "study")
FLOOR = Entity("light.floor", ("Floor",), Kind.LIGHT, "living")
DOOR = Entity("lock.front", ("Front",), Kind.LOCK)
ON = Action(Ability.ON, (Device("light.desk"),))
DONE = Outcome((Acted(ON, (), (DESK,)),))
ASKED = Asked(AskKind.WHICH, ON, (DESK, FLOOR))


class Clock:
    """Seconds that pass when told to."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        """Return the time."""
        return self.now


def test_it_is_what_was_acted_on() -> None:
    dialogues = Dialogues()
    dialogues.remember("c", DONE)
    assert dialogues.view("c").referents == ("light.desk",)
    assert dialogues.view("c").area_id == "study"
    assert dialogues.view("other") == NOTHING_SAID
    assert dialogues.view(None) == NOTHING_SAID


def test_there_is_the_area_that_was_named() -> None:
    action = Action(Ability.ON, (Group(Kind.LIGHT, area_id="living"),))
    assert after(NOTHING_SAID, Outcome((Acted(action, (), (FLOOR,)),))).area_id == "living"
    both = Outcome((Acted(ON, (), (DESK, FLOOR)),))
    assert after(NOTHING_SAID, both).area_id is None


def test_they_are_those_that_matched() -> None:
    question = Question(Ask.WHICH, (), State.ON)
    readings = (Reading(DESK, "off", {}), Reading(FLOOR, "on", {}))
    assert after(NOTHING_SAID, Outcome((Answered(question, readings, readings[1:]),))).referents == ("light.floor",)


def test_a_question_stays_open_for_one_turn() -> None:
    dialogues = Dialogues()
    dialogues.remember("c", Outcome((ASKED,)))
    assert dialogues.view("c").asked == ASKED
    dialogues.remember("c", Outcome((Nothing(Why.NOT_MINE),)))
    assert dialogues.view("c").asked is None


def test_a_question_which_one_makes_none_of_them_it() -> None:
    asked = after(DialogueView(("light.hall",)), Outcome((ASKED,)))
    assert asked.spoken_of == ("light.hall",)
    whether = Asked(AskKind.CONFIRM, ON, (DESK, FLOOR))
    assert after(NOTHING_SAID, Outcome((whether,))).spoken_of == ("light.desk", "light.floor")


def test_what_came_to_nothing_leaves_the_referents() -> None:
    before = after(NOTHING_SAID, DONE)
    assert after(before, Outcome((Nothing(Why.UNSURE),))).referents == ("light.desk",)


def test_a_risky_device_is_it() -> None:
    ask = Asked(AskKind.CONFIRM, Action(Ability.UNLOCK, (Device("lock.front"),)), (DOOR,))
    assert after(NOTHING_SAID, Outcome((ask,))).referents == ("lock.front",)


def test_it_is_forgotten_in_time() -> None:
    clock = Clock()
    dialogues = Dialogues(clock)
    dialogues.remember("c", DONE)
    clock.now += LIFETIME
    assert dialogues.view("c") == NOTHING_SAID


def test_memory_is_bounded() -> None:
    dialogues = Dialogues()
    for number in range(1000):
        dialogues.remember(f"c{number}", DONE)
    assert len(dialogues._states) == 64
    assert dialogues.view("c999").referents == ("light.desk",)
