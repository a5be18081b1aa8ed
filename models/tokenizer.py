"""Fit the vocabulary: which letters become one token. Writes the integration's ``model/vocabulary.json``.

Pieces (see ``SPLIT``) never mix Hangul with Latin, so the two are fitted apart. For Hangul the merges follow from
UTF-8: the first two bytes of a syllable, then the whole of an everyday one, then the same behind a space where words
begin with it. Every syllable there is then costs at most two tokens. For the rest the ``tokenizers`` library trains the
merges.

    python -m models.tokenizer corpus.txt control.txt vocabulary.json --size 4096
"""

import argparse
from collections import Counter
from collections.abc import Iterable, Sequence
import json
import logging
from pathlib import Path
import re
import sys
from typing import TypedDict

import tokenizers
from tokenizers import models, pre_tokenizers, trainers

from custom_components.slm_conversation.command.tokenizer import HANGUL, SPLIT, Tokenizer
from models.letters import spell, unspell

_LOGGER = logging.getLogger(__name__)
_ASIDE = re.compile(rf" ?[{HANGUL}]+")


class Vocabulary(TypedDict):
    """The content of ``vocabulary.json``: control tokens in id order, merges as pairs of ids in order of rank."""

    control: list[str]
    merges: list[tuple[int, int]]


def train(
    corpus: Iterable[str],
    control: Sequence[str],
    size: int = 4096,
    *,
    syllables: str = "",
    whole: int = 1200,
    spaced: int = 600,
) -> Vocabulary:
    """Fit a vocabulary of at most ``size`` ids, control tokens included, to normalised texts without control tokens.

    ``whole`` Hangul syllables become one token, those in ``syllables`` first, then by frequency; the ``spaced`` most
    frequent at the beginning of a word become one token with the space before them too. Raises ValueError if ``size``
    is too small.
    """
    texts = list(corpus)
    hangul = _hangul_merges(texts, syllables, whole, spaced)
    room = size - len(control) - 256 - len(hangul)
    if room <= 0:
        raise ValueError(
            f"{size} ids leave no room for letters: {len(control)} control tokens, {len(hangul)} Hangul merges"
        )
    merges = hangul + _library_merges((_ASIDE.sub("\n", text) for text in texts), room)
    vocabulary = _numbered(control, merges)
    check(vocabulary, texts[:: max(1, len(texts) // 2000)])
    return vocabulary


def check(vocabulary: Vocabulary, samples: Iterable[str]) -> None:
    """Raise ValueError if the library, given our merges, encodes a sample otherwise than we do."""
    ours = Tokenizer(vocabulary["control"], vocabulary["merges"])
    spelled = [spell(piece) for piece in ours.pieces]
    first = len(ours.control_tokens)
    theirs = tokenizers.Tokenizer(
        models.BPE(
            vocab={piece: index for index, piece in enumerate(spelled)},
            merges=[(spelled[left - first], spelled[right - first]) for left, right in vocabulary["merges"]],
        )
    )
    theirs.pre_tokenizer = _pre_tokenizer()
    for sample in samples:
        if [index + first for index in theirs.encode(sample).ids] != ours.encode(sample):
            raise ValueError(f"our encoder and the library differ on {sample!r}")


def _pre_tokenizer() -> pre_tokenizers.PreTokenizer:
    return pre_tokenizers.Sequence(
        [
            pre_tokenizers.Split(tokenizers.Regex(SPLIT), behavior="isolated"),
            pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False),
        ]
    )


def _hangul_merges(texts: Iterable[str], syllables: str, whole: int, spaced: int) -> list[tuple[bytes, bytes]]:
    counts: Counter[str] = Counter()
    starts: Counter[str] = Counter()
    for text in texts:
        counts.update(re.findall(f"[{HANGUL}]", text))
        starts.update(re.findall(f" ([{HANGUL}])", text))
    ranked = list(
        dict.fromkeys([*re.findall(f"[{HANGUL}]", syllables), *(syllable for syllable, _ in counts.most_common())])
    )
    chosen = ranked[:whole]
    chosen_set = set(chosen)
    heads = sorted({chr(code).encode()[:2] for code in range(0xAC00, 0xD7A4)})
    merges = [(head[:1], head[1:]) for head in heads]
    merges += [(syllable.encode()[:2], syllable.encode()[2:]) for syllable in chosen]
    merges += [(b" ", start.encode()) for start, _ in starts.most_common(spaced) if start in chosen_set]
    return merges


def _library_merges(texts: Iterable[str], room: int) -> list[tuple[bytes, bytes]]:
    trained = tokenizers.Tokenizer(models.BPE())
    trained.pre_tokenizer = _pre_tokenizer()
    trainer = trainers.BpeTrainer(
        vocab_size=256 + room,
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
        min_frequency=2,
        show_progress=False,
    )
    trained.train_from_iterator(texts, trainer)
    pairs = json.loads(trained.to_str())["model"]["merges"]
    return [(unspell(left), unspell(right)) for left, right in pairs]


def _numbered(control: Sequence[str], merges: Iterable[tuple[bytes, bytes]]) -> Vocabulary:
    first = len(control)
    ids = {bytes((value,)): first + value for value in range(256)}
    pairs = []
    for left, right in merges:
        pairs.append((ids[left], ids[right]))
        ids.setdefault(left + right, first + len(ids))
    return {"control": list(control), "merges": pairs}


def write(vocabulary: Vocabulary, path: Path) -> None:
    """Write ``vocabulary.json``, compact, with a newline between its parts."""
    control, merges = (json.dumps(vocabulary[part], separators=(",", ":")) for part in ("control", "merges"))
    path.write_text(f'{{"control":{control},\n"merges":{merges}}}\n', encoding="utf-8")


def main(arguments: Sequence[str]) -> None:
    """Read a corpus (a text a line) and control tokens (one a line), write the vocabulary, report what a text costs."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("control", type=Path)
    parser.add_argument("output", type=Path)
    parser.add_argument("--size", type=int, default=4096)
    parser.add_argument("--whole", type=int, default=1200, help="Hangul syllables that become one token")
    parser.add_argument(
        "--spaced", type=int, default=600, help="Hangul syllables that become one token with the space before"
    )
    parser.add_argument("--syllables", default="", help="syllables that must be whole, whatever their frequency")
    options = parser.parse_args(arguments)
    texts = options.corpus.read_text(encoding="utf-8").splitlines()
    control = options.control.read_text(encoding="utf-8").split()
    vocabulary = train(
        texts, control, options.size, syllables=options.syllables, whole=options.whole, spaced=options.spaced
    )
    write(vocabulary, options.output)
    encoder = Tokenizer.load(options.output)
    _LOGGER.info("%d ids, %d of them control tokens", encoder.size, len(control))
    for language, hangul in (("English", False), ("Korean", True)):
        chosen = [text for text in texts if bool(re.search(f"[{HANGUL}]", text)) is hangul]
        if chosen:
            tokens = sum(len(encoder.encode(text)) for text in chosen)
            _LOGGER.info("%s: %.1f tokens a text over %d texts", language, tokens / len(chosen), len(chosen))


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    main(sys.argv[1:])
