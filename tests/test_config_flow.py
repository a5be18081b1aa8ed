"""Set-up, reconfiguration and options, with the real engine on a model of random weights."""

from collections.abc import Callable
import json
from pathlib import Path
import re
import shutil
import sys
from typing import Any

from homeassistant.config_entries import SOURCE_RECONFIGURE, SOURCE_USER, ConfigEntryState
from homeassistant.core import HomeAssistant
from homeassistant.helpers import entity_registry as er, issue_registry as ir
from homeassistant.setup import async_setup_component
import pytest
from pytest_homeassistant_custom_component.common import MockConfigEntry
import yaml

from custom_components.slm_conversation.command.reply import Style
from custom_components.slm_conversation.const import DOMAIN
from custom_components.slm_conversation.engine import errors
from custom_components.slm_conversation.engine.errors import EngineError
from custom_components.slm_conversation.home.risks import Risk

TRANSLATIONS = Path(__file__).parents[1] / "custom_components" / DOMAIN / "translations"


@pytest.fixture(autouse=True)
async def _core(hass: HomeAssistant, model_directory: Path, use_model: Callable[[Path], None]) -> None:
    """A core that has the conversation integration's needs."""
    use_model(model_directory)
    assert await async_setup_component(hass, "homeassistant", {})


async def set_up(hass: HomeAssistant) -> Any:
    """Go through the config flow as a user who leaves everything as it is."""
    result = await hass.config_entries.flow.async_init(DOMAIN, context={"source": SOURCE_USER})
    assert result["type"] == "form"
    assert result["step_id"] == "user"
    return await hass.config_entries.flow.async_configure(result["flow_id"], {})


async def test_one_step_sets_it_up(hass: HomeAssistant) -> None:
    result = await set_up(hass)
    assert result["type"] == "create_entry"
    await hass.async_block_till_done()
    entry = hass.config_entries.async_entries(DOMAIN)[0]
    assert entry.state is ConfigEntryState.LOADED
    subentry = next(iter(entry.subentries.values()))
    assert subentry.subentry_type == "conversation"
    assert subentry.data == {"ask_first": ["unlock", "open_entrance", "start_cooking"], "reply_style": "short"}
    again = await hass.config_entries.flow.async_init(DOMAIN, context={"source": SOURCE_USER})
    assert again["reason"] == "single_instance_allowed"
    assert await hass.config_entries.async_unload(entry.entry_id)


def damage(directory: Path) -> None:
    """Change a byte."""
    content = bytearray((directory / "eslm.gguf").read_bytes())
    content[-1] ^= 1
    (directory / "eslm.gguf").write_bytes(content)


def cut(directory: Path) -> None:
    """Cut the file short."""
    path = directory / "eslm.gguf"
    path.write_bytes(path.read_bytes()[:1000])


def remove(directory: Path) -> None:
    """Take the file away."""
    (directory / "eslm.gguf").unlink()


def swap(directory: Path) -> None:
    """Put something else in its place."""
    (directory / "eslm.gguf").write_bytes(b"no model")


def spoil_vocabulary(directory: Path) -> None:
    """Make the vocabulary unreadable."""
    (directory / "vocabulary.json").write_text("{}")


def shorten_vocabulary(directory: Path) -> None:
    """Make the vocabulary another one's."""
    (directory / "vocabulary.json").write_text(json.dumps({"control": ["<a>"], "merges": []}))


def remove_manifest(directory: Path) -> None:
    """Take the manifest away."""
    (directory / "manifest.json").unlink()


@pytest.mark.parametrize(
    ("harm", "key"),
    [
        (damage, "model_damaged"),
        (cut, "model_damaged"),
        (swap, "model_damaged"),
        (spoil_vocabulary, "model_damaged"),
        (shorten_vocabulary, "model_damaged"),
        (remove, "model_missing"),
        (remove_manifest, "model_missing"),
    ],
)
async def test_a_bad_model_is_told_and_reminded_of(
    hass: HomeAssistant,
    model_directory: Path,
    use_model: Callable[[Path], None],
    tmp_path: Path,
    harm: Callable[[Path], None],
    key: str,
) -> None:
    broken = tmp_path / "model"
    shutil.copytree(model_directory, broken)
    harm(broken)
    use_model(broken)
    assert (await set_up(hass))["errors"] == {"base": key}
    entry = MockConfigEntry(domain=DOMAIN)
    entry.add_to_hass(hass)
    assert not await hass.config_entries.async_setup(entry.entry_id)
    assert entry.state is ConfigEntryState.SETUP_ERROR
    assert entry.error_reason_translation_key == f"setup_{key}"
    assert ir.async_get(hass).async_get_issue(DOMAIN, key) is not None
    use_model(model_directory)
    assert await hass.config_entries.async_reload(entry.entry_id)
    assert ir.async_get(hass).async_get_issue(DOMAIN, key) is None
    assert await hass.config_entries.async_unload(entry.entry_id)


async def test_only_what_is_wrong_now_is_reminded_of(
    hass: HomeAssistant, model_directory: Path, use_model: Callable[[Path], None], tmp_path: Path
) -> None:
    broken = tmp_path / "model"
    shutil.copytree(model_directory, broken)
    use_model(broken)
    entry = MockConfigEntry(domain=DOMAIN)
    entry.add_to_hass(hass)
    damage(broken)
    assert not await hass.config_entries.async_setup(entry.entry_id)
    remove(broken)
    assert not await hass.config_entries.async_reload(entry.entry_id)
    assert {issue_id for domain, issue_id in ir.async_get(hass).issues if domain == DOMAIN} == {"model_missing"}


async def test_a_missing_library_is_told(hass: HomeAssistant, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    # The worker looks for llama_cpp where Home Assistant would; this one cannot be imported.
    (tmp_path / "llama_cpp").mkdir()
    (tmp_path / "llama_cpp" / "__init__.py").write_text("raise ImportError('not for this machine')")
    monkeypatch.setattr(sys, "path", [str(tmp_path), *(path for path in sys.path if "site-packages" not in path)])
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    assert (await set_up(hass))["errors"] == {"base": "engine_missing"}


async def test_reconfigure_tests_the_engine_again(
    hass: HomeAssistant, model_directory: Path, use_model: Callable[[Path], None], tmp_path: Path
) -> None:
    entry = (await set_up(hass))["result"]
    await hass.async_block_till_done()
    first = entry.runtime_data.engine
    use_model(tmp_path)
    result = await hass.config_entries.flow.async_init(
        DOMAIN, context={"source": SOURCE_RECONFIGURE, "entry_id": entry.entry_id}
    )
    result = await hass.config_entries.flow.async_configure(result["flow_id"], {})
    assert result["errors"] == {"base": "model_missing"}
    assert entry.runtime_data.engine is first, "what works is left alone"
    use_model(model_directory)
    result = await hass.config_entries.flow.async_configure(result["flow_id"], {})
    assert result["reason"] == "engine_restarted"
    await hass.async_block_till_done()
    assert entry.state is ConfigEntryState.LOADED
    assert entry.runtime_data.engine is not first
    assert await hass.config_entries.async_unload(entry.entry_id)


async def test_options_of_an_agent(hass: HomeAssistant) -> None:
    entry = (await set_up(hass))["result"]
    await hass.async_block_till_done()
    agent = next(e for e in er.async_get(hass).entities.values() if e.platform == DOMAIN)
    flow = hass.config_entries.subentries
    subentry_id = next(iter(entry.subentries))
    result = await flow.async_init(
        (entry.entry_id, "conversation"), context={"source": SOURCE_RECONFIGURE, "subentry_id": subentry_id}
    )
    wanted = {"ask_first": ["unlock"], "reply_style": "friendly"}
    result = await flow.async_configure(result["flow_id"], {**wanted, "hand_on": agent.entity_id})
    assert result["errors"] == {"hand_on": "own_agent"}
    result = await flow.async_configure(result["flow_id"], {**wanted, "hand_on": "conversation.home_assistant"})
    assert result["reason"] == "options_saved"
    assert entry.subentries[subentry_id].data == {**wanted, "hand_on": "conversation.home_assistant"}
    result = await flow.async_init((entry.entry_id, "conversation"), context={"source": SOURCE_USER})
    result = await flow.async_configure(
        result["flow_id"], {"name": "Kitchen voice", "ask_first": [], "reply_style": "short"}
    )
    assert result["type"] == "create_entry"
    assert result["title"] == "Kitchen voice"
    assert result["data"] == {"ask_first": [], "reply_style": "short"}
    await hass.async_block_till_done()
    assert len([e for e in er.async_get(hass).entities.values() if e.platform == DOMAIN]) == 2
    assert await hass.config_entries.async_unload(entry.entry_id)


def keys_of(tree: Any, path: tuple[str, ...] = ()) -> set[tuple[str, ...]]:
    """Return the paths to all texts."""
    if isinstance(tree, str):
        return {path}
    return {found for key, value in tree.items() for found in keys_of(value, (*path, key))}


def text_at(tree: Any, path: tuple[str, ...]) -> str:
    """Return the text at a path."""
    for key in path:
        tree = tree[key]
    return str(tree)


def test_both_languages_say_everything() -> None:
    english, korean = (json.loads((TRANSLATIONS / f"{code}.json").read_text()) for code in ("en", "ko"))
    assert keys_of(english) == keys_of(korean)
    for path in keys_of(english):
        names = [sorted(re.findall(r"\{\w+\}", text_at(language, path))) for language in (english, korean)]
        assert names[0] == names[1], path
    services = yaml.safe_load((TRANSLATIONS.parent / "services.yaml").read_text())
    fields = {(service, field) for service, spec in services.items() for field in spec["fields"]}
    assert fields == {(service, field) for service, spec in english["services"].items() for field in spec["fields"]}
    options = english["selector"]["ask_first"]["options"], english["selector"]["reply_style"]["options"]
    assert [set(each) for each in options] == [{risk.value for risk in Risk}, {style.value for style in Style}]
    leaves = [value for value in vars(errors).values() if isinstance(value, type) and issubclass(value, EngineError)]
    for error in leaves:
        assert error.translation_key in english["exceptions"]
        assert error.translation_key in english["config"]["error"]
        if error.needs_remedy:
            assert error.translation_key in english["issues"]
    for message in (*english["exceptions"].values(), *korean["exceptions"].values()):
        assert message["message"].endswith("."), "a statement keeps the microphone closed"
