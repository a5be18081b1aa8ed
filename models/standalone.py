"""Enters the integration's package without its face, so that a step starts at once and runs where there is no Home Assistant.

``home`` and most of ``command`` need none. Import this first; where the package was loaded whole before, it does nothing.
"""

from pathlib import Path
import sys
from types import ModuleType

_NAME = "custom_components.slm_conversation"

if _NAME not in sys.modules:
    for name in ("custom_components", _NAME):
        package = ModuleType(name)
        package.__path__ = [str(Path(__file__).parents[1].joinpath(*name.split(".")))]
        sys.modules[name] = package
