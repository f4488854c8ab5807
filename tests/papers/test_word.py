"""Papers for Word: the text of the PDF, real styles and headings, stable bytes, nothing that executes."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from kyodo_desktop.domain.errors import MissingGlyph, UsageError
from kyodo_desktop.papers import PAPERS, saving, wordfile
from kyodo_desktop.papers.agenda import Agenda
from kyodo_desktop.papers.letter import Addressee
from kyodo_desktop.papers.press.faces import Fonts
from kyodo_desktop.papers.tables.values import INTERNAL
from kyodo_desktop.services.minutes import MinutesText
from tests.papers import afterwards, appointed, before_samples, day_samples, letters, samples, word
from tests.papers.reading import lines, pages, squeezed
from tests.papers.samples import FONTS, FORMS
from tests.papers.word import W

REQUIRED = {"minutes", "minutes_public", "notice", "report_letter", "script", "approval"}
"""What offices edit in Word."""
ALONG = {
    "cover_letter",
    "date_inquiry",
    "minutes_review",
    "consultation_letter",
    "nomination",
    "thanks",
    "roster",
}
"""What comes along with the letters' and the report's styles."""
SMALL: Mapping[str, tuple[str, object]] = {
    "minutes": ("minutes", afterwards.MINUTES),
    "minutes_public": ("minutes_public", afterwards.PUBLIC),
    "cover_letter": ("cover_letter", before_samples.COVER),
    "date_inquiry": ("date_inquiry", replace(before_samples.INQUIRY, to=letters.members(2))),
    "bare_inquiry": ("date_inquiry", before_samples.BARE_INQUIRY),
    "minutes_review": ("minutes_review", replace(afterwards.REVIEW, to=letters.members(2))),
    "script": ("script", day_samples.SCRIPT),
    "approval": ("approval", before_samples.APPROVAL),
    "nomination": ("nomination", appointed.nominations(2)),
    "consultation_letter": ("consultation_letter", appointed.CONSULTATION),
    "report_letter": ("report_letter", appointed.REPORT),
    "roster": ("roster", samples.ROSTER),
    "notice": ("notice", before_samples.notice(letters.members(2))),
    "bare_notice": ("notice", before_samples.BARE_NOTICE),
    "bare_approval": ("approval", before_samples.BARE_APPROVAL),
    "summary": ("minutes", afterwards.SUMMARY),
    "not_begun": ("minutes", afterwards.NOT_BEGUN),
    "bare_report": ("report_letter", appointed.BARE),
    "later_script": ("script", day_samples.LATER),
    "thanks_1": ("thanks", appointed.thanked(1)),
    "nobody": ("nomination", appointed.nominations(0)),
}
HOSTILE = (
    "=cmd|'/c calc'!A1",
    "</w:t></w:r><w:r><w:instrText>DDEAUTO c:\\\\calc</w:instrText></w:r>",
    "<script>alert(1)</script>",
    "&lt;&amp;&#x41;&nbsp;]]>",
    '" w:val="x',
    '{ HYPERLINK "file:///etc/passwd" }',
    "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>&x;",
    "%s %n {0} {number} _x0041_",
)


def test_what_offices_edit_is_made_for_word_and_nothing_else_is() -> None:
    assert {paper.key for paper in PAPERS if saving.has_word(paper)} == REQUIRED | ALONG
    assert {p.key for p in PAPERS if isinstance(p, wordfile.Editable)} == REQUIRED | ALONG


def test_a_paper_that_is_not_made_for_word_says_so() -> None:
    with pytest.raises(UsageError) as refusal:
        wordfile.build(Agenda(), samples.AGENDA, FONTS, FORMS)
    assert "Wordで編集する様式ではありません" in str(refusal.value)


def text(pdf: bytes) -> str:
    """What stands on the pages, without what each page has at its head."""
    return "".join(lines(pdf)).replace(INTERNAL, "")


@pytest.mark.parametrize("name", SMALL)
def test_the_text_is_that_of_the_pdf(name: str) -> None:
    key, view = SMALL[name]
    mine, printed = word.said(word.made(key, view)), text(afterwards.pdf(word.BY_KEY[key], view))
    assert Counter(squeezed(mine)) == Counter(printed)
    assert "None" not in mine


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    files = {name: word.made(key, view) for name, (key, view) in SMALL.items()}
    return word.converted(files, tmp_path_factory.mktemp("office"))


@pytest.mark.parametrize("name", SMALL)
def test_libreoffice_prints_the_same_text(name: str, office: dict[str, bytes]) -> None:
    key, view = SMALL[name]
    theirs, ours = office[name], afterwards.pdf(word.BY_KEY[key], view)
    assert Counter(text(theirs)) == Counter(text(ours))
    assert len(pages(theirs)) <= len(pages(ours)) + 1


@pytest.mark.parametrize("name", SMALL)
def test_the_same_view_gives_the_same_bytes(name: str) -> None:
    key, view = SMALL[name]
    once = word.made(key, view)
    assert once == word.made(key, view)
    with zipfile.ZipFile(io.BytesIO(once)) as packed:
        assert {entry.date_time for entry in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        for part in packed.namelist():
            etree.fromstring(packed.read(part))


@pytest.mark.parametrize("name", SMALL)
def test_every_style_that_is_used_is_there_and_japanese(name: str) -> None:
    data = word.made(*SMALL[name])
    document = word.opened(data)
    used = {one.get(f"{W}val") for one in document.element.iter(f"{W}pStyle")}
    known = {style.style_id for style in document.styles}
    assert used <= known
    assert {"Normal", "Heading 1", "Footer", "Table Grid"} <= {style.name for style in document.styles}
    styles = word.part(data, "word/styles.xml")
    assert 'w:eastAsia="ja-JP"' in styles
    assert 'w:eastAsia="BIZ UD' in styles
    assert "ＭＳ 明朝" in word.part(data, "word/fontTable.xml")


def test_headings_are_headings() -> None:
    found = [(style, text) for style, text in word.paragraphs(word.made("minutes", afterwards.MINUTES))]
    headings = [(style, text) for style, text in found if style.startswith("Heading")]
    assert headings[0] == ("Heading 1", "第1回川口市協働推進委員会\u3000会議録（案）")
    assert headings[1] == ("Heading 2", "会議録（発言の内容）")
    assert {style for style, _ in headings} >= {"Heading 1", "Heading 2", "Heading 3"}
    assert ("発言", "委員長\tただいまの説明について、御質問等はありませんか。") in found
    assert any(style == "ト書き" for style, _ in found)


def test_a_letter_has_its_items_in_a_style_and_the_number_spread() -> None:
    data = word.made("notice", before_samples.notice(letters.members(1)))
    found = list(word.paragraphs(data))
    assert next(text for style, text in found if style == "記書き").split("\t")[:2] == ["1", "日時"]
    assert ("Note Heading", "記") in found
    numbered = [text for style, text in found if style == "文書番号・日付"]
    assert numbered == ["川協発第12号", "令和7年10月15日"]
    body = word.part(data, "word/document.xml")
    assert body.count("<w:fitText") >= 3
    assert "w:framePr" in body


def test_tables_repeat_their_heading_and_merge_their_cells() -> None:
    document = word.opened(word.made("report_letter", appointed.REPORT))
    course, roster = document.tables
    assert [cell.text for cell in course.rows[0].cells] == ["会\u3000議", "開催日", "審議の内容"]
    for table in (course, roster):
        (head, *rest) = table._tbl.tr_lst
        assert head.find(f".//{W}tblHeader") is not None
        assert all(row.find(f".//{W}tblHeader") is None for row in rest)
    assert roster.cell(1, 0).text == roster.cell(5, 0).text == "1号委員\n市民"
    assert roster.cell(1, 0)._tc is roster.cell(5, 0)._tc
    assert squeezed(roster.cell(2, 1).text) == "○長谷川俊介"
    bare = word.opened(word.made("roster", samples.ROSTER)).tables[0]
    assert bare.cell(1, 1).text == "梶原 純"
    assert bare._tbl.tr_lst[1].find(f".//{W}fitText") is not None


def test_the_drafts_boxes_are_merged_across() -> None:
    facts, stamps, subject = word.opened(word.made("approval", before_samples.APPROVAL)).tables
    assert [cell.text for cell in facts.rows[3].cells] == [
        "保存年限",
        "\u3000\u3000年",
        "\u3000\u3000年",
        "\u3000\u3000年",
    ]
    assert len(stamps.columns) == 7
    assert subject.cell(0, 1).text == "第1回川口市協働推進委員会の開催について（伺い）"


def test_pages_are_a4_within_the_forms_margins_and_numbered() -> None:
    document = word.opened(word.made("minutes", afterwards.MINUTES))
    (section,) = document.sections
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    edges = (section.top_margin, section.right_margin, section.bottom_margin, section.left_margin)
    assert [round(edge.mm) for edge in edges] == [25, 22, 22, 25]
    assert "PAGE" in section.footer._element.xpath("string(.//w:instrText)")
    bare = word.opened(word.made("notice", before_samples.notice(letters.members(1))))
    assert len(bare.sections) == 2
    assert "PAGE" not in word.part(word.made("approval", before_samples.APPROVAL), "word/document.xml")


def test_properties_say_the_title_and_nobodys_name() -> None:
    data = word.made("script", day_samples.SCRIPT)
    core = word.opened(data).core_properties
    assert core.title == "第1回川口市協働推進委員会\u3000議長用シナリオ"
    assert core.language == "ja-JP"
    assert (core.author, core.last_modified_by, core.comments) == ("", "", "")
    assert core.created == core.modified == dt.datetime(2025, 11, 14, tzinfo=dt.UTC)
    assert (
        "dcterms"
        not in word.part(word.made("approval", before_samples.BARE_APPROVAL), "docProps/core.xml").split(
            "</dc:language>"
        )[1]
    )


@pytest.mark.parametrize("count", [1, 2, 13, 200])
def test_one_to_two_hundred_members(count: int) -> None:
    data = word.made("notice", before_samples.notice(letters.members(count)))
    assert len(word.opened(data).sections) == 2 * count
    text = word.said(data)
    assert text.count("出欠回答票を、") == count
    for to in letters.members(count):
        assert text.count("\u3000".join(to.name.split())) >= 2
    roster = word.opened(word.made("roster", samples.crowd(count))).tables[0]
    assert len(roster.rows) == count + 1


@pytest.mark.parametrize("payload", HOSTILE)
def test_what_looks_like_markup_or_a_formula_is_a_text(payload: str) -> None:
    text = MinutesText((("会議名", payload),), (afterwards.minutes(payload)))
    data = word.made("minutes", replace(afterwards.MINUTES, committee=payload, text=text))
    assert word.said(data).count(payload) >= 2
    assert word.opened(data).core_properties.title.startswith("第1回" + payload)
    tags = {
        etree.QName(one).localname for one in word.opened(data).element.iter() if isinstance(one.tag, str)
    }
    assert not tags & {"instrText", "fldSimple", "hyperlink", "object", "altChunk", "script"}
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        assert not any(
            b"External" in packed.read(name) for name in packed.namelist() if name.endswith(".rels")
        )


@pytest.mark.parametrize("bad", ["\x00", "\x0b", "\u202e", "\ufffe", "\ud800", "\u05d0\u05d1"], ids=ascii)
def test_what_the_pdf_refuses_is_refused_alike(bad: str) -> None:
    to = Addressee(name=f"協働{bad}太郎", body=samples.COMMITTEE, title="委員")
    view = before_samples.notice((to,))
    refusals = []
    for issue in (lambda: word.made("notice", view), lambda: _preflighted(view)):
        with pytest.raises(MissingGlyph) as refusal:
            issue()
        refusals.append(str(refusal.value))
    assert refusals[0] == refusals[1]


def _preflighted(view: object) -> None:
    from kyodo_desktop.papers.issue import preflight

    paper = word.BY_KEY["notice"]
    preflight(paper.asked(view, paper.read(FORMS)), FONTS)


@pytest.mark.parametrize("name", ["髙﨑 德子", "梶󠄀原 純", "布施 富美子", "A" * 60, samples.LONG_NAME * 3])
def test_names_stand_in_their_own_code_points(name: str) -> None:
    to = Addressee(name=name, body=samples.COMMITTEE, title="委員", base_form=True)
    data = word.made("notice", before_samples.notice((to,)))
    assert word.said(data).count("\u3000".join(name.split(" "))) == 2


def test_a_character_that_only_ipamj_has_is_set_in_it() -> None:
    fonts = Fonts(samples.PATHS)
    if "ipamj" not in fonts.fallbacks:
        pytest.skip("IPAmj Mincho is not installed (Debian: fonts-ipamj-mincho)")
    to = Addressee(name="𠮷田 辻󠄀", body=samples.COMMITTEE, title="委員")
    data = wordfile.build(word.BY_KEY["notice"], before_samples.notice((to,)), fonts, FORMS)
    assert word.said(data).count("𠮷田\u3000辻󠄀") == 2
    runs = [one for one in word.opened(data).element.iter(f"{W}r") if "𠮷" in "".join(one.itertext())]
    assert {one.find(f".//{W}rFonts").get(f"{W}eastAsia") for one in runs} == {"IPAmj明朝"}


def test_a_long_speaker_stands_above_what_is_said() -> None:
    text = MinutesText(afterwards.HEAD, afterwards.minutes(samples.LONG_NAME))
    found = [
        text for style, text in word.paragraphs(word.made("minutes", replace(afterwards.MINUTES, text=text)))
    ]
    assert any(one.startswith(samples.LONG_NAME + "\n") for one in found)


def test_a_line_that_ends_early_is_not_stretched() -> None:
    data = word.made("date_inquiry", before_samples.INQUIRY)
    assert "<w:doNotExpandShiftReturn/>" in word.part(data, "word/settings.xml")


def test_what_the_office_changes_in_the_form_changes_the_file(tmp_path: Path) -> None:
    forms = appointed.changed_form(tmp_path, "report.toml", "top = 25", "top = 40")
    document = word.opened(word.made("minutes", afterwards.MINUTES, forms))
    assert round(document.sections[0].top_margin.mm) == 40


def test_what_the_secretariat_keeps_to_itself_says_so_at_the_head_of_each_page() -> None:
    for key, view in SMALL.values():
        document = word.opened(word.made(key, view))
        heads = ["".join(one.text for one in section.header.paragraphs) for section in document.sections]
        assert heads == [INTERNAL if word.BY_KEY[key].internal else ""] * len(heads), key
