"""The model's workshop: phrase banks, random homes, examples, tokenizer, training, export and evaluation.

The integration's ``home`` and ``command`` packages need no Home Assistant, its face does. Where the face was not loaded before, the
workshop enters the package without it, so that a step starts at once and runs where Home Assistant is not installed.
"""

import sys
from pathlib import Path
from types import ModuleType

_NAME = "custom_components.slm_conversation"

if _NAME not in sys.modules:
    for name in ("custom_components", _NAME):
        package = ModuleType(name)
        package.__path__ = [str(Path(__file__).parents[1].joinpath(*name.split(".")))]
        sys.modules[name] = package
