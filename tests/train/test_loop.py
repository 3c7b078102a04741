"""The loop, on a task that can be computed by hand."""

from __future__ import annotations

import os
import signal
from collections.abc import Mapping

import numpy as np
import pytest
import torch
from torch import Tensor, nn

from albumen.errors import AlbumenError, BadRecipe
from albumen.train.device import accelerator
from albumen.train.loop import run
from albumen.train.task import Batch, Loss, Share
from albumen.train.trainer import Trainer
from tests.train.toys import Diary, Toy, recipe, train


def test_each_step_is_gradient_descent() -> None:
    """w - 1 shrinks by 1 - rate in every step, so the loss by its square."""
    _, diary = train(Toy(), recipe())
    assert diary.column("loss") == pytest.approx([0.5 * 0.75 ** (2 * step) for step in range(6)])
    assert diary.column("w", "epoch") == pytest.approx([1 - 0.75**2, 1 - 0.75**4, 1 - 0.75**6])


def test_the_log_tells_every_nth_step_and_every_epoch() -> None:
    _, diary = train(Toy(), recipe(log_every=4))
    assert [(row["event"], row["step"], row["epoch"]) for row in diary.rows] == [
        ("epoch", 2, 0), ("step", 4, 1), ("epoch", 4, 1), ("epoch", 6, 2),
    ]  # fmt: skip


def test_patience_ends_it_and_the_best_epoch_is_kept() -> None:
    trainer, diary = train(Toy([3, 1, 2, 1.5, 0]), recipe({"patience": 2}, epochs=9))
    assert diary.best == [0, 1]
    assert (trainer.state.epoch, trainer.state.best_epoch, trainer.state.finished) == (4, 1, True)


def test_checkpoints_come_every_so_many_steps_and_after_every_epoch() -> None:
    _, diary = train(Toy(steps=5), recipe(epochs=2, save_every=3))
    assert diary.saved == [3, 5, 6, 9, 10]


def test_a_limit_leaves_off_in_mid_epoch_with_a_checkpoint() -> None:
    trainer, diary = train(Toy(), recipe(), limit=3)
    assert diary.saved[-1] == 3
    assert (trainer.state.epoch, trainer.state.within, trainer.state.finished) == (1, 1, False)


def test_the_moving_average_is_what_is_measured() -> None:
    """torch's average begins as the first weights it sees, then keeps `ema` of itself."""
    _, diary = train(Toy(steps=3), recipe(epochs=1, ema=0.5))
    weights = [1 - 0.75**step for step in (1, 2, 3)]
    average = weights[0]
    for weight in weights[1:]:
        average = 0.5 * average + 0.5 * weight
    assert diary.column("w", "epoch") == pytest.approx([average])


def test_gradients_are_clipped_to_a_norm() -> None:
    _, diary = train(Toy(), recipe(epochs=1, clip=0.1))
    assert diary.column("w") == pytest.approx([0, 0.025])


def test_a_loss_that_is_no_number_ends_it_with_a_sentence() -> None:
    with pytest.raises(AlbumenError, match=r"no number any more after step 1; lower fit\.learning_rate"):
        train(Toy(noise=float("nan")), recipe())
    with pytest.raises(AlbumenError, match="after step 2"):
        train(Toy([float("nan")]), recipe())


def test_a_measure_that_the_task_does_not_take_is_told() -> None:
    with pytest.raises(BadRecipe, match=r"stop\.measure is 'f2'; there are: loss, w\."):
        train(Toy(), recipe({"measure": "f2"}))


class Pair(nn.Module):
    """Two weights, as a GAN has two networks."""

    def __init__(self) -> None:
        super().__init__()
        self.critic, self.generator = nn.Linear(1, 1, bias=False), nn.Linear(1, 1, bias=False)

    def forward(self, x: Tensor) -> Tensor:
        made: Tensor = self.generator(self.critic(x))
        return made


class Game(Toy):
    """A task whose parts learn in turns."""

    def __init__(self) -> None:
        super().__init__(steps=4)
        self.turns = ("critic", "critic", "critic", "generator")
        self.weights: list[tuple[float, float]] = []

    def build(self) -> nn.Module:
        return Pair()

    def loss(self, network: nn.Module, batch: Mapping[str, Tensor], turn: str) -> Loss:
        assert isinstance(network, Pair)
        self.weights.append((network.critic.weight.item(), network.generator.weight.item()))
        return super().loss(network, batch, turn)


def test_parts_learn_in_turns() -> None:
    game = Game()
    train(game, recipe(epochs=2))
    assert game.turned == ["critic", "critic", "critic", "generator"] * 2
    critic, generator = zip(*game.weights, strict=True)
    assert len(set(critic[:4])) == 4
    assert critic[3] == critic[4]
    assert set(generator[:4]) == {generator[0]}
    assert generator[3] != generator[4]


def test_what_is_random_in_a_step_follows_from_seed_and_step() -> None:
    torch.manual_seed(1)
    first = train(Toy(noise=0.3), recipe())[1].column("loss")
    torch.manual_seed(2)
    assert train(Toy(noise=0.3), recipe())[1].column("loss") == first
    assert len(set(first)) == 6


class Interrupted(Toy):
    """Sends itself Ctrl-C in the middle of its third step."""

    def loss(self, network: nn.Module, batch: Mapping[str, Tensor], turn: str) -> Loss:
        if len(self.turned) == 2:
            os.kill(os.getpid(), signal.SIGINT)
        return super().loss(network, batch, turn)


def test_ctrl_c_lets_the_step_end_and_keeps_it() -> None:
    before = signal.getsignal(signal.SIGINT)
    task, diary, own = Interrupted(), Diary(), recipe()
    trainer = Trainer(task, own.fit, 0, accelerator("cpu"))
    with pytest.raises(KeyboardInterrupt):
        run(trainer, task, own, diary, Share())
    assert diary.saved[-1] == trainer.state.step == 3
    assert diary.column("loss") == pytest.approx([0.5 * 0.75 ** (2 * step) for step in range(3)])
    assert signal.getsignal(signal.SIGINT) is before


def test_progress_says_how_far_it_is_and_how_long_it_takes_at_most() -> None:
    told: list[tuple[float, str]] = []
    ticks = iter(float(second) for second in range(100))
    task, own = Toy(), recipe()
    trainer = Trainer(task, own.fit, 0, accelerator("cpu"))

    def listen(done: float, doing: str = "") -> None:
        told.append((done, doing))

    run(trainer, task, own, Diary(), Share(), None, listen, ticks.__next__)
    assert [done for done, _ in told] == pytest.approx([step / 6 for step in range(1, 7)])
    assert told[0][1] == "epoch 1 of 3, at most 5 s"
    assert told[-1][1] == "epoch 3 of 3, at most 0 s"


def test_shares_of_a_batch_are_weighed_by_their_size() -> None:
    """Two of three examples and one of three, averaged over processes, give the mean over the three."""
    arrays = {"x": np.array([[1.0], [2.0], [6.0]])}
    shares = [Batch.of(arrays, Share(rank, 2)) for rank in range(2)]
    assert [batch.size for batch in shares] == [2, 1]
    weighed = [batch.arrays["x"].mean() * batch.size * 2 / batch.whole for batch in shares]
    assert np.mean(weighed) == pytest.approx(3.0)
