"""The English catalogue says everything the source says, and nothing else."""

import ast
import re
from io import BytesIO
from pathlib import Path
from string import Formatter

import jinja2
import jinja2.nodes
import pytest
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "app/translations"
KEYWORDS = {**DEFAULT_KEYWORDS, "_l": None, "lazy_gettext": None}
PERCENT = re.compile(r"%\((\w+)\)[sd]|%[sd]")
HANGUL = re.compile(r"[ㄱ-ㆎ가-힣]+")
KOREAN_MEANT = {
    "가스누출 경보 GD-0132 확인, 이상 없음": "an example of a reason, which is written in Korean",
    "사옥, CNG 충전소, 정압기": "examples of kinds of site, which are the registry's own words",
    "범죄 예방 | pipa.25.1.2": "an example of a line as it stands in a file",
    "2019년": "a wording as it was published in Korean",
    "20일 이내": "a wording as it was published in Korean",
    "(없음)": "the word a registry file has for stating that there is nothing",
    "공개": "a word a registry file may hold",
    "비공개": "a word a registry file may hold",
    "예": "a word a registry file may hold",
    "아니오": "a word a registry file may hold",
    "4대": "a number as it may be typed",
    "ㄱㅅㄷ": "initial consonants to search by",
    "(미기재)": "the mark a published text has for a gap",
    "명백히 … 생명, 신체, 재산의 이익": "words the linter finds in a Korean text",
    "고정형 영상정보처리기기": "the term of the Act that the linter looks for",
    "영상정보처리기기": "the older term that the linter looks for",
    **dict.fromkeys(
        ("누출", "유출", "제3차", "제3자", "취급방침", "처리방침"), "words the linter finds in a Korean text"
    ),
    "은, 는": "two Korean particles",
    "가–아": "the letters Korean policies number their items with",
    "가–사": "the letters Korean policies number their items with",
}
SHOWN_AS_THEY_ARE = {"한국어": "the name of a language, in that language"}
SPEAKING_MODULES = re.compile(r"(views|forms|pages|refusals|commands|panel)(/\w+)?\.py$|^app/web/(errors|form\w*)\.py$")


def extracted() -> set[str | tuple[str, ...]]:
    with (FOLDER / "babel.cfg").open() as mapping:
        methods, options = parse_mapping_cfg(mapping, filename="babel.cfg")
    found = set()
    for top in ("app", "templates"):
        inside = [(pattern.removeprefix(f"{top}/"), method) for pattern, method in methods if pattern.startswith(top)]
        settings = {
            pattern.removeprefix(f"{top}/"): chosen for pattern, chosen in options.items() if pattern.startswith(top)
        }
        for _file, _line, message, _comments, _context in extract_from_dir(str(ROOT / top), inside, settings, KEYWORDS):
            found.add(message)
    return found


@pytest.fixture(scope="module")
def source():
    return extracted()


@pytest.fixture(scope="module")
def english():
    with (FOLDER / "en/LC_MESSAGES/messages.po").open("rb") as file:
        return read_po(file, locale="en", abort_invalid=True)


def entries(catalogue):
    return [message for message in catalogue if message.id]


def test_source_is_extracted_from_code_and_templates(source):
    assert {"영상정보 관리대장", "찾을 수 없습니다."} <= source


def test_everything_said_is_in_the_english_catalogue(source, english):
    assert source - {message.id for message in entries(english)} == set()


def test_nothing_is_in_the_english_catalogue_that_nobody_says(source, english):
    assert {message.id for message in entries(english)} - source == set()
    assert list(english.obsolete) == []


def test_nothing_is_empty_or_doubtful(english):
    assert [message.id for message in entries(english) if not message.string or message.fuzzy] == []


def gaps(text: str) -> tuple[list[str], list[str]]:
    percent = sorted(found.group(0) for found in PERCENT.finditer(text))
    try:
        braces = sorted({name for _, name, _, _ in Formatter().parse(text) if name is not None})
    except ValueError:  # Text that only shows a brace.
        braces = []
    return percent, braces


def test_gaps_are_the_same_on_both_sides(english):
    different = {message.id: message.string for message in entries(english) if gaps(message.id) != gaps(message.string)}
    assert different == {}


def test_english_is_english(english):
    allowed = sorted(KOREAN_MEANT, key=len, reverse=True)
    left = {}
    for message in entries(english):
        text = message.string
        for words in allowed:
            text = text.replace(words, "")
        if HANGUL.search(text):
            left[message.id] = message.string
    assert left == {}


def test_sentences_stay_sentences(english):
    ends = re.compile(r"(니다|십시오|시오)\.$")
    assert [m.id for m in entries(english) if ends.search(m.id) and not re.search(r"[.)\w}]$", m.string)] == []


def test_catalogue_is_sorted_and_names_no_machine(english):
    ids = [message.id for message in entries(english)]
    assert ids == sorted(ids)
    text = (FOLDER / "en/LC_MESSAGES/messages.po").read_text()
    assert "\n#:" not in text
    assert "/home/" not in text
    assert "@" not in text.split("\n\n", 1)[0]


def test_catalogue_compiles(english):
    compiled = BytesIO()
    write_mo(compiled, english)
    compiled.seek(0)
    assert len(entries(read_mo(compiled))) == len(entries(english))


def test_templates_say_nothing_outside_the_catalogue():
    environment = jinja2.Environment(extensions=["jinja2.ext.i18n"], autoescape=True)
    left = []
    for path in sorted(ROOT.glob("templates/**/*.html")):
        tree = environment.parse(path.read_text())
        marked = {id(part) for call in tree.find_all(jinja2.nodes.Call) if is_marked(call) for part in call.args}
        for node in tree.find_all((jinja2.nodes.TemplateData, jinja2.nodes.Const)):
            text = node.data if isinstance(node, jinja2.nodes.TemplateData) else node.value
            for shown in SHOWN_AS_THEY_ARE if isinstance(text, str) else ():
                text = text.replace(shown, "")
            if isinstance(text, str) and HANGUL.search(text) and id(node) not in marked:
                left.append(f"{path.relative_to(ROOT)}:{node.lineno}: {text.strip()[:80]}")
    assert left == []


def is_marked(call: jinja2.nodes.Call) -> bool:
    return isinstance(call.node, jinja2.nodes.Name) and call.node.name in KEYWORDS


def test_code_that_speaks_to_people_marks_what_it_says():
    left = []
    for path in sorted(ROOT.glob("app/**/*.py")):
        name = str(path.relative_to(ROOT))
        if not SPEAKING_MODULES.search(name):
            continue
        tree = ast.parse(path.read_text())
        marked = {id(part) for call in ast.walk(tree) if marks(call) for part in ast.walk(call)}
        left += [
            f"{name}:{node.lineno}: {node.value[:80]}"
            for node in ast.walk(tree)
            if isinstance(node, ast.Constant) and isinstance(node.value, str)
            if HANGUL.search(node.value) and id(node) not in marked and not is_docstring(tree, node)
        ]
    assert left == []


def marks(node: ast.AST) -> bool:
    """Return whether a call marks text for the catalogue, or makes a pattern, which nobody reads."""
    if not isinstance(node, ast.Call):
        return False
    if isinstance(node.func, ast.Attribute):
        return node.func.attr == "compile"
    return isinstance(node.func, ast.Name) and node.func.id in KEYWORDS


def is_docstring(tree: ast.Module, constant: ast.Constant) -> bool:
    return any(isinstance(node, ast.Expr) and node.value is constant for node in ast.walk(tree))
