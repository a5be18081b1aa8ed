"""Sentences as speech-to-text gives them: fillers, lost punctuation, glued and split words, misheard letters."""

from random import Random

from custom_components.slm_conversation.home.text import is_hangul

from .banks import Bank

_NEAR_MEDIALS = {4: 8, 8: 4, 1: 5, 5: 1, 0: 4, 13: 18, 18: 13, 20: 16, 6: 12, 12: 6}
_NEAR_FINALS = {0: 4, 4: 21, 21: 4, 16: 4, 1: 0, 8: 0, 17: 1}
_HOMOPHONES = (
    ("to ", "two "),
    ("for ", "four "),
    ("light", "lite"),
    ("turn off", "turn of"),
    ("the ", "a "),
    ("blinds", "blines"),
    ("in the", "and the"),
    ("on", "own"),
)


def mannered(rng: Random, bank: Bank, text: str) -> str:
    """Add politeness, a leftover of a wake word or a hesitation."""
    roll = rng.random()
    manner = bank.manner
    if roll < 0.16 and manner.get("before"):
        text = f"{rng.choice(manner['before'])} {text}"
    elif roll < 0.24 and manner.get("after"):
        text = f"{text} {rng.choice(manner['after'])}"
    if rng.random() < 0.03 and manner.get("wake"):
        text = f"{rng.choice(manner['wake'])} {text}"
    if rng.random() < 0.025 and manner.get("hesitation"):
        words = text.split(" ")
        words.insert(rng.randrange(len(words)), str(rng.choice(manner["hesitation"])))
        text = " ".join(words)
    return text


def noisy(rng: Random, text: str) -> str:
    """What a microphone and a recogniser make of it."""
    if rng.random() < 0.8:
        text = text.rstrip("?.!")
    if rng.random() < 0.5:
        text = text.replace(",", "")
    roll = rng.random()
    if roll < 0.09:
        text = _misheard(rng, text)
    elif roll < 0.13:
        text = _respaced(rng, text)
    elif roll < 0.15 and not is_hangul(text):
        wrong = rng.choice(_HOMOPHONES)
        text = text.replace(*wrong, 1)
    elif roll < 0.16 and text.count(" ") > 2:
        text = text.partition(" ")[2]
    elif roll < 0.18 and text and text.isascii():
        text = rng.choice((text.capitalize(), text.upper(), text + "."))
    return text


def _misheard(rng: Random, text: str) -> str:
    places = [place for place, char in enumerate(text) if char.isalpha()]
    if len(places) < 6:
        return text
    place = rng.choice(places)
    char = text[place]
    code = ord(char) - 0xAC00
    if 0 <= code < 11_172:
        initial, medial, final = code // 588, code % 588 // 28, code % 28
        if rng.random() < 0.6:
            medial = _NEAR_MEDIALS.get(medial, medial)
        else:
            final = _NEAR_FINALS.get(final, final)
        return text[:place] + chr(0xAC00 + initial * 588 + medial * 28 + final) + text[place + 1 :]
    change = rng.random()
    if change < 0.5:
        return text[:place] + text[place + 1 :]
    if change < 0.8:
        return text[:place] + rng.choice("aeioustrnl") + text[place + 1 :]
    return text[:place] + char + text[place:]


def _respaced(rng: Random, text: str) -> str:
    spaces = [place for place, char in enumerate(text) if char == " "]
    if spaces and rng.random() < 0.75:
        if is_hangul(text) and rng.random() < 0.3:
            return text.replace(" ", "")
        place = rng.choice(spaces)
        return text[:place] + text[place + 1 :]
    places = [place for place in range(1, len(text)) if text[place - 1].isalpha() and text[place].isalpha()]
    if not places or not is_hangul(text):
        return text
    place = rng.choice(places)
    return text[:place] + " " + text[place:]
