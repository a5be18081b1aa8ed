"""What can go wrong with the engine. Each error has the key of the sentence that tells a user."""

from typing import ClassVar, Self


class EngineError(Exception):
    """Base of all. The text is for the log, in English; the user gets the translation of ``translation_key``."""

    translation_key: ClassVar[str] = "engine_failed"
    needs_remedy: ClassVar[bool] = False
    """Whether somebody has to do something: trying again by itself will not help."""

    def again(self) -> Self:
        """The same, to be raised another time: an exception collects the traceback of each place that raises it."""
        return type(self)(*self.args)


class EngineFailedError(EngineError):
    """The engine does not work, for a reason that has no name of its own."""


class EngineMissingError(EngineError):
    """llama-cpp-python is not installed, or not for this machine."""

    translation_key = "engine_missing"
    needs_remedy = True


class CpuUnfitError(EngineError):
    """The library uses instructions that this processor does not have."""

    translation_key = "cpu_unfit"
    needs_remedy = True


class ModelMissingError(EngineError):
    """The model file is not there, or cannot be read."""

    translation_key = "model_missing"
    needs_remedy = True


class ModelDamagedError(EngineError):
    """The model file is not the one that was shipped, or llama.cpp cannot make sense of it."""

    translation_key = "model_damaged"
    needs_remedy = True


class MemoryShortError(EngineError):
    """Too little memory is free to load the model."""

    translation_key = "memory_short"


class EngineTimeoutError(EngineError):
    """No answer within the time given."""

    translation_key = "engine_timeout"


class EngineBusyError(EngineError):
    """Too many requests are waiting already."""

    translation_key = "engine_busy"


class EngineCrashedError(EngineError):
    """The worker died; it is being started again."""

    translation_key = "engine_crashed"
