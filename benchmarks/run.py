"""Run the benchmarks one after the other, or those that are named: `make bench`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from importlib import import_module

BENCHMARKS = (
    "charts",
    "clustering",
    "durability",
    "efficacy",
    "plan_text",
    "plan_word",
    "plans",
    "reading",
    "review_flags",
    "sen2",
    "serving",
    "terms",
)


def main(argv: Sequence[str] | None = None) -> int:
    """Run each benchmark and return the worst of their exit codes."""
    parser = argparse.ArgumentParser(prog="benchmarks.run", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="name", help=" or ".join(BENCHMARKS))
    parser.add_argument("--small", action="store_true", help="a smoke run of each")
    given = parser.parse_args(argv)
    unknown = [name for name in given.names if name not in BENCHMARKS]
    if unknown:
        parser.error(f"There is no benchmark {', '.join(unknown)}.")
    return max(_run(name, small=given.small) for name in given.names or BENCHMARKS)


def _run(name: str, *, small: bool) -> int:
    print(f"\n== {name} ==\n", flush=True)
    return int(import_module(f"benchmarks.{name}").main(["--small"] if small else []) or 0)


if __name__ == "__main__":
    sys.exit(main())
