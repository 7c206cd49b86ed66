"""Publishes random registries and reads them back: ``python -m tests.layouts.round_trip [--examples N] [--format F]``.

The suite tries as many as its time allows in the slow formats; this tries any number, and prints what differs.
"""

import argparse
import sys
import time
from collections import Counter

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from app.policy.clauses import clauses
from app.policy.composition import compose
from app.policy.domain import Form
from app.policy.expected import expected
from app.policy.extraction import extract
from app.policy.formats import FORMATS
from app.policy.reading import read
from tests.builders.policy import TODAY, a_snapshot
from tests.layouts.equality import facts
from tests.layouts.registries import registries

READABLE = ("html", "txt", "docx", "pdf")
"""Formats that can be read back."""


def published(things, form, language):
    """Return the facts a registry's policy must state, and the policy."""
    snapshot = a_snapshot(*things)
    worded = clauses(language, on=TODAY)
    document = compose(snapshot, form=form, language=language, clauses=worded, on=TODAY)
    return facts(expected(snapshot, on=TODAY, form=form, language=language)), document


def read_back(document, name):
    """Return the facts read from a policy written in a format."""
    written = FORMATS[name]
    return facts(read(extract(written.write(document), name=f"policy.{written.ending}")))


def tried(examples):
    """Return a decorator that tries a function with random registries, forms and languages, the same each time."""

    def decorated(function):
        chosen = given(things=registries(), form=st.sampled_from(Form), language=st.sampled_from(("ko", "ko", "en")))
        return settings(
            max_examples=examples,
            derandomize=True,
            database=None,
            deadline=None,
            phases=(Phase.generate,),
            suppress_health_check=tuple(HealthCheck),
        )(chosen(function))

    return decorated


def main(arguments=None):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--examples", type=int, default=300)
    parser.add_argument("--format", action="append", choices=READABLE)
    chosen = parser.parse_args(arguments)
    names = chosen.format or [name for name in READABLE if name in FORMATS]
    equal = {name: _all_equal(name, chosen.examples) for name in names}
    return int(not all(equal.values()))


def _all_equal(name, examples):
    begun, differing, unlike, say = time.perf_counter(), Counter(), [], sys.stdout.write

    @tried(examples)
    def compare(things, form, language):
        wanted, document = published(things, form, language)
        found = read_back(document, name)
        if wanted != found:
            unlike.append(document)
        for mark, facts_of in (("missing", wanted - found), ("made up", found - wanted)):
            for field, about, value in sorted(facts_of, key=repr):
                differing[field, mark] += 1
                say(f"{name} {language} {mark}: {field} {' › '.join(about)} = {value}\n")

    compare()
    seconds = time.perf_counter() - begun
    say(f"{name}: {examples - len(unlike)} of {examples} equal, {seconds:.1f} s; {dict(differing)}\n")
    return not unlike


if __name__ == "__main__":
    sys.exit(main())
