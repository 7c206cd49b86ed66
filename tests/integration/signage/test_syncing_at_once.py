"""Two phones (or two tabs of one) send the same checks at the same instant: each check is recorded once."""

import io
import json
import re
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from uuid import uuid4

from app.database import db
from app.kernel.clock import utc_now
from app.ledger import queries as ledger
from app.signage.field_verification import check_sightings
from app.signage.queries.placements import life_of
from tests.builders.registry import record_estate
from tests.builders.sightings import a_photo, walk
from tests.builders.signage import a_signed_estate, issue, print_all

PHONES = 2


def test_what_two_phones_send_at_the_same_instant_is_recorded_once(app, sign_in):
    record_estate(a_signed_estate())
    signs = issue()
    print_all(signs, now=utc_now())
    phones = [sign_in("Olga") for _ in range(PHONES)]
    round_id = walk("HQ", "G-1", "G-2", assigned_to=phones[0].actor.id, now=utc_now())
    mounted = [{"act": "mounted", "place": "정문 왼쪽 기둥"}] * len(signs)
    checks = [
        {"id": str(uuid4()), "number": sign.number, "at": utc_now().isoformat(), "text_matches": True, "readable": True}
        | more
        for sign, more in zip(signs, mounted, strict=True)
    ]
    pages = [phone.get(f"/signs/rounds/{round_id}/field").text for phone in phones]
    tokens = [re.search(r'name="csrf_token" value="([0-9a-f]+)"', page)[1] for page in pages]
    db.session().rollback()
    together, picture = Barrier(PHONES), a_photo()

    def send(place):
        form = {"checks": json.dumps(checks), "csrf_token": tokens[place]}
        form[f"photo-{checks[0]['id']}"] = (io.BytesIO(picture), "photo.jpg")
        together.wait()
        address = f"/signs/rounds/{round_id}/sync"
        answer = phones[place].post(address, data=form, content_type="multipart/form-data", csrf=False)
        return [each["state"] for each in answer.json["results"]]

    with ThreadPoolExecutor(PHONES) as pool:
        told = list(pool.map(send, range(PHONES)))

    for states in zip(*told, strict=True):
        assert sorted(states) == ["recorded", "repeated"]
    assert len(list(ledger.entries(db.session(), names={"sign.sighted"}))) == len(signs)
    assert [len(life_of(db.session(), number=sign.number)) for sign in signs] == [1] * len(signs)
    assert list(check_sightings(db.session())) == []
