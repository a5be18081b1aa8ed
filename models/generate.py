"""Make training and validation examples: random homes, sentences, and the integration's own shortlist, prompt and plan code.

python -m models.generate corpus OUT.txt --sentences 60000
python -m models.generate shards OUT_DIR --split train --sentences 500000 --seed 1 --name a
python -m models.generate show --split train --sentences 20
"""

import argparse
from collections.abc import Iterator
from pathlib import Path
from random import Random
import sys
import time
from typing import NamedTuple

from . import standalone  # noqa: F401  # isort: skip (comes before what it makes importable)

from custom_components.slm_conversation.command.plan import Plan
from custom_components.slm_conversation.command.prompt import list_tokens, sentence_tokens
from custom_components.slm_conversation.command.spelling import SpellingError, spell
from custom_components.slm_conversation.command.tokenizer import Tokenizer
from custom_components.slm_conversation.home.index import MatchIndex, build_index
from custom_components.slm_conversation.home.model import Home
from custom_components.slm_conversation.home.shortlist import MOST_ENTITIES, Shortlist, shortlist
from custom_components.slm_conversation.home.text import fold

from .banks import Split, load
from .homes import RandomHome, random_home
from .scene import Scene
from .sentences import Said, Speaker, Unsayable
from .settle import settle
from .shards import Sentence, ShardWriter

VOCABULARY = Path(__file__).parents[1] / "custom_components/slm_conversation/model/vocabulary.json"
SENTENCES_PER_HOME = 18
SENTENCES_PER_LARGE_HOME = 5
LARGE_HOMES = 0.08
GROUPS = (
    "en action",
    "ko action",
    "en situation",
    "ko situation",
    "en several",
    "ko several",
    "en question",
    "ko question",
    "en chat",
    "ko chat",
    "en absent",
    "ko absent",
    "en answer",
    "ko answer",
)


class Example(NamedTuple):
    """A sentence in a home with its plan and the context it was said in."""

    said: Said
    language: str
    scene: Scene
    short: Shortlist
    plan: Plan
    asked: bool


def examples(
    rng: Random, split: Split, drawn: RandomHome, index: MatchIndex, count: int, *, noise: bool = True
) -> Iterator[Example]:
    """Up to ``count`` sentences said in a home; those that could not be known from the shortlist are left out."""
    home = drawn.home
    for _ in range(count * 3):
        if count == 0:
            return
        language = drawn.language if rng.random() < 0.85 else ("ko" if drawn.language == "en" else "en")
        scene = Scene(
            rng,
            home,
            load(language, split),
            rng.choice(home.areas).area_id if home.areas and rng.random() < 0.6 else None,
            tuple(
                entity.entity_id
                for entity in rng.sample(home.entities, min(len(home.entities), rng.choice((1, 1, 1, 2, 3))))
            )
            if rng.random() < 0.2
            else (),
            rng.choice(home.areas).area_id if home.areas and rng.random() < 0.12 else None,
        )
        asked = rng.random() < 0.05
        try:
            said = Speaker(scene, asked=asked, noise=noise).sentence()
        except Unsayable:
            continue
        short = shortlist(index, said.text, area_id=scene.area_id, referents=scene.referents, there_id=scene.there_id)
        steps = settle(said, short)
        if steps is None:
            continue
        count -= 1
        yield Example(said, language, scene, short, Plan(steps), asked)


def _encoded(tokenizer: Tokenizer, example: Example) -> Sentence | None:
    scene = example.scene
    try:
        answer = [tokenizer.control(token) for token in spell(example.plan, example.short)]
    except SpellingError:
        return None
    prompt = sentence_tokens(
        tokenizer,
        example.short,
        area_id=scene.area_id,
        referents=scene.referents,
        there_id=scene.there_id,
        asked=example.asked,
    )
    return Sentence(prompt, answer, GROUPS.index(f"{example.language} {example.said.category}"))


def draw_home(rng: Random, split: Split) -> RandomHome:
    """A home of a size that training meets: mostly what fits the list whole, some much larger."""
    size = int(17 * (12 ** rng.random())) if rng.random() < LARGE_HOMES else rng.randint(2, MOST_ENTITIES)
    return random_home(rng, split, size)


def households(rng: Random, split: Split, tokenizer: Tokenizer) -> Iterator[tuple[list[int], list[Sentence]]]:
    """Lists with the sentences behind them, without end."""
    while True:
        drawn = draw_home(rng, split)
        index = build_index(drawn.home)
        if len(drawn.home.entities) <= MOST_ENTITIES:
            found = list(examples(rng, split, drawn, index, SENTENCES_PER_HOME))
            encoded = [sentence for example in found if (sentence := _encoded(tokenizer, example))]
            if encoded:
                yield list_tokens(tokenizer, found[0].short), encoded
            continue
        for example in examples(rng, split, drawn, index, SENTENCES_PER_LARGE_HOME):
            if sentence := _encoded(tokenizer, example):
                yield list_tokens(tokenizer, example.short), [sentence]


def _corpus(rng: Random, sentences: int) -> Iterator[str]:
    """Text for the tokenizer: sentences and the names of the homes, both languages alike."""
    while sentences > 0:
        drawn = draw_home(rng, "train")
        for entity in drawn.home.entities[:MOST_ENTITIES]:
            yield " " + fold(entity.name)
        for example in examples(
            rng, "train", drawn, build_index(Home(drawn.home.entities[:40], drawn.home.areas, drawn.home.floors)), 12
        ):
            sentences -= 1
            yield " " + example.short.text


def main(arguments: list[str]) -> None:
    """Run a command of the module's docstring."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("command", choices=("corpus", "shards", "show"))
    parser.add_argument("out", nargs="?", type=Path)
    parser.add_argument("--sentences", type=int, default=20)
    parser.add_argument("--split", choices=("train", "evaluate"), default="train")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--name", default="shard")
    options = parser.parse_args(arguments)
    rng = Random(f"{options.split} {options.name} {options.seed}")
    if options.command == "corpus":
        options.out.write_text("\n".join(_corpus(rng, options.sentences)), encoding="utf-8")
    elif options.command == "show":
        _show(rng, options.split, options.sentences)
    else:
        _write(rng, options)


def _show(rng: Random, split: Split, sentences: int) -> None:
    while sentences > 0:
        drawn = draw_home(rng, split)
        for example in examples(rng, split, drawn, build_index(drawn.home), 4):
            sentences -= 1
            text = example.short.text
            for mark in reversed(example.short.marks):
                names = ",".join(
                    (getattr(ref, "names", None) and ref.names[0]) or str(getattr(ref, "data", ref))
                    for ref in mark.references
                )  # type: ignore[union-attr]
                text = f"{text[: mark.end]}⟨{names}⟩{text[mark.end :]}"
            sys.stdout.write(
                f"{example.said.category:9} {text}\n{'':12}{' '.join(spell(example.plan, example.short))}\n"
            )


def _write(rng: Random, options: argparse.Namespace) -> None:
    tokenizer = Tokenizer.load(VOCABULARY)
    started, done, listed = time.monotonic(), 0, 0
    prompts = {"en": [0, 0], "ko": [0, 0]}
    with ShardWriter(options.out, f"{options.name}-{options.seed}") as writer:
        for tokens, sentences in households(rng, options.split, tokenizer):
            writer.add(tokens, sentences)
            listed += len(tokens)
            for sentence in sentences:
                count = prompts[GROUPS[sentence.group][:2]]
                count[0] += 1
                count[1] += len(sentence.prompt)
            done += len(sentences)
            if done >= options.sentences:
                break
    seconds = time.monotonic() - started
    mean = {language: round(total / max(count, 1), 1) for language, (count, total) in prompts.items()}
    sys.stdout.write(
        f"{done} sentences, {done / seconds:.0f} a second; tokens of a marked sentence {mean}; of the lists {listed}\n"
    )


if __name__ == "__main__":
    main(sys.argv[1:])
