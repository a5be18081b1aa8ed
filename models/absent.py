"""Rooms and devices that a home does not have, and that its shortlist knows nothing of either."""

from custom_components.slm_conversation.home.index import ROOMS, is_common
from custom_components.slm_conversation.home.kinds import Kind
from custom_components.slm_conversation.home.text import fold, key_of, singular, words_of
from custom_components.slm_conversation.home.words import ROOM_WORDS

from .banks import Family
from .homes import odd_name
from .scene import Scene


def absent_rooms(scene: Scene) -> list[str]:
    """Words for one room that the home does not have, in the speaker's language; empty where it has every room."""
    held = {key_of(fold(name)) for area in scene.home.areas for name in area.names}
    known = {ROOMS[key] for key in held if key in ROOMS}
    if ROOMS["masterbedroom"] in known:  # the shortlist takes "bedroom" for it where there is no other
        known.add(ROOMS["bedroom"])
    groups = [
        group
        for number, group in enumerate(ROOM_WORDS)
        if number not in known and not any(key_of(fold(word)) in held for word in group)
    ]
    if not groups:
        return []
    return [word for word in scene.rng.choice(groups) if word.isascii() == (scene.bank.language == "en")]


def absent_target(scene: Scene, family: Family, rooms: list[str]) -> str | None:
    """A device that the home does not have: a kind in an absent room, or a name of its own; None where the draw fails."""
    rng = scene.rng
    kind = Kind(rng.choice(family.kinds or ("light",)))
    korean = scene.bank.language == "ko"
    found = scene.noun(kind, plural=rng.random() < 0.5)
    noun = found[0] if found else kind.value
    if rng.random() < 0.5:
        room = rng.choice(rooms)
        return f"{room} {noun}" if korean or rng.random() < 0.6 else f"the {noun} in the {room}"
    bank = scene.bank
    names = [name for name in bank.listed("devices", bank.split, kind) if "{" not in name]
    name = rng.choice(names) if names and rng.random() < 0.5 else odd_name(rng, bank, bank.split, noun)
    words = [word.text for word in words_of(fold(name))]
    own = [word for word in words if not is_common(word) and not is_common(singular(word)) and not word.isdigit()]
    home_words = {
        word.text for entity in scene.home.entities for alias in entity.names for word in words_of(fold(alias))
    }
    if not own or any(word in home_words for word in own) or is_common(key_of("".join(words))):
        return None
    return name if korean or "'s " in name or rng.random() < 0.4 else f"the {name}"
