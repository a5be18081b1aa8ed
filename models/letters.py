"""Bytes as the printable letters that GPT-2's vocabulary format, and with it GGUF, writes them in."""


def _letters() -> dict[int, str]:
    printable = [*range(0x21, 0x7F), *range(0xA1, 0xAD), *range(0xAE, 0x100)]
    others = [value for value in range(256) if value not in printable]
    return {value: chr(value) for value in printable} | {value: chr(0x100 + at) for at, value in enumerate(others)}


_LETTERS = _letters()
_BYTES = {letter: value for value, letter in _LETTERS.items()}


def spell(piece: bytes) -> str:
    """Spell bytes: printable Latin-1 as it is, the other bytes from U+0100 on."""
    return "".join(_LETTERS[value] for value in piece)


def unspell(token: str) -> bytes:
    """Return the bytes that ``spell`` spelled."""
    return bytes(_BYTES[letter] for letter in token)
