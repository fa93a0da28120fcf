"""Who does work that falls into parts: this computer's processors, or a Dask cluster."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context
from typing import Any

# Maps a function over the parts of its arguments and gives the results in the order of the parts.
Mapper = Callable[..., Any]

CONNECT_SECONDS = 20


class NoScheduler(RuntimeError):
    """Say that the Dask scheduler does not answer."""


@contextmanager
def executor(scheduler: str = "", *, parts: int) -> Iterator[Mapper]:
    """Lend a `map` for functions of modules, whose arguments and results can be pickled.

    With the address of a Dask scheduler its workers do the work; otherwise processes of this
    computer, or this very process where there is one part only. Raises NoScheduler if the
    scheduler does not answer.
    """
    if scheduler:
        # Only who has a cluster waits for its library.
        from distributed import Client  # noqa: PLC0415

        try:
            client = Client(scheduler, timeout=CONNECT_SECONDS, set_as_default=False)
        except OSError as error:
            raise NoScheduler(f"The Dask scheduler at {scheduler} does not answer.") from error
        with client:
            # A file may have changed since the same call was made, so nothing is remembered.
            yield lambda function, *args: client.gather(client.map(function, *args, pure=False))
    elif parts > 1:
        # Spawned, never forked: open files and threads of this process stay its own.
        with ProcessPoolExecutor(mp_context=get_context("spawn")) as pool:
            yield pool.map
    else:
        yield map
