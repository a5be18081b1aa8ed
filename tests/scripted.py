"""An agent whose understanding is scripted: what is tested is what becomes of a plan, not what a model makes of words.

The engine is the real one on a model of random weights, so that set-up, self-test and failures are real.
"""

from collections import deque
from collections.abc import AsyncGenerator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from hashlib import sha256
import json
from pathlib import Path
from typing import Any

import pytest

from custom_components.slm_conversation.command.dialogue import DialogueView
from custom_components.slm_conversation.command.plan import Plan
from custom_components.slm_conversation.command.understand import Understanding
from custom_components.slm_conversation.command.utterance import Utterance
from custom_components.slm_conversation.engine.client import EngineClient
from custom_components.slm_conversation.home.index import MatchIndex
from tests.harness import running_home
from tests.harness.home import RunningHome

HOME: dict[str, Any] = {
    "areas": ["Kitchen", {"name": "Bedroom", "aliases": ["침실"]}],
    "satellites": [{"name": "Speaker", "area": "Kitchen"}],
    "users": [{"name": "Mina", "may_not_control": ["light.kitchen"]}],
    "entities": [
        {"id": "light.kitchen", "name": "Kitchen light", "area": "Kitchen"},
        {"id": "light.bedroom", "name": "Bedroom light", "area": "Bedroom"},
        {"id": "light.broken", "name": "Broken light", "area": "Bedroom", "fails": "It is on fire"},
        {"id": "light.odd", "name": "Who is there?", "area": "Bedroom"},
        {"id": "lock.front", "name": "Front door", "aliases": ["현관문"], "state": "locked"},
        {"id": "cover.garage", "name": "Garage door", "device_class": "garage", "state": "closed"},
        {"id": "light.hidden", "name": "Hidden light", "area": "Bedroom", "exposed": False},
        {"id": "light.disabled", "name": "Disabled light", "area": "Bedroom", "disabled": True},
    ],
}


class Script:
    """Plans or errors to come, and what was asked for them."""

    def __init__(self) -> None:
        self.plans: deque[Plan | Exception] = deque()
        self.utterances: list[Utterance] = []
        self.dialogues: list[DialogueView] = []

    async def understand(
        self,
        _engine: EngineClient,
        _tokenizer: object,
        _index: MatchIndex,
        utterance: Utterance,
        dialogue: DialogueView,
    ) -> Understanding:
        """Take the next plan."""
        self.utterances.append(utterance)
        self.dialogues.append(dialogue)
        plan = self.plans.popleft()
        if isinstance(plan, Exception):
            raise plan
        return Understanding(plan, str(plan.steps), {"model": 1.0}, 10)


@pytest.fixture(scope="session")
def model_directory(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A model of random weights with what lies beside a shipped one."""
    from tests.engine.conftest import VOCABULARY, write_model  # noqa: PLC0415 (takes a second that few tests need)

    directory = tmp_path_factory.mktemp("model")
    write_model(directory / "eslm.gguf")
    digest = sha256((directory / "eslm.gguf").read_bytes()).hexdigest()
    control = [f"<c{number}>" for number in range(VOCABULARY - 256)]
    (directory / "manifest.json").write_text(json.dumps({"sha256": digest, "version": "0"}))
    (directory / "vocabulary.json").write_text(json.dumps({"control": control, "merges": []}))
    return directory


@pytest.fixture
def use_model(monkeypatch: pytest.MonkeyPatch) -> Callable[[Path], None]:
    """Have the integration look for its model in a folder."""

    def use(directory: Path) -> None:
        monkeypatch.setattr("custom_components.slm_conversation.MODEL_DIRECTORY", directory)
        monkeypatch.setattr("custom_components.slm_conversation.config_flow.MODEL_DIRECTORY", directory)

    return use


@pytest.fixture
def script(monkeypatch: pytest.MonkeyPatch, model_directory: Path, use_model: Callable[[Path], None]) -> Script:
    """What the agent of this test understands."""
    use_model(model_directory)
    script = Script()
    monkeypatch.setattr("custom_components.slm_conversation.command.turn.understand", script.understand)
    return script


@pytest.fixture
def scripted_home(script: Script) -> Callable[..., AbstractAsyncContextManager[RunningHome]]:
    """A little home with the scripted agent in it, to be entered with the plans to come."""

    @asynccontextmanager
    async def start(*plans: Plan | Exception) -> AsyncGenerator[RunningHome]:
        async with running_home(HOME) as home:
            script.plans.extend(plans)
            yield home

    return start
