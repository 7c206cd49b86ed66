"""Runs every benchmark, or those named; prints ratios, writes bench.json, also if one of them fails."""

import argparse
import importlib
import json
import os
import platform
import sys
import traceback
from collections.abc import Sequence
from pathlib import Path

from tests.benchmarks.timing import Ratio

MODULES = (
    "ledger",
    "ledger_page",
    "http",
    "lists",
    "boards",
    "compliance",
    "layouts",
    "pages",
    "policies",
    "register",
    "signs",
    "verification",
)


def main(given: Sequence[str] | None = None) -> int:
    """Run, print, write; return 1 if a benchmark failed, which is said with its reason and stops no other."""
    parser = _parser()
    asked = parser.parse_args(given)
    if unknown := set(asked.names) - set(MODULES):
        parser.error(f"unknown: {', '.join(sorted(unknown))}")
    ratios, failed = measured(asked.names or MODULES, smoke=asked.smoke)
    width = max((len(ratio.name) for ratio in ratios), default=0)
    for ratio in ratios:
        # Small sizes show that everything runs; what they measure says nothing about a goal.
        verdict = "" if asked.smoke else {True: "met", False: "MISSED", None: ""}[ratio.met]
        print(f"{ratio.name:<{width}}  {ratio.value:>9.2f}  {ratio.goal:<8} {verdict:<7} {ratio.note}")
    for name, reason in failed.items():
        print(f"{name} FAILED: {reason}")
    if not asked.smoke:
        machine = {"python": platform.python_version(), "cores": os.cpu_count(), "system": platform.system()}
        rows = [ratio.row() for ratio in ratios]
        Path("bench.json").write_text(
            json.dumps({"machine": machine, "ratios": rows, "failed": failed}, ensure_ascii=False, indent=1)
        )
    return 1 if failed else 0


def measured(names: Sequence[str], *, smoke: bool) -> tuple[list[Ratio], dict[str, str]]:
    """Return the ratios of some benchmarks, and why those that failed did."""
    ratios: list[Ratio] = []
    failed: dict[str, str] = {}
    for name in names:
        print(f"… {name}", flush=True)
        try:
            ratios += importlib.import_module(f"tests.benchmarks.{name}").run(smoke=smoke)
        except Exception as fault:  # noqa: BLE001  # Whatever went wrong with one, the others are still worth knowing.
            traceback.print_exc()
            failed[name] = f"{type(fault).__name__}: {fault}"
    return ratios, failed


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("--smoke", action="store_true", help="small and quick: only that all runs; no bench.json")
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"which: {', '.join(MODULES)}; all if none is named")
    return parser


if __name__ == "__main__":
    sys.exit(main())
