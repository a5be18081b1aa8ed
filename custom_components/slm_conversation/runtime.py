"""What a config entry keeps while it is loaded."""

from dataclasses import dataclass, field
import json
from pathlib import Path

from homeassistant.config_entries import ConfigEntry
from homeassistant.core import HomeAssistant

from .command.dialogue import Dialogues
from .command.tokenizer import Tokenizer
from .command.turn import Turn
from .engine.client import EngineClient, EngineInfo
from .engine.errors import ModelDamagedError, ModelMissingError
from .home.index import MatchIndex, build_index
from .home.snapshot import HomeView

_LARGE = 25
"""Entities beyond which indexing may take over 5 ms (0.1 ms each here, more on a Raspberry Pi) and leaves the event loop."""

type SlmConfigEntry = ConfigEntry[RuntimeData]


@dataclass(frozen=True, slots=True)
class ShippedModel:
    """The model as it lies in the package."""

    path: Path
    sha256: str
    version: str
    tokenizer: Tokenizer

    def check(self, info: EngineInfo) -> None:
        """Raise ModelDamagedError where what the worker loaded does not go with the vocabulary."""
        if info.vocabulary != self.tokenizer.size:
            raise ModelDamagedError(f"The model has {info.vocabulary} tokens, its vocabulary {self.tokenizer.size}")


def load_model(directory: Path) -> ShippedModel:
    """Read what goes with the model; the GGUF itself is left to the worker. Reads files: not for the event loop.

    Raises ModelMissingError where a file is not there and ModelDamagedError where it makes no sense.
    """
    try:
        manifest = json.loads((directory / "manifest.json").read_text(encoding="utf-8"))
        tokenizer = Tokenizer.load(directory / "vocabulary.json")
        return ShippedModel(directory / "eslm.gguf", manifest["sha256"], str(manifest["version"]), tokenizer)
    except OSError as err:
        raise ModelMissingError(f"{err.filename}: {err.strerror}") from err
    except (ValueError, KeyError, TypeError) as err:
        raise ModelDamagedError(f"The files beside the model cannot be read: {err}") from err


@dataclass(slots=True)
class RuntimeData:
    """The home, the engine, and what was said lately."""

    home_view: HomeView
    engine: EngineClient
    model: ShippedModel
    dialogues: Dialogues = field(default_factory=Dialogues)
    last_turn: Turn | None = None
    _index: MatchIndex | None = None

    async def async_index(self, hass: HomeAssistant) -> MatchIndex:
        """Return the match index of the present home; it is built again only where the home has changed."""
        home = await self.home_view.async_get()
        if self._index is None or self._index.home is not home:
            if len(home.entities) > _LARGE:
                self._index = await hass.async_add_executor_job(build_index, home)
            else:
                self._index = build_index(home)
        return self._index
