"""Everything of the policy that is HTML is valid, in one run of the checker; and the shell writes the same files."""

import zipfile
from datetime import date

import pytest

from app.database import db
from app.policy import queries
from app.policy.cli import policy
from app.policy.domain import Form
from app.policy.static_site import site
from app.policy.versions import State
from app.policy.writers.html import html_fragment, html_page
from app.registry.document import read_document
from app.registry.domain import Site
from app.registry.example import example_document
from tests.builders.policy import a_policy, policy_of_document
from tests.builders.policy_site import three_published
from tests.builders.policy_versions import a_version, build_a_site, enter, in_days, start_of
from tests.builders.whole_estate import record_whole_estate
from tests.cases import case
from tests.cases.conversion import document_of

HEAD = '<!doctype html><html lang="ko"><head><meta charset="utf-8"><title>x</title></head>'
AROUND = HEAD + "<body><h1>회사</h1>{}</body></html>"


@pytest.fixture
def two_versions(app):
    record_whole_estate()
    a_version(languages=("ko", "en"))
    build_a_site()
    number = a_version(State.ANNOUNCED, effective_on=in_days(7), note="새 공급소를 더함", languages=("ko", "en"))
    enter(number, now=start_of(in_days(7)))


@pytest.mark.usefixtures("two_versions")
def test_everything_published_is_valid_html(client, nu_checker):
    example = policy_of_document(example_document(), form=Form.SECTION)
    english = policy_of_document(read_document(document_of(case("13"))), language="en")
    layouts = {name: policy_of_document(read_document(document_of(case(name)))) for name in ("06", "16", "22")}
    exported = site(three_published(), on=date(2026, 5, 1), organisation="예시도시가스")
    addresses = ("/public/policy", "/public/policy/1", "/public/policy/versions", "/public/policy/1/compare/2")
    pages = {
        **{address: client.get(address).text for address in addresses},
        "comparison file": client.get("/public/policy/1/compare/2/file.html", checked=False).text,
        "page": html_page(example),
        "hostile": html_page(a_policy(Site(code="A", name="</script><!-- <b> & ' \"", camera_count=1))),
        "two in a page": AROUND.format(html_fragment(example) + html_fragment(english)),
        **{f"case {name}": html_page(layout) for name, layout in layouts.items()},
        **{
            path: content.decode()
            for path, content in exported.items()
            if path.endswith(".html") and path[:5] != "files"
        },
        "broken on purpose": AROUND.format("<p id=a><p id=a>"),
    }
    faults = nu_checker(pages)
    assert [fault for fault in faults if not fault.startswith("broken on purpose")] == []
    assert faults  # The checker did look.


@pytest.mark.usefixtures("two_versions")
def test_the_shell_writes_the_site_and_a_comparison(app, tmp_path):
    def run(args):
        return app.test_cli_runner().invoke(policy, args)

    assert run(args=["site", "-o", str(tmp_path / "site.zip")]).exit_code == 0
    assert run(args=["site", "-o", str(tmp_path / "site")]).exit_code == 0
    kept = queries.kept_file(db.session(), number=1, form="standalone", language="ko", name="pdf")
    assert (tmp_path / "site/files/cctv-policy-v1-standalone-ko.pdf").read_bytes() == kept
    with zipfile.ZipFile(tmp_path / "site.zip") as archive:
        assert archive.read("index.html") == (tmp_path / "site/index.html").read_bytes()
    again = run(args=["site", "-o", str(tmp_path / "site")])
    assert (again.exit_code, "비어 있지 않은" in again.output) == (2, True)
    for name in ("c.html", "c.pdf"):
        told = run(args=["compare", "1", "2", "-o", str(tmp_path / name)])
        assert told.exit_code == 0
        assert "새 공급소 추가" in told.output
        assert (tmp_path / name).stat().st_size > 1000
    assert run(args=["compare", "1", "9", "-o", str(tmp_path / "x.pdf")]).exit_code == 2
    assert run(args=["compare", "1", "today", "-o", str(tmp_path / "x.docx")]).exit_code == 2
