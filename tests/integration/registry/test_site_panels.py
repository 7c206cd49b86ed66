"""The page of a site shows its signs and its open requests, though both stand above the registry."""

from app.database import unit_of_work
from app.kernel.actor import SYSTEM
from app.kernel.clock import utc_now
from app.registry import commands
from app.registry.example import example_document


def load_example():
    with unit_of_work() as session:
        commands.apply_document(session, document=example_document(), default_from=None, actor=SYSTEM, now=utc_now())


def test_signs_of_the_site_are_listed_with_their_state(sign_in):
    load_example()
    page = sign_in("Amir").get("/sites/HQ").text
    assert "열린 열람 신청" in page
    assert "인쇄 전" in page
    assert 'href="/signs?site=HQ"' in page


def test_another_sites_signs_are_not(sign_in):
    load_example()
    page = sign_in("Amir").get("/sites/CNG-GWANSEOL").text
    assert 'href="/signs?site=CNG-GWANSEOL"' in page
    assert "장양리" not in page
