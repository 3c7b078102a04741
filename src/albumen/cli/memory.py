"""How the command asks for memory and processors."""

from __future__ import annotations

import ctypes
import os
import sys

_M_TRIM_THRESHOLD, _M_MMAP_MAX, _M_ARENA_MAX = -1, -4, -8
_KEPT = 2**30
"""Bytes of freed memory that are kept for the next picture."""


def keep_pages() -> None:
    """Lets freed memory be used again instead of being given back, where the C library is glibc.

    Pictures of 27 MB and more come and go by the dozen. By default each is mapped anew and its pages zeroed by the
    kernel, which took a quarter of the processor time of a cold run.
    """
    if not sys.platform.startswith("linux"):
        return
    library = ctypes.CDLL(None)
    if hasattr(library, "mallopt"):
        for option, value in ((_M_ARENA_MAX, 1), (_M_MMAP_MAX, 0), (_M_TRIM_THRESHOLD, _KEPT)):
            library.mallopt(option, value)


def keep_algebra_to_one_thread() -> None:
    """Asks numpy's OpenBLAS for one thread, if nobody asked for another number; to be called before numpy is loaded.

    The products here are small, and pictures and taggers have threads of their own, from which those of OpenBLAS take
    the processor while they wait for each other in a loop.
    """
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
