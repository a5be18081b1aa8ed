"""What a conversation remembers from one sentence to the next: for "it", "there too" and "yes"."""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic

from .outcome import Acted, Answered, Asked, AskKind, Outcome
from .plan import Group, Target

LIFETIME = 300.0
"""Seconds that a conversation is remembered for; Home Assistant forgets its own after the same time."""
_MOST_CONVERSATIONS = 64
_MOST_REFERENTS = 1000


@dataclass(frozen=True, slots=True)
class DialogueView:
    """What was last spoken of (entity ids), the area it was in, and the question that waits for an answer."""

    referents: tuple[str, ...] = ()
    area_id: str | None = None
    asked: Asked | None = None

    @property
    def spoken_of(self) -> tuple[str, ...]:
        """What "it" and "them" are: while a question whether to do something waits, what it is about; "which?" makes none it."""
        if self.asked is None or (self.asked.kind is AskKind.WHICH and len(self.asked.candidates) > 1):
            return self.referents
        return tuple(entity.entity_id for entity in self.asked.candidates)


NOTHING_SAID = DialogueView()


class Dialogues:
    """The conversations of the last minutes. Their states are frozen, so a turn may keep the one it began with."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        """``clock`` counts seconds."""
        self._clock = clock
        self._states: OrderedDict[str, tuple[float, DialogueView]] = OrderedDict()

    def view(self, conversation_id: str | None) -> DialogueView:
        """Return what is remembered; nothing for a new conversation or one too old."""
        told, state = self._states.get(conversation_id or "", (0.0, NOTHING_SAID))
        return state if self._clock() - told < LIFETIME else NOTHING_SAID

    def remember(self, conversation_id: str | None, outcome: Outcome) -> None:
        """Take in what has happened. A turn without an id is forgotten at once."""
        if not conversation_id:
            return
        self._states[conversation_id] = (self._clock(), after(self.view(conversation_id), outcome))
        self._states.move_to_end(conversation_id)
        while len(self._states) > _MOST_CONVERSATIONS:
            self._states.popitem(last=False)


def after(before: DialogueView, outcome: Outcome) -> DialogueView:
    """Return the state after an outcome. What came to nothing leaves the referents; an old question is closed."""
    referents, area_id = before.referents, before.area_id
    for step in outcome.steps:
        match step:
            case Acted():
                entities = [*step.done, *(failed.entity for failed in step.failed)]
                targets = step.action.targets
            case Answered():
                # "Which lights are on?" speaks of those that are.
                entities = [reading.entity for reading in step.matching or step.readings]
                targets = step.question.targets
            case Asked():
                # "The desk lamp or the floor lamp?" makes neither of them "it"; "Unlock the door?" does.
                entities = list(step.candidates) if len(step.candidates) == 1 else []
                targets = step.action.targets
            case _:
                continue
        if entities:
            referents = tuple(entity.entity_id for entity in entities[:_MOST_REFERENTS])
            areas = {entity.area_id for entity in entities}
            area_id = _area_of(targets) or (areas.pop() if len(areas) == 1 else None)
    return DialogueView(referents, area_id, outcome.asked)


def _area_of(targets: tuple[Target, ...]) -> str | None:
    """Return the area that was named last."""
    named = [target.area_id for target in targets if isinstance(target, Group) and target.area_id]
    return named[-1] if named else None
