"""Rows that tell of one core, measured in a fresh process whose linear algebra keeps to one thread.

More threads of it would wait for each other in a loop, which processor time counts as work.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from benchmarks.table import Row

_CODE = """
import json, sys
from dataclasses import asdict
from importlib import import_module
module, function, *arguments = sys.argv[1:]
rows = getattr(import_module(f"benchmarks.{module}"), function)(*([tuple(arguments)] if arguments else []))
print(json.dumps([asdict(row) for row in rows]))
"""
_ONE = dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"), "1")


def rows(module: str, function: str = "rows", *arguments: str) -> list[Row]:
    """What `benchmarks.MODULE.FUNCTION` measures; arguments, if there are any, go to it as one tuple."""
    command = [sys.executable, "-c", _CODE, module, function, *arguments]
    done = subprocess.run(
        command,
        cwd=Path(__file__).parent.parent,
        env={**os.environ, **_ONE},
        check=True,
        capture_output=True,
        text=True,
    )
    return [Row(**held) for held in json.loads(done.stdout.splitlines()[-1])]
