"""A process that is killed while it makes a store."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

from albumen.data.audioset import open_store, shards
from tests.audioset_clips import ROCK, write_split

SLOWLY = """
import sys, time
from pathlib import Path
from albumen.data.audioset import open_store, shards
folder = Path(sys.argv[1])
paths = shards(folder, "unbalanced")
open_store(paths, folder / "store", progress=lambda done, doing="": time.sleep(60) if done > 0.4 else None)
"""


def test_the_next_process_makes_it_whole(tmp_path: Path) -> None:
    write_split(tmp_path, [[ROCK]] * 40, shards=2)
    process = subprocess.Popen([sys.executable, "-c", SLOWLY, str(tmp_path)])
    deadline = time.monotonic() + 30
    while not list((tmp_path / "store").glob(".clips-*.part/ids.npy")) and time.monotonic() < deadline:
        time.sleep(0.02)
    process.kill()
    process.wait()
    assert not list((tmp_path / "store").glob("clips-*/ids.npy"))
    assert len(open_store(shards(tmp_path, "unbalanced"), tmp_path / "store").ids) == 40
    assert not list((tmp_path / "store").glob(".clips-*"))
