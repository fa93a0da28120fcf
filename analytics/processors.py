"""One thread for each product of matrices, and a thread for each processor to go through blocks.

A BLAS library sets all its threads on every product, however small, and lets them wait for each
other: thousands of small products took up to 20 times as long on a busy computer.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from functools import lru_cache

from threadpoolctl import ThreadpoolController


@lru_cache(maxsize=1)
def _libraries() -> ThreadpoolController:
    return ThreadpoolController()


def one_thread() -> AbstractContextManager[object]:
    """Keep products of matrices to one thread each while the context lasts."""
    return _libraries().limit(limits=1, user_api="blas")


def in_blocks(do: Callable[[slice], None], *, number: int, size: int) -> None:
    """Do something to each block of a size out of a number of rows, on all processors.

    The blocks are the same on every computer, and so is what becomes of them.
    """
    blocks = [slice(start, start + size) for start in range(0, number, size)]
    with one_thread():
        if len(blocks) == 1:
            do(blocks[0])
            return
        with ThreadPoolExecutor(max_workers=os.cpu_count()) as pool:
            list(pool.map(do, blocks))
