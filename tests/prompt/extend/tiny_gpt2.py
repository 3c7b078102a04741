"""A tiny GPT-2, trained in seconds to write what it is given, and saved as the published one is."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import torch
from tokenizers import ByteLevelBPETokenizer
from transformers import GPT2Config, GPT2LMHeadModel

END = "<|endoftext|>"


def save_tiny_gpt2(folder: Path, texts: Sequence[str], steps: int = 120) -> Path:
    """Writes config, tokenizer and safetensors weights of a GPT-2 that has read the texts `steps` times."""
    folder.mkdir(parents=True, exist_ok=True)
    bpe = ByteLevelBPETokenizer()
    bpe.train_from_iterator(texts, vocab_size=600, min_frequency=1, special_tokens=[END])
    bpe.save_model(str(folder))
    bpe.save(str(folder / "tokenizer.json"))
    (folder / "tokenizer_config.json").write_text(
        json.dumps({"tokenizer_class": "GPT2Tokenizer", "eos_token": END, "bos_token": END, "unk_token": END})
    )
    torch.manual_seed(0)
    config = GPT2Config(
        vocab_size=bpe.get_vocab_size(), n_positions=160, n_embd=48, n_layer=2, n_head=4,
        bos_token_id=bpe.token_to_id(END), eos_token_id=bpe.token_to_id(END),
    )  # fmt: skip
    model = GPT2LMHeadModel(config)
    _train(model, [bpe.encode(text + END).ids for text in texts], steps)
    model.save_pretrained(folder)
    return folder


def _train(model: Any, rows: list[list[int]], steps: int) -> None:
    width = max(map(len, rows))
    tokens = torch.tensor([row + [0] * (width - len(row)) for row in rows])
    labels = torch.tensor([row + [-100] * (width - len(row)) for row in rows])
    optimiser = torch.optim.Adam(model.parameters(), 5e-3)
    model.train()
    for _ in range(steps):
        loss = model(input_ids=tokens, labels=labels).loss
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
    model.eval()
