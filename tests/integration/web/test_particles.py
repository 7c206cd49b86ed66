"""No reader sees a particle written for both cases: not in a page, a flash or a message."""

import pytest
from flask import render_template_string
from flask_babel import gettext, lazy_gettext

from app.kernel.messages import Message
from app.web.languages import say

SENTENCE = "%(name)s이(가) %(request)s을(를) 접수했습니다."


@pytest.mark.parametrize("name", ["Ada", "<홍길동>", "본사(로비)"])
def test_a_sentence_has_the_particles_its_words_ask_for(app, name):
    gaps = {"name": name, "request": "요청 2026-0001"}
    with app.test_request_context("/"):
        page = render_template_string("{{ _(text, **gaps) }}", text=SENTENCE, gaps=gaps)
        said = [page, gettext(SENTENCE, **gaps), str(lazy_gettext(SENTENCE, **gaps))]
        said.append(say(Message("{name}이(가) {request}을(를) 접수했습니다.", gaps)))

    assert all("요청 2026-0001을 접수" in one for one in said)
    assert page.startswith("&lt;홍길동&gt;" if name.startswith("<") else name + "가 ")
    assert "(를)" not in "".join(said)
