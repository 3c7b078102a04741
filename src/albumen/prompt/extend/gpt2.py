"""The language model itself: loaded from a folder, sampled from a seed of its own."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from pickle import UnpicklingError  # which torch.load raises though it reads no pickles here
from typing import Any

from albumen.errors import MissingWeights
from albumen.prompt.extend.sampling import Sampling


class Gpt2:
    """A GPT-2 and its tokenizer, from a folder of weights; on the processor, since it writes for seconds only.

    Raises
    ------
    MissingWeights
        The folder does not hold a GPT-2 that can be read.
    """

    def __init__(self, folder: Path) -> None:
        from safetensors import SafetensorError
        from transformers import AutoTokenizer, GPT2LMHeadModel

        local: dict[str, Any] = {"local_files_only": True, "trust_remote_code": False}
        try:
            with _quiet():
                self._tokenizer: Any = AutoTokenizer.from_pretrained(folder, **local)
                # The published weights are an old checkpoint: a pickle, which must not run anything.
                read: Any = GPT2LMHeadModel.from_pretrained(
                    folder, weights_only=True, output_loading_info=True, **local
                )
            self._model: Any = read[0]
            # And what a network lacks it makes up.
            if lacking := sorted(read[1]["missing_keys"]):
                raise ValueError(f"it lacks {lacking[0]}")
            # Where its files are missing, transformers makes up a tokenizer that knows next to nothing.
            if len(self._tokenizer) < self._model.config.vocab_size // 2:
                raise ValueError("its tokenizer is missing")
        except UnpicklingError as error:
            raise MissingWeights(f"{folder} holds a pickle with more in it than weights, which is refused.") from error
        except (OSError, ValueError, KeyError, RuntimeError, SafetensorError) as error:
            said = " ".join(str(error).split())[:160]
            raise MissingWeights(
                f"{folder} does not hold a GPT-2 that can be read ({said}); run: albumen models pull prompt-extend"
            ) from error

    def continued(self, text: str, sampling: Sampling, seed: int) -> tuple[str, bool]:
        """What comes after a text, and whether the model came to its own end; the same seed gives the same words.

        The state of torch's global generator is as before afterwards.
        """
        import torch

        asked = self._tokenizer(text, return_tensors="pt")
        room = self._model.config.n_positions - asked["input_ids"].shape[1]
        if room < 1:
            return "", True
        with torch.random.fork_rng(devices=[]), torch.inference_mode():
            torch.default_generator.manual_seed(seed)
            tokens = self._model.generate(
                **asked,
                do_sample=True,
                max_new_tokens=min(sampling.new_tokens, room),
                temperature=sampling.temperature,
                top_k=sampling.top_k,
                top_p=sampling.top_p,
                repetition_penalty=sampling.repetition_penalty,
                no_repeat_ngram_size=sampling.no_repeat_ngram,
                pad_token_id=self._tokenizer.eos_token_id,
            )
        fresh = tokens[0, asked["input_ids"].shape[1] :]
        ended = bool((fresh == self._tokenizer.eos_token_id).any())
        return str(self._tokenizer.decode(fresh, skip_special_tokens=True)), ended


@contextmanager
def _quiet() -> Iterator[None]:
    """Neither progress bars nor remarks of transformers': an extender never prints."""
    from transformers.utils import logging

    speaking: Any = logging
    before = speaking.get_verbosity(), speaking.is_progress_bar_enabled()
    speaking.set_verbosity_error()
    speaking.disable_progress_bar()
    try:
        yield
    finally:
        speaking.set_verbosity(before[0])
        if before[1]:
            speaking.enable_progress_bar()
