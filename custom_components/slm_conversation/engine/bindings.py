"""llama.cpp's C functions, and nothing else of llama-cpp-python.

The package's ``__init__`` imports its server-side half (numpy, jinja2, diskcache ...): 25 MB and 0.2 s that the worker
has no use for. The module with the C functions and structures stands by itself, so it is imported under an empty
package.
"""

import ctypes
import importlib
from importlib.util import find_spec
from pathlib import Path
import sys
from types import ModuleType
from typing import Any

_PACKAGE = "llama_cpp"
_ERROR_LEVELS = (3, 4)  # ggml_log_level: warnings and errors; 5 continues a line


class BindingsMissingError(Exception):
    """llama-cpp-python is not installed for this interpreter, or its library cannot be loaded here."""


class Bindings:
    """The loaded bindings: ``c`` has the functions under their C names."""

    def __init__(self) -> None:
        """Load the library. Raises ``BindingsMissingError``."""
        spec = find_spec(_PACKAGE)
        if spec is None or not spec.submodule_search_locations:
            raise BindingsMissingError("llama-cpp-python is not installed")
        self.directory = Path(next(iter(spec.submodule_search_locations)))
        package = ModuleType(_PACKAGE)
        package.__path__ = [str(self.directory)]
        sys.modules[_PACKAGE] = package
        try:
            self.c: Any = importlib.import_module(f"{_PACKAGE}.llama_cpp")
        except (ImportError, OSError, RuntimeError, AttributeError) as err:
            # RuntimeError is what the bindings make of a library for another platform; AttributeError is a missing
            # symbol.
            del sys.modules[_PACKAGE]
            raise BindingsMissingError(f"llama-cpp-python cannot be loaded: {err}") from err
        self._log = self.c.llama_log_callback(_forward)
        self.c.llama_log_set(self._log, None)
        self._load_backends()
        self.c.llama_backend_init()

    def _load_backends(self) -> None:
        """A build with one backend per processor looks for them beside the interpreter; they lie beside the library."""
        library = self.c._lib  # noqa: SLF001 - these functions are not bound
        try:
            count, load = library.ggml_backend_dev_count, library.ggml_backend_load_all_from_path
        except AttributeError:
            return
        count.restype, load.argtypes, load.restype = ctypes.c_size_t, [ctypes.c_char_p], None
        if count() == 0:
            load(str(self.directory / "lib").encode())

    @property
    def llama_version(self) -> str:
        """Version of llama.cpp, empty where the library is too old to tell."""
        version = getattr(self.c, "llama_version", None)
        return version().decode() if version else ""

    @property
    def library_version(self) -> str:
        """Version of llama-cpp-python, empty where it was not installed as a package."""
        prefix, suffix = "llama_cpp_python-", ".dist-info"
        for entry in self.directory.parent.glob(f"{prefix}*{suffix}"):
            return entry.name.removeprefix(prefix).removesuffix(suffix)
        return ""


def _forward(level: int, text: bytes, _data: Any) -> None:
    if level in _ERROR_LEVELS:
        sys.stderr.write(text.decode(errors="replace"))
