"""Files through the pages: upload, look at the differences, confirm; export and bring back."""

import html
import io
import json
import re
from datetime import date

import pytest

from app.database import db
from app.registry import queries
from app.registry.document import FORMAT, read_document
from app.registry.domain import Kind
from app.registry.exchange import document_bytes, read_file
from app.registry.history import values_on
from tests.builders import registry_files as files
from tests.builders.registry import a_document, a_small_estate, record_estate

DAY = "2026-03-01"
AS_OF = date(2026, 3, 1)


def upload(client, data, name, **fields):
    return client.post(
        "/sites/import",
        data={"file": (io.BytesIO(data), name), "valid_from": DAY, **fields},
        content_type="multipart/form-data",
    )


def hidden(text, name):
    return text.split(f'name="{name}" value="')[1].split('"')[0]


def confirm(client, preview, **changed):
    fields = {name: hidden(preview, name) for name in ("token", "edition")}
    return client.post("/sites/import/confirm", data={**fields, "valid_from": DAY, **changed})


def test_an_upload_shows_the_differences_and_writes_nothing_until_confirmed(app, sign_in):
    record_estate()
    client, before = sign_in("Amir"), queries.edition(db.session())
    data = files.sites_and_zones(["Z-9", "HQ", "창고", 2], sites=(["HQ", "본사", "사옥"],))

    preview = upload(client, data, "대장.xlsx").text

    assert "차이 2건: 아직 저장하지 않았습니다" in preview
    assert "이름: 본사 사옥 → <strong>본사</strong>" in preview
    assert "구역 2행" in preview
    assert queries.edition(db.session()) == before

    db.session().rollback()  # What was read above is not read again by chance.
    assert confirm(client, preview).location == "/sites"
    site = queries.site_detail(db.session(), code="HQ", as_of=AS_OF, sites=None).site
    assert (site.name, site.region, [zone.code for zone in site.zones]) == (
        "본사",
        "원주시",
        ["Z-9", "HQ-lobby", "HQ-car"],
    )
    assert list((app.config["SETTINGS"].home / "uploads").iterdir()) == []


def test_a_bad_file_shows_every_problem_with_row_and_column(app, sign_in):
    record_estate()

    response = upload(sign_in("Amir"), files.sites_and_zones(["Z-9", "HQ", None, -1]), "대장.xlsx")

    assert response.status_code == 422
    assert "구역 2행 &#39;대수&#39; 열" in response.text
    assert "구역 2행 &#39;이름&#39; 열" in response.text
    assert "대장에 기록" not in response.text


def test_a_file_must_be_chosen(app, sign_in):
    response = sign_in("Amir").post("/sites/import", data={"valid_from": DAY})

    assert response.status_code == 422
    assert "파일을 고르십시오" in response.text


def test_a_confirmation_after_the_registry_changed_is_refused(app, sign_in):
    record_estate()
    client = sign_in("Amir")
    data = files.sites_and_zones(sites=(["HQ", "본사", "사옥"],))
    preview = upload(client, data, "대장.xlsx").text
    record_estate({"sites": [{"code": "NEW", "name": "새 장소"}]})

    response = confirm(client, preview)

    assert response.location == "/sites/import"
    assert "미리 본 뒤에 대장이 바뀌었습니다" in client.get("/sites/import").text
    assert "본사 사옥" in client.get("/sites/HQ").text


@pytest.mark.parametrize("token", ["0" * 32, "../../watchbook", "x"])
def test_a_token_that_leads_nowhere_asks_for_the_file_again(app, sign_in, token):
    client = sign_in("Amir")

    response = client.post("/sites/import/confirm", data={"token": token, "edition": "0", "valid_from": DAY})

    assert response.location == "/sites/import"


def test_an_upload_belongs_to_who_brought_it(app, sign_in):
    record_estate()
    preview = upload(sign_in("Amir"), files.sites_and_zones(sites=(["HQ", "본사", "사옥"],)), "a.xlsx").text

    response = confirm(sign_in("Petra"), preview)

    assert response.location == "/sites/import"


@pytest.mark.parametrize("who", ["Olga", "Uma"])
def test_only_who_may_edit_imports(app, sign_in, who):
    client = sign_in(who)

    assert client.get("/sites/import").status_code == 403
    assert upload(client, b"x", "a.csv").status_code == 403


@pytest.mark.parametrize("ending", ["json", "xlsx", "csv"])
def test_what_was_exported_brought_back_changes_nothing(app, sign_in, ending):
    record_estate()
    client = sign_in("Amir")

    exported = client.get(f"/sites/export.{ending}", use="transfer")
    preview = upload(client, exported.data, f"대장.{ending}").text

    assert f".{ending}" in exported.headers["Content-Disposition"]
    assert "파일과 대장이 같습니다" in preview


@pytest.mark.parametrize("ending", ["json", "xlsx"])
def test_an_export_brought_into_an_empty_registry_gives_the_same_values(app, sign_in, ending):
    document = a_document(**a_small_estate())
    client = sign_in("Amir")

    confirm(client, upload(client, document_bytes(document, f".{ending}"), f"대장.{ending}").text)

    known = values_on(queries.timelines(db.session()), AS_OF)
    assert known == {(kind, v.value.code): v.value for kind in Kind for v in document.of(kind)}
    json = client.get("/sites/export.json", use="transfer").data
    assert document_bytes(read_file(json, "a.json"), ".json") == json
    assert read_document(json).complete


def test_the_template_is_a_workbook_that_says_nothing_yet(app, sign_in):
    client = sign_in("Amir")

    response = upload(client, client.get("/sites/template.xlsx").data, "template.xlsx")

    assert response.status_code == 422
    assert "모든 시트가 비어 있습니다" in response.text


def test_differences_name_posts_and_speak_no_database(app, sign_in):
    record_estate()
    known = a_small_estate()
    organisation = known["organisation"][0] | {
        "effective_on": "2026-02-01",
        "request_channels": ["서면"],
        "stated_total": 7,
        "privacy_officer": {"post": "p99"},
    }
    document = {"format": FORMAT, "organisation": [organisation]}
    document["posts"] = [{"code": "p99", "title": "경영지원이사"}]
    preview = upload(sign_in("Amir"), json.dumps(document).encode(), "대장.json").text
    shown = html.unescape(re.sub(r"<[^>]+>", "", preview))
    for words in ("시행일: — → 2026-02-01", "열람 요구 방법: ", "공표한 총 대수: ", "→ 경영지원이사"):
        assert words in shown
    assert "조직 1" in shown
    for name in (
        "organisation[0]",
        "posts[0]",
        "effective_on",
        "request_channels",
        "stated_total",
        "privacy_officer: ",
    ):
        assert name not in shown
