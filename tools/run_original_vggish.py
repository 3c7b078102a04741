"""Runs VGGish in TensorFlow, as its authors defined it (`vggish_slim.py`), and saves what the tests compare with.

    python -m tools.run_original_vggish tests/listen/data/vggish_original.npz tests/data/tensorflow_v1.ckpt

Needs tensorflow (2.21 was used) and nothing of albumen. The first file holds the embeddings, before any ReLU, of
`tests.vggish_weights.examples()` by a network with `tests.vggish_weights.published()`. The second is a small checkpoint
of format V1 with a whole variable, one in three slices, a scalar and an integer.
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tests.vggish_weights import examples, published

Floats = NDArray[np.float32]


def embeddings(tf: Any, log_mel: Floats, variables: Mapping[str, Floats]) -> Floats:
    """The embedding layer's numbers, float32 [batch, 128], of examples [batch, 96, 64]."""

    def conv(net: Any, name: str) -> Any:
        net = tf.nn.conv2d(net, variables[f"vggish/{name}/weights"], 1, "SAME")
        return tf.nn.relu(tf.nn.bias_add(net, variables[f"vggish/{name}/biases"]))

    def dense(net: Any, name: str) -> Any:
        return tf.matmul(net, variables[f"vggish/{name}/weights"]) + variables[f"vggish/{name}/biases"]

    net = tf.reshape(log_mel, [-1, 96, 64, 1])
    for group in (["conv1"], ["conv2"], ["conv3/conv3_1", "conv3/conv3_2"], ["conv4/conv4_1", "conv4/conv4_2"]):
        for name in group:
            net = conv(net, name)
        net = tf.nn.max_pool2d(net, 2, 2, "SAME")
    net = tf.reshape(net, [len(log_mel), -1])
    net = tf.nn.relu(dense(net, "fc1/fc1_1"))
    net = tf.nn.relu(dense(net, "fc1/fc1_2"))
    found: Floats = dense(net, "fc2").numpy()
    return found


def save_small_checkpoint(tf: Any, path: Path) -> None:
    """A checkpoint of format V1: `whole` [2, 3], `parted` [7, 2] in slices of 3, 2 and 2 rows, `scalar`, `steps`."""
    tf1 = tf.compat.v1
    with tf.Graph().as_default(), tf1.Session() as session:
        tf1.get_variable("whole", initializer=tf.constant(np.arange(6, dtype=np.float32).reshape(2, 3) / 4))
        start = tf.constant(np.arange(14, dtype=np.float32).reshape(7, 2) - 5)
        tf1.get_variable("parted", initializer=start, partitioner=tf1.fixed_size_partitioner(3))
        tf1.get_variable("scalar", initializer=tf.constant(2.5))
        tf1.get_variable("steps", initializer=tf.constant(41, tf.int64))
        session.run(tf1.global_variables_initializer())
        saver = tf1.train.Saver(write_version=tf1.train.SaverDef.V1)
        saver.save(session, str(path), write_meta_graph=False, write_state=False)


def main() -> None:
    """The command line."""
    tf = import_module("tensorflow")

    parser = argparse.ArgumentParser(description="Run VGGish in TensorFlow and save what the tests compare with.")
    parser.add_argument("embeddings", type=Path)
    parser.add_argument("checkpoint", type=Path)
    given = parser.parse_args()
    np.savez(given.embeddings, embeddings=embeddings(tf, examples(), published()))
    save_small_checkpoint(tf, given.checkpoint)


if __name__ == "__main__":
    main()
