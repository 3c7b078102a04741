"""Writes AudioSet clips as TensorFlow itself writes them, for our reader to read.

    python tools/write_audioset_sample.py tests/data/tensorflow.tfrecord

It needs TensorFlow (the file was written by 2.21.0) and nothing of albumen.
"""

from __future__ import annotations

import importlib
import sys

CLIPS: tuple[tuple[int, tuple[int, ...]], ...] = ((10, (219, 276)), (4, ()), (1, (526,)))
"""Seconds and labels of each clip; byte `band` of second `second` of clip `number` is
(31 number + 7 second + band) mod 256, and the clip begins at 30.5 seconds."""


def write(path: str) -> None:
    """Writes the clips as one TFRecord file."""
    tf = importlib.import_module("tensorflow")
    with tf.io.TFRecordWriter(path) as writer:
        for number, (seconds, labels) in enumerate(CLIPS):
            writer.write(sequence_example(number, seconds, labels))


def sequence_example(number: int, seconds: int, labels: tuple[int, ...]) -> bytes:
    """The clip as a serialised tf.train.SequenceExample."""
    train = importlib.import_module("tensorflow").train
    frames = [bytes((31 * number + 7 * second + band) % 256 for band in range(128)) for second in range(seconds)]
    context = {
        "video_id": train.Feature(bytes_list=train.BytesList(value=[f"tensorflow{number}".encode()])),
        "start_time_seconds": train.Feature(float_list=train.FloatList(value=[30.5])),
        "end_time_seconds": train.Feature(float_list=train.FloatList(value=[30.5 + seconds])),
        "labels": train.Feature(int64_list=train.Int64List(value=labels)),
    }
    embedding = [train.Feature(bytes_list=train.BytesList(value=[frame])) for frame in frames]
    lists = train.FeatureLists(feature_list={"audio_embedding": train.FeatureList(feature=embedding)})
    example = train.SequenceExample(context=train.Features(feature=context), feature_lists=lists)
    return bytes(example.SerializeToString())


if __name__ == "__main__":
    write(sys.argv[1])
