"""Every size a sign is tried in, for each of 5,000 random contents: nothing may leave the frame or be too small.

It measures no speed against anything: it is the whole of what the tests sample, and fails at the first wrong sign.
"""

import time
from itertools import count
from random import Random

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.benchmarks.timing import Ratio
from tests.layout_checks import CONTENTS_AT_ONCE, EXAMPLES, SIZES, WORDS, check_sign, random_sign


def run(*, smoke: bool = False) -> list[Ratio]:
    """Return how many layouts were checked of those asked for: less than all is a failure, which also raises."""
    examples, turns = 2 if smoke else EXAMPLES, count()
    checked, refused = dict.fromkeys(SIZES, 0), dict.fromkeys(SIZES, 0)

    @settings(
        max_examples=examples,
        deadline=None,
        database=None,
        phases=[Phase.generate, Phase.shrink],
        suppress_health_check=list(HealthCheck),
    )
    @given(WORDS, st.integers(0, 2**32))
    def every_size(words: list[str], seed: int) -> None:
        random = Random(seed)  # noqa: S311  # Chosen by Hypothesis, so that a failure comes again.
        for _ in range(CONTENTS_AT_ONCE):
            sign, turn = random_sign(words, random), next(turns)
            for place, size in enumerate(SIZES):
                refused[size] += check_sign(sign, turn + place, size)
                checked[size] += 1

    begin = time.process_time()
    every_size()
    taken, least = time.process_time() - begin, min(checked.values())
    most = max(refused, key=lambda size: refused[size])
    note = (
        f"{sum(checked.values()):,} layouts: {least:,} contents in each of {len(SIZES)} sizes, {taken:.0f} s; "
        f"{sum(refused.values()):,} refused by name, most in {most.label} ({refused[most]:,})"
    )
    return [Ratio("contents checked in every size", least, f">= {examples * CONTENTS_AT_ONCE}", note)]
