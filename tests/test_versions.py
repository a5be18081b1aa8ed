"""The versions that stand in more than one place agree."""

from hashlib import sha256
import json
from pathlib import Path

import homeassistant
from homeassistant.const import __version__

from custom_components.slm_conversation.command.vocabulary import CONTROL
from custom_components.slm_conversation.const import MODEL_DIRECTORY
from custom_components.slm_conversation.runtime import load_model

ROOT = Path(__file__).resolve().parents[1]


def pins(path: Path) -> dict[str, str]:
    """Return the ``name==version`` lines of a requirements file, names in lower case."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return {name.lower(): version for name, found, version in (line.partition("==") for line in lines) if found}


def test_installed_home_assistant_is_the_pinned_one() -> None:
    assert pins(ROOT / "requirements_test.txt")["homeassistant"] == __version__


def test_our_pins_are_home_assistants_own() -> None:
    ours = pins(ROOT / "requirements_test.txt")
    theirs = pins(Path(homeassistant.__path__[0]) / "package_constraints.txt")
    shared = ours.keys() & theirs.keys()
    assert "hassil" in shared
    assert {name: ours[name] for name in shared} == {name: theirs[name] for name in shared}


def test_manifest_asks_for_what_is_tested() -> None:
    manifest = json.loads((ROOT / "custom_components/slm_conversation/manifest.json").read_text(encoding="utf-8"))
    ours = pins(ROOT / "requirements_test.txt")
    assert manifest["requirements"]
    for requirement in manifest["requirements"]:
        name, _, version = requirement.partition("==")
        assert ours[name] == version


def test_hacs_asks_for_the_tested_home_assistant() -> None:
    hacs = json.loads((ROOT / "hacs.json").read_text(encoding="utf-8"))
    assert hacs["homeassistant"] == __version__


def test_both_environments_share_tokenizer_and_model_format() -> None:
    ours = pins(ROOT / "requirements_test.txt")
    train = pins(ROOT / "requirements_train.txt")
    for name in ("gguf", "tokenizers"):
        assert train[name] == ours[name]


def test_the_shipped_model_speaks_the_vocabulary_of_the_code() -> None:
    model = load_model(MODEL_DIRECTORY)
    assert model.tokenizer.control_tokens == tuple(CONTROL)
    assert model.sha256 == sha256(model.path.read_bytes()).hexdigest()
