"""Reads every case in every style and prints precision and recall: ``python -m tests.layouts.score [--misses]``.

``--style NAME`` and ``--case NUMBER`` read only those; ``--misses`` prints each fact missed or made up.
"""

import argparse
import sys
from collections import defaultdict
from pathlib import Path

from app.kernel.errors import Refusal
from app.policy.extraction import extract
from app.policy.reading import read
from app.policy.stated import StatedPolicy
from tests.cases import NUMBERS, case
from tests.layouts.matching import Score, score
from tests.layouts.styles import STYLES


def scores(styles=STYLES, numbers=NUMBERS):
    """Yield style, number of the case and score of each reading."""
    for style in styles:
        for number in numbers:
            facts = case(number)
            name, content = style.lay_out(facts)
            yield style, number, score(facts, _read(content, name))


def _read(content, name):
    """Return what is read; of a file that is refused, nothing."""
    try:
        return read(extract(content, name=name))
    except Refusal:
        return StatedPolicy()


def totals(read_back):
    """Return the scores added up by style, and over all."""
    by_style, whole = defaultdict(Score), Score()
    for style, _number, one in read_back:
        by_style[style.name].add(one)
        whole.add(one)
    return by_style, whole


def table(by_style, whole):
    """Return lines of recall and precision, in per cent: styles first, then fields."""
    lines = [f"{'style':<22}{'facts':>7}{'recall':>9}{'precision':>11}"]
    lines += [_line(name, one, None) for name, one in by_style.items()]
    lines += [_line("all", whole, None), "", f"{'field':<22}{'facts':>7}{'recall':>9}{'precision':>11}"]
    return [*lines, *(_line(kind, whole, kind) for kind in sorted(whole.stated))]


def _line(name, one, kind):
    number = one.stated[kind] if kind else one.stated.total()
    return f"{name:<22}{number:>7}{one.recall(kind):>9.1%}{one.precision(kind):>11.1%}"


def main(arguments=None):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--misses", action="store_true")
    parser.add_argument("--style", action="append")
    parser.add_argument("--case", action="append")
    parser.add_argument("--write", metavar="FOLDER", help="write the laid-out policies there instead")
    chosen = parser.parse_args(arguments)
    styles = [style for style in STYLES if not chosen.style or style.name in chosen.style]
    numbers = [number for number in NUMBERS if not chosen.case or number in chosen.case]
    say = sys.stdout.write
    if chosen.write:
        return write(chosen.write, styles, numbers)
    read_back = list(scores(styles, numbers))
    if chosen.misses:
        for style, number, one in read_back:
            for mark, facts in (("-", one.missed), ("+", one.made_up)):
                for kind, about, value in facts:
                    say(f"{mark} {style.name} {number} {kind} {' › '.join(about)} = {value}\n")
    say("\n".join(table(*totals(read_back))) + "\n")
    return 0


def write(folder, styles, numbers):
    """Write the policies to a folder, to be looked at."""
    for style in styles:
        for number in numbers:
            _name, content = style.lay_out(case(number))
            Path(folder, f"{number}-{style.name}.{style.ending}").write_bytes(content)
    return 0


if __name__ == "__main__":
    sys.exit(main())
