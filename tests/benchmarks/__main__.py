"""Runs every benchmark, prints ratios, writes bench.json. ``--smoke``: small and quick, only to see that it runs."""

import importlib
import json
import os
import platform
import sys
from pathlib import Path

MODULES = ("ledger", "ledger_page", "http", "lists", "boards", "pages", "policies", "register", "signs", "verification")


def main() -> int:
    """Run, print, write."""
    smoke = "--smoke" in sys.argv
    ratios = []
    for name in MODULES:
        print(f"… {name}", flush=True)
        ratios += importlib.import_module(f"tests.benchmarks.{name}").run(smoke=smoke)
    width = max(len(ratio.name) for ratio in ratios)
    for ratio in ratios:
        # Small sizes show that everything runs; what they measure says nothing about a goal.
        verdict = "" if smoke else {True: "met", False: "MISSED", None: ""}[ratio.met]
        print(f"{ratio.name:<{width}}  {ratio.value:>9.2f}  {ratio.goal:<8} {verdict:<7} {ratio.note}")
    if not smoke:
        machine = {"python": platform.python_version(), "cores": os.cpu_count(), "system": platform.system()}
        Path("bench.json").write_text(
            json.dumps({"machine": machine, "ratios": [ratio.row() for ratio in ratios]}, ensure_ascii=False, indent=1)
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
