"""The worker's program: run by its file path with the interpreter that runs Home Assistant.

The packages above this directory import Home Assistant, which the worker has no use for. So they are left alone: the
files beside this one are imported under a package of their own.
"""

from importlib import import_module
from pathlib import Path
import sys
from types import ModuleType

_PACKAGE = "slm_engine"

if __name__ == "__main__":
    package = ModuleType(_PACKAGE)
    package.__path__ = [str(Path(__file__).parent)]
    sys.modules[_PACKAGE] = package
    import_module(f"{_PACKAGE}.service").main()
