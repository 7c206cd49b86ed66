"""Every address is asked for with nonsense in its path and its query: it is answered, and never breaks."""

import os
import random
import re
from collections import Counter
from urllib.parse import quote, urlencode

from werkzeug.routing import IntegerConverter

from tests.attacks.forms import addresses_of
from tests.attacks.hostile import anything
from tests.attacks.test_every_form import TOLD, broke

REQUESTS = int(os.environ.get("WATCHBOOK_FUZZ_ADDRESSES", "250"))
SEED = int(os.environ.get("WATCHBOOK_FUZZ_SEED", "20261122"))
ASKED = (
    "after", "again", "area", "as_of", "at", "before", "direction", "ended", "form", "form_no", "granted",
    "hold", "kind", "known_at", "lang", "language", "mine", "month", "next", "numbering", "old", "on",
    "opinion", "page", "person", "place", "q", "r", "region", "request", "rule", "scale", "seen", "severity",
    "sheet", "show", "since", "site", "source", "state", "text", "until", "upload", "use", "use_asked",
    "use_words", "valid_from", "w", "h", "width", "height", "year", "zone",
)  # fmt: skip
"""What pages ask of an address's query."""
NOT_YET = frozenset({"policy.show_public_policy"})
"""Where a company that has published nothing yet answers 503 on purpose."""
NUMBERS = ("0", "1", "7", "2147483648", "9223372036854775807", "9223372036854775808", "9" * 40)


def test_no_address_breaks_or_tells(besieged, record_property):
    draw, wrong, answers = random.Random(SEED), [], Counter()  # noqa: S311  # Not a secret.
    known = addresses_of(besieged)
    for number in range(REQUESTS):
        rule, address = known[number % len(known)]
        path = address if draw.random() < 0.5 else spoilt(rule, draw)
        query = [(name, anything(draw)) for name in draw.sample(ASKED, k=draw.choice((0, 1, 3, 9)))]
        whole = f"{path}?{urlencode(query, errors='surrogatepass')}"
        role = draw.choice([*besieged.people, "nobody"])
        try:
            answer = besieged.client(role).get(whole, checked=False)
        except Exception:  # noqa: BLE001  # Whatever broke is what is looked for.
            wrong.append((role, whole[:300], broke()))
            continue
        answers[answer.status_code] += 1
        if (answer.status_code >= 500 and rule.endpoint not in NOT_YET) or (
            "html" in (answer.mimetype or "") and TOLD.search(answer.text)
        ):
            wrong.append((role, whole[:300], answer.status_code))
    record_property("answers", dict(answers))
    print(f"{len(known)} routes, {sum(answers.values())} answers {dict(answers)}")  # noqa: T201  # The report.
    assert not wrong, f"{len(wrong)} wrong:\n" + "\n".join(map(str, wrong[:15]))


def spoilt(rule, draw):
    """Return an address of a route with noise for each of its arguments that takes any."""
    known = {}
    for name in rule.arguments:
        converter = rule._converters[name]
        options = sorted(getattr(converter, "items", ()))
        text = draw.choice(NUMBERS) if isinstance(converter, IntegerConverter) else anything(draw)
        known[name] = draw.choice(options) if options else re.sub(r"^$|/", "x", text[:200])
    written = re.sub(r"<(?:[^<>:]+:)?(\w+)>", lambda match: f"\x00{match[1]}\x00", rule.rule)
    parts = written.split("\x00")
    return "".join(
        quote(known[part].encode("utf-8", "surrogatepass"), safe="") if number % 2 else part
        for number, part in enumerate(parts)
    )
