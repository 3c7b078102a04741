"""A cover's parts by stock libraries and nothing else, as one process does them: see `cold_cover`.

    python cold_parts.py SONG FOLDER QUALITY

The folder holds `msd.onnx` and the pictures to be encoded, as `.npy`. The log-mel front end is albumen's: librosa's
takes longer to import than all the rest.
"""

from __future__ import annotations

import sys
from io import BytesIO
from pathlib import Path

import av
import numpy as np
import onnxruntime
from PIL import Image

from albumen.audio.log_mel import MUSICNN, log_mel
from albumen.listen.musicnn.patches import patches


def main(song: str, folder: str, quality: int) -> None:
    """Decode and resample, tag every patch with one tagger, encode the pictures."""
    resampler = av.AudioResampler(format="fltp", layout="mono", rate=MUSICNN.rate)
    with av.open(song) as container:
        frames = [part.to_ndarray() for frame in container.decode(audio=0) for part in resampler.resample(frame)]
    batch = patches(log_mel(np.concatenate(frames, axis=1)[0], MUSICNN))
    network = onnxruntime.InferenceSession(Path(folder, "msd.onnx"), providers=["CPUExecutionProvider"])
    network.run(None, {"log_mel": batch})
    for picture in sorted(Path(folder).glob("*.npy")):
        Image.fromarray(np.load(picture)).save(BytesIO(), "JPEG", quality=quality, subsampling="4:4:4")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
