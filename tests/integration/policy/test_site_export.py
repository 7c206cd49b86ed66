"""The page that gives out the site of published versions: who may, and what the ZIP holds."""

import io
import zipfile

import pytest

from app.database import db
from app.kernel.actor import Role
from app.kernel.clock import kst_day, utc_now
from app.policy import queries
from app.policy.static_site import organisation_of, site, zipped
from tests.browsing import page
from tests.builders import policy_versions as build
from tests.builders.whole_estate import record_whole_estate


@pytest.fixture(autouse=True)
def estate(app):
    record_whole_estate()


def publish():
    build.a_version(now=utc_now(), effective_on=kst_day(utc_now()))


def test_without_a_published_version_there_is_nothing_to_give_out(sign_in):
    client = sign_in(Role.PRIVACY_OFFICER)
    assert "아직 공개한 판이 없습니다" in page(client.get("/policy/site"), status=200).text
    assert client.get("/policy/site.zip").status_code == 422


def test_the_zip_is_the_site_and_the_same_every_time(sign_in):
    publish()
    client = sign_in(Role.PRIVACY_OFFICER)
    assert 'href="/policy/site"' in client.get("/policy").text
    assert "시행 중인 제1판" in page(client.get("/policy/site"), status=200).text
    response = client.get("/policy/site.zip?address=https://gas.example/cctv/", checked=False)
    assert response.content_type == "application/zip"
    assert response.data == client.get("/policy/site.zip?address=https://gas.example/cctv/", checked=False).data
    versions = queries.published_versions(db.session())
    today, address = kst_day(utc_now()), "https://gas.example/cctv/"
    assert response.data == zipped(site(versions, on=today, organisation=organisation_of(versions), address=address))
    with zipfile.ZipFile(io.BytesIO(response.data)) as archive:
        assert archive.testzip() is None
        kept = queries.kept_file(db.session(), number=1, form="standalone", language="ko", name="pdf")
        assert archive.read("files/cctv-policy-v1-standalone-ko.pdf") == kept
        assert {"index.html", "SHA256SUMS", "sitemap.xml"} <= set(archive.namelist())


def test_an_address_that_is_none_is_refused_at_its_field(sign_in):
    publish()
    text = page(sign_in(Role.MANAGER).get("/policy/site.zip?address=cctv"), status=422).text
    assert "https:// 로 시작하는 주소를 적으십시오" in text


def test_who_may_not_write_policies_does_not_export_them(sign_in):
    publish()
    client = sign_in(Role.AUDITOR)
    assert client.get("/policy/site").status_code == 403
    assert client.get("/policy/site.zip").status_code == 403
    assert 'href="/policy/site"' not in client.get("/policy").text
    assert sign_in(Role.MANAGER, sites=["HQ"], name="Local").get("/policy/site").status_code == 403
