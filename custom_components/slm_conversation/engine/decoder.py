"""Greedy decoding under a grammar, with llama.cpp's context and its KV cache."""

from collections.abc import Sequence
import ctypes
from math import exp, isfinite
from time import monotonic, perf_counter
from typing import Any, NamedTuple

from .automaton import FINISHED, Automaton
from .bindings import Bindings

_ABORTED = 2  # llama_decode
_SAFE_LOGIT = 600.0  # exp() of more does not fit a double
_WARM_UP_TOKENS = 32


class LoadError(Exception):
    """llama.cpp refused the model or the context."""


class UnreadableModelError(LoadError):
    """llama.cpp makes no model of the file."""


class InvalidRequestError(Exception):
    """The prompt or the grammar makes no sense for this model."""


class CancelledRequestError(Exception):
    """The request was aborted from another thread."""


class DeadlineError(Exception):
    """The time given was over before the answer was complete."""


class DecodeError(Exception):
    """llama.cpp failed in the middle of an answer."""


class AbortFlag:
    """Stops ``llama_decode`` from another thread.

    llama.cpp asks its abort callback once per graph node, hundreds of times a token; a Python function would take the
    interpreter's lock each time. So the callback is C's ``strlen`` on two bytes of ours: the empty string is false, one
    character is true.
    """

    def __init__(self) -> None:
        """A flag that is down."""
        self._text = ctypes.create_string_buffer(2)
        self.function = ctypes.cast(ctypes.CDLL(None).strlen, ctypes.c_void_p).value
        self.data = ctypes.cast(self._text, ctypes.c_void_p)

    def raise_(self) -> None:
        """Abort what runs."""
        self._text[0] = b"\x01"

    def lower(self) -> None:
        """Let the next run."""
        self._text[0] = b"\x00"

    def __bool__(self) -> bool:
        """Whether the flag is up."""
        return self._text[0] != b"\x00"


class Answer(NamedTuple):
    """See ``protocol.CompletionReply``."""

    tokens: list[int]
    probabilities: list[float | None]
    masked: list[float]
    margins: list[float]
    prompt_tokens: int
    reused_tokens: int
    finished: bool = False
    prompt_ms: float = 0.0
    decode_ms: float = 0.0


class Choice(NamedTuple):
    """The best of the tokens admitted."""

    token: int
    probability: float
    masked: float
    margin: float


class Decoder:
    """One model, one context, one sequence. Not thread-safe, but for ``abort``."""

    def __init__(self, bindings: Bindings, model: str, *, threads: int, context: int) -> None:
        """Load and run once, so that a processor that cannot, dies here. Raises ``LoadError``."""
        self.abort = AbortFlag()
        self._c = c = bindings.c
        self._model = c.llama_model_load_from_file(model.encode(), _model_parameters(c))
        if not self._model:
            raise UnreadableModelError("llama.cpp cannot read the model")
        parameters = c.llama_context_default_params()
        parameters.n_ctx = parameters.n_batch = context
        parameters.n_seq_max = 1
        # A single token is too little work to share: two threads wait for each other longer than they help (measured:
        # 14 and 21 ms for six tokens of a 12 M model). A prompt is read by all.
        parameters.n_threads = 1
        parameters.n_threads_batch = threads
        # Flash attention rounds to 16 bits on the way: logits differ by 0.1, and with where the cached prefix ends.
        # Without it they are the same to the bit, for about a tenth more time (measured).
        parameters.flash_attn_type = c.LLAMA_FLASH_ATTN_TYPE_DISABLED
        parameters.offload_kqv = False
        parameters.no_perf = True
        parameters.abort_callback = c.ggml_abort_callback(self.abort.function)
        parameters.abort_callback_data = self.abort.data
        self._context = c.llama_init_from_model(self._model, parameters)
        if not self._context:
            raise LoadError("llama.cpp cannot make a context")
        self._memory = c.llama_get_memory(self._context)
        self.size: int = c.llama_n_ctx(self._context)
        self.vocabulary: int = c.llama_vocab_n_tokens(c.llama_model_get_vocab(self._model))
        self.parameters: int = c.llama_model_n_params(self._model)
        self.width: int = c.llama_model_n_embd(self._model)
        self._ids = (c.llama_token * self.size)()
        self._held: list[int] = []
        self._warm_up()

    def _warm_up(self) -> None:
        try:
            self._evaluate([0] * min(_WARM_UP_TOKENS, self.size))
        except DecodeError as err:
            raise LoadError(str(err)) from err
        self._forget()

    def complete(self, prompt: Sequence[int], grammar: Automaton, *, max_tokens: int, deadline: float) -> Answer:
        """The likeliest answer token by token, ``deadline`` in ``time.monotonic`` seconds.

        Raises ``InvalidRequestError``, ``CancelledRequestError``, ``DeadlineError`` and ``DecodeError``.
        """
        self._check(prompt, grammar, max_tokens)
        reused = self._keep_prefix(prompt)
        answer = Answer([], [], [], [], prompt_tokens=len(prompt), reused_tokens=reused)
        pending = list(prompt[reused:])
        state, prompt_ms, began = 0, 0.0, perf_counter()
        while state != FINISHED and len(answer.tokens) < max_tokens:
            targets = self._ways_on(grammar, state)
            if len(targets) == 1:
                # The model has no say. The token is read together with the next one, which costs nothing extra.
                choice, probability = Choice(next(iter(targets)), 1.0, 1.0, 1.0), None
            else:
                if self.abort:
                    raise CancelledRequestError
                if monotonic() >= deadline:
                    raise DeadlineError
                logits = self._evaluate(pending)
                pending = []
                prompt_ms = prompt_ms or (perf_counter() - began) * 1000
                choice = choose(logits, targets)
                probability = choice.probability
            answer.tokens.append(choice.token)
            answer.probabilities.append(probability)
            answer.masked.append(choice.masked)
            answer.margins.append(choice.margin)
            pending.append(choice.token)
            state = targets[choice.token]
        return answer._replace(
            finished=state == FINISHED, prompt_ms=prompt_ms, decode_ms=(perf_counter() - began) * 1000 - prompt_ms
        )

    def _check(self, prompt: Sequence[int], grammar: Automaton, max_tokens: int) -> None:
        if not prompt or not grammar or max_tokens < 1:
            raise InvalidRequestError("An empty prompt, an empty grammar or no tokens wanted")
        if len(prompt) + max_tokens > self.size:
            raise InvalidRequestError(
                f"{len(prompt)} prompt tokens and {max_tokens} of answer do not fit a context of {self.size}"
            )
        if min(prompt) < 0 or max(prompt) >= self.vocabulary:
            raise InvalidRequestError("A prompt token is outside the vocabulary")

    def _ways_on(self, grammar: Automaton, state: int) -> dict[int, int]:
        """The tokens admitted, and the state each leads to. Checked here: most states are never reached."""
        if not 0 <= state < len(grammar):
            raise InvalidRequestError("The grammar leads to a state that does not exist")
        targets = {token: edge.target for edge in grammar[state] for token in edge.tokens}
        if not targets or len(targets) != sum(len(edge.tokens) for edge in grammar[state]):
            raise InvalidRequestError("A state of the grammar has no way on, or two for one token")
        if min(targets) < 0 or max(targets) >= self.vocabulary:
            raise InvalidRequestError("A token of the grammar is outside the vocabulary")
        return targets

    def _keep_prefix(self, prompt: Sequence[int]) -> int:
        """Drop from the KV cache what does not begin this prompt, but for its last token: its logits are wanted."""
        keep, most = 0, min(len(self._held), len(prompt) - 1)
        while keep < most and self._held[keep] == prompt[keep]:
            keep += 1
        if keep and self._c.llama_memory_seq_rm(self._memory, 0, keep, -1):
            del self._held[keep:]
            return keep
        self._forget()
        return 0

    def _forget(self) -> None:
        self._c.llama_memory_clear(self._memory, False)  # noqa: FBT003 - the data need not be wiped
        self._held.clear()

    def _evaluate(self, tokens: Sequence[int]) -> list[float]:
        """Read tokens behind those held; the logits after the last."""
        count = len(tokens)
        self._ids[:count] = tokens
        status = self._c.llama_decode(self._context, self._c.llama_batch_get_one(self._ids, count))
        if status:
            # How much of the batch went into the cache is unknown.
            self._forget()
            if status == _ABORTED:
                raise CancelledRequestError
            raise DecodeError(f"llama_decode returned {status}")
        self._held.extend(tokens)
        logits: Any = self._c.llama_get_logits_ith(self._context, -1)
        return logits[: self.vocabulary]  # type: ignore[no-any-return]


def choose(logits: Sequence[float], admitted: dict[int, int]) -> Choice:
    """The likeliest token of ``admitted`` (the first, if equal). Raises ``DecodeError`` if logits are not numbers."""
    top = max(logits)
    shift = 0.0 if -_SAFE_LOGIT < top < _SAFE_LOGIT else top
    # Shifting every logit by the largest is the usual care; a trained model never needs it, and it takes half of the
    # time here.
    total = sum(map(exp, logits)) if not shift else sum(exp(logit - shift) for logit in logits)
    if not isfinite(total):
        raise DecodeError("The model computes no numbers")
    token = max(admitted, key=logits.__getitem__)
    best = logits[token]
    weights = sorted((exp(logits[each] - best) for each in admitted), reverse=True)
    mask_total = sum(weights)
    return Choice(token, exp(best - shift) / total, 1.0 / mask_total, (1.0 - weights[1]) / mask_total)


def _model_parameters(c: Any) -> Any:
    parameters = c.llama_model_default_params()
    parameters.n_gpu_layers = 0
    # The option's name has changed between versions of llama.cpp.
    if hasattr(c, "LLAMA_LOAD_MODE_MMAP"):
        parameters.load_mode = c.LLAMA_LOAD_MODE_MMAP
    else:
        parameters.use_mmap = True
    return parameters
