"""Train the shipped model: `python -m index.train [--out FOLDER]` (or `make model`).

A static model: a text's vector is the mean of its tokens' vectors. A batch holds one question and
one passage of every target of a domain (of the senses of everyday words: of 300), so that each
passage has every other target's as a wrong answer, its neighbours' among them, and never a right
answer is counted as wrong. The same data and seed give the same model.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from index.embedder import shipped_folder
from index.sentence_embedder import UNKNOWN, save_word_model
from index.tokens import tokens_of
from index.train_samples import (
    Target,
    a_passage,
    everyday_targets,
    in_frame,
    narrative_targets,
    row_targets,
)

if TYPE_CHECKING:
    from torch import Tensor

_AT_ONCE = 300  # targets in a batch, at most
PHRASE_FILES = ("phrases_citizens.jsonl", "phrases_professionals.jsonl")


@dataclass(frozen=True, slots=True)
class Settings:
    """How the model is trained; the defaults make the shipped one."""

    dim: int = 128
    steps: int = 3000
    rate: float = 2e-2
    sharpness: float = 20.0
    token_dropout: float = 0.3
    shared_share: float = 0.4
    min_count: int = 1
    seed: int = 20240101


def main(arguments: Sequence[str] | None = None) -> None:
    """Train and save."""
    parser = argparse.ArgumentParser(description="Train the shipped embedding model.")
    parser.add_argument("--out", type=Path, default=shipped_folder())
    parser.add_argument("--phrases", nargs="*", default=PHRASE_FILES, help="to leave some out")
    chosen = parser.parse_args(arguments)
    rows, narratives = row_targets(chosen.phrases), narrative_targets(chosen.phrases)
    settings = Settings()
    senses = everyday_targets()
    tokens = vocabulary([*rows, *narratives, *senses], settings.min_count)
    weights = train([rows, narratives, senses], tokens, settings)
    save_word_model(weights.numpy(), tokens, chosen.out)


def vocabulary(targets: Sequence[Target], min_count: int) -> list[str]:
    """Return the tokens the model will know, the unknown one first."""
    counts: Counter[str] = Counter()
    for text in {text for one in targets for text in _texts(one)}:
        counts.update(set(tokens_of(text)))
    return [UNKNOWN, *sorted(token for token, count in counts.items() if count >= min_count)]


def _texts(target: Target) -> tuple[str, ...]:
    return (*target.questions, *target.passages, *target.shared, *target.headings)


def train(domains: Sequence[Sequence[Target]], tokens: Sequence[str], settings: Settings) -> Tensor:
    """Return the tokens' vectors, (tokens, dim); the unknown token's is zero."""
    import torch

    torch.set_num_threads(1)  # sums of several threads differ in their last digits
    torch.manual_seed(settings.seed)
    draw = random.Random(settings.seed)
    learner = _Learner(tokens, settings, draw)
    for step in range(settings.steps):
        targets = _drawn(domains[step % len(domains)], draw)
        learner.step(targets, 1 - step / settings.steps)
    return learner.weights()


def _drawn(targets: Sequence[Target], draw: random.Random) -> Sequence[Target]:
    """Return all targets or, of very many, some of which no two are of one group."""
    if len(targets) <= _AT_ONCE:
        return targets
    drawn = draw.sample(list(targets), _AT_ONCE)
    return list({one.group: one for one in drawn}.values())


class _Learner:
    def __init__(self, tokens: Sequence[str], settings: Settings, draw: random.Random) -> None:
        import torch

        self._settings = settings
        self._draw = draw
        self._numbers = {token: number for number, token in enumerate(tokens)}
        self._known: dict[str, list[int]] = {}
        self._bag = torch.nn.EmbeddingBag(len(tokens), settings.dim, mode="mean", padding_idx=0)
        with torch.no_grad():
            self._bag.weight.normal_(0, settings.dim**-0.5)
            self._bag.weight[0] = 0
        self._optimizer = torch.optim.Adam(self._bag.parameters(), lr=settings.rate)

    def weights(self) -> Tensor:
        """Return the tokens' vectors so far."""
        return self._bag.weight.detach().clone()

    def step(self, targets: Sequence[Target], rate: float) -> None:
        """Learn from one question and one passage of every target."""
        import torch

        questions, shared = zip(*(self._question(target) for target in targets), strict=True)
        passages = [a_passage(target, self._draw) for target in targets]
        scores = self._encode(questions) @ self._encode(passages).T * self._settings.sharpness
        scores = scores.masked_fill(_not_wrong(targets, shared), -1e4)
        right = torch.arange(len(targets))
        loss = torch.nn.functional.cross_entropy(scores, right)
        loss = loss + torch.nn.functional.cross_entropy(scores.T, right)
        for group in self._optimizer.param_groups:
            group["lr"] = self._settings.rate * rate
        self._optimizer.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        self._optimizer.step()

    def _question(self, target: Target) -> tuple[str, bool]:
        """Return a question and whether it fits the whole group."""
        if target.shared and self._draw.random() < self._settings.shared_share:
            return in_frame(self._draw.choice(target.shared), self._draw), True
        return in_frame(self._draw.choice(target.questions), self._draw), False

    def _encode(self, texts: Sequence[str]) -> Tensor:
        import torch

        kept = [self._drop(self._token_numbers(text)) for text in texts]
        starts = torch.tensor([0, *(len(numbers) for numbers in kept[:-1])]).cumsum(0)
        flat = torch.tensor([number for numbers in kept for number in numbers])
        return torch.nn.functional.normalize(self._bag(flat, starts), dim=-1)

    def _token_numbers(self, text: str) -> list[int]:
        if text not in self._known:
            found = (self._numbers.get(token, 0) for token in tokens_of(text))
            self._known[text] = [number for number in found if number] or [0]
        return self._known[text]

    def _drop(self, numbers: list[int]) -> list[int]:
        share = self._settings.token_dropout
        return [one for one in numbers if self._draw.random() >= share] or numbers[:1]


def _not_wrong(targets: Sequence[Target], shared: Sequence[bool]) -> Any:
    """Return where a passage may not count as a wrong answer: its group's, to a shared question."""
    import torch

    return torch.tensor(
        [
            [fits and one.group == other.group and one.id != other.id for other in targets]
            for one, fits in zip(targets, shared, strict=True)
        ]
    )


if __name__ == "__main__":
    main()
