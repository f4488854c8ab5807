"""Views of what lies on the table on the day of a meeting, of the sample committee and made to measure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import replace
from io import BytesIO

from kyodo_desktop.domain.records import ItemKind, OfficeRole, VoteMethod
from kyodo_desktop.papers.attendance import AttendanceList, AttendanceView, Signer
from kyodo_desktop.papers.envelopes import Envelopes, EnvelopesView
from kyodo_desktop.papers.labels import Labels, LabelsView
from kyodo_desktop.papers.letter import Addressee
from kyodo_desktop.papers.nameplates import Nameplates, NameplatesView
from kyodo_desktop.papers.paper import AnyPaper, render
from kyodo_desktop.papers.press.page import Page
from kyodo_desktop.papers.press.progress import drained
from kyodo_desktop.papers.script import Script
from kyodo_desktop.papers.scriptview import Handed, ScriptItem, ScriptView
from kyodo_desktop.papers.seated import Sitter
from kyodo_desktop.papers.seating import Seating, SeatingView
from kyodo_desktop.services.speaking import ElectionSpoken, ItemSpoken, QuorumSpoken, VoteSpoken
from tests.papers.samples import (
    AGENDA,
    COMMITTEE,
    DAY,
    FONTS,
    FORMS,
    LONG_NAME,
    LONG_PLACE,
    MATERIALS,
    MEMBERS,
)

SECTION = "市民生活部協働推進課"
MEETING = {"committee": COMMITTEE, "number": 1, "day": DAY}
PLACE = {**MEETING, "starts_at": dt.time(14), "venue": AGENDA.venue}
OFFICES = {"中本 進一": "委員長", "長谷川 俊介": "副委員長"}


def drawn(paper: AnyPaper, view: object, /, **changes: object) -> bytes:
    """`view` as it is issued, or by its form with some of the form's settings changed."""
    if not changes:
        return drained(render(paper, view, FONTS, FORMS))
    form = replace(paper.read(FORMS), **changes)
    out = BytesIO()
    page = Page(out, FONTS, title=paper.heading(view, form))
    for _ in paper.draw(view, page, form):
        pass
    page.finish()
    return out.getvalue()


def sitters(*, elected: bool = False) -> tuple[Sitter, ...]:
    """The sample's members."""
    return tuple(
        Sitter(
            name=name,
            appointment=str(place),
            role=OFFICES.get(name, "") if elected else "",
            category=f"{number}号委員",
            affiliation=affiliation,
        )
        for place, (number, name, affiliation, _) in enumerate(MEMBERS)
    )


def crowd(count: int, *, elected: bool = True) -> tuple[Sitter, ...]:
    """As many members, the first two in office."""
    roles = ("委員長", "副委員長") if elected else ()
    return tuple(
        Sitter(
            name=f"委員 {n}号",
            appointment=str(n),
            role=roles[n] if n < len(roles) else "",
            category=f"{1 + n * 4 // count}号委員",
        )
        for n in range(count)
    )


# --- seats


def seating(members: tuple[Sitter, ...], **values: object) -> SeatingView:
    """A seating plan of these members."""
    return SeatingView(**PLACE, section=SECTION, members=members, **values)  # type: ignore[arg-type]


EXPLAINER = Sitter(name="説明 太郎", role="説明員", affiliation=SECTION)
SEATING = seating(sitters())
ELECTED = seating(sitters(elected=True), guests=(EXPLAINER,))

# --- plates

NAMEPLATES = NameplatesView(committee=COMMITTEE, plates=sitters(elected=True))
LONG_PLATES = NameplatesView(
    committee=COMMITTEE,
    plates=(
        Sitter(name=LONG_NAME),
        Sitter(name="Anna-Maria Schmidt", role="説明員"),
        Sitter(name="勅使河原 富美子"),
        Sitter(name="一"),
    ),
)

# --- attendance


def attendance(members: tuple[Sitter, ...], **values: object) -> AttendanceView:
    """An attendance list with nothing filled in."""
    signers = tuple(Signer(member=one) for one in members)
    return AttendanceView(**PLACE, signers=signers, **values)  # type: ignore[arg-type]


ATTENDANCE = attendance(sitters(elected=True))


def _held() -> AttendanceView:
    signers = [replace(one, entered=("14:00",), left=("16:00",), method="会場") for one in ATTENDANCE.signers]
    signers[2] = replace(signers[2], entered=("14:00", "15:10"), left=("14:50", "16:00"))
    signers[5] = Signer(member=signers[5].member, absent=True)
    signers[8] = replace(signers[8], method="オンライン")
    return replace(ATTENDANCE, signers=tuple(signers), attended=11)


HELD = _held()

# --- addresses

TO = (
    Addressee(
        name="梶原 純",
        body="市民（公募）",
        postcode="332-0015",
        address="埼玉県川口市川口1-2-3 パークハイツ川口101号",
    ),
    Addressee(
        name="石川 真司",
        body="社会福祉法人 川口市社会福祉協議会",
        title="事務局長",
        postcode="332-0031",
        address="埼玉県川口市青木三丁目3番1号",
    ),
    Addressee(name="下重 郁美", body="川口市商工会議所 女性会"),
    Addressee(
        name="中本 進一",
        body="埼玉大学 人文社会科学研究科",
        title="名誉教授",
        postcode="338-8570",
        address="さいたま市桜区下大久保255",
    ),
    Addressee(
        name=LONG_NAME, body=LONG_PLACE[:54], title="代表", postcode="1", address="とても長い町名" * 10
    ),
)
LABELS = LabelsView(committee=COMMITTEE, to=TO * 3)
ENVELOPES = EnvelopesView(committee=COMMITTEE, city="川口市", section=SECTION, to=TO)

# --- the script

_RULE = "規則第3条第2項"
_PROVISIONAL = ItemSpoken(presiding="provisional", why="委員長が互選されるまで、仮議長が議事を進めます。")
_CHAIR = ItemSpoken(presiding="chair", why="")


def _election(role: OfficeRole, office: str) -> ElectionSpoken:
    return ElectionSpoken(
        role=role,
        office=office,
        article="規則第2条第1項",
        by_ballot=False,
        announced=f"異議なしと認め、＿＿＿＿委員を{office}に決定いたします。",
        objected=f"全員の同意がないため、{office}の互選は投票によります(規則第2条第1項)。",
        balloted=f"投票の結果、＿＿＿＿委員を{office}に決定いたします。",
    )


def vote(method: VoteMethod = VoteMethod.NO_OBJECTION, wording: str = "研修内容（案）") -> VoteSpoken:
    """A motion to be put by a method."""
    ties = tuple(
        f"可否同数であります。規則第3条第3項の規定により、議長において{one}と決します。"
        for one in ("可決", "否決")
    )
    return VoteSpoken(
        wording=wording,
        method=method,
        share="過半数",
        article="規則第3条第3項",
        present=11,
        needed=6,
        agreed="異議なしと認め、原案のとおり決定いたします。",
        ties=ties,
    )


def item(number: str, title: str, kind: ItemKind = ItemKind.PROCEDURE, **values: object) -> ScriptItem:
    """An item over which the chair presides."""
    made = ScriptItem(number=number, depth=0, title=title, kind=kind, said=_CHAIR)
    return replace(made, **values)  # type: ignore[arg-type]


BLANK_QUORUM = QuorumSpoken(
    report=f"本日は委員12名のうち＿＿名の御出席をいただいており、{_RULE}の規定により会議が成立しておりますことを御報告いたします。",
    figures="blank",
    needed=6,
    in_office=12,
    present=12,
    article=_RULE,
)
SCRIPT = ScriptView(
    **MEETING,  # type: ignore[arg-type]
    starts_at=dt.time(14),
    chair="委員長",
    vice="副委員長",
    presides="規則第3条第1項",
    deputy="規則第2条第3項",
    way="chosen",
    quorum=BLANK_QUORUM,
    items=(
        item("1", "開会", said=_PROVISIONAL),
        item("2", "委嘱書交付式", said=_PROVISIONAL),
        item("3", "市長あいさつ", said=_PROVISIONAL),
        item("4", "自己紹介", said=_PROVISIONAL),
        item(
            "5",
            "正副委員長の選任（互選）について",
            ItemKind.ELECTION,
            said=replace(
                _PROVISIONAL,
                elections=(
                    _election(OfficeRole.CHAIR, "委員長"),
                    _election(OfficeRole.VICE_CHAIR, "副委員長"),
                ),
            ),
        ),
        item("6", "議事", ItemKind.HEADING),
        item("6（1）", "報告事項", ItemKind.HEADING),
        item("6（1）ア", "川口市における協働の現状について", ItemKind.REPORT, materials=("資料2",)),
        item("6（2）", "その他"),
        item("7", "閉会"),
    ),
    materials=tuple(
        Handed(
            number=row.family + row.number,
            title=row.title,
            apart=row.number in "123" and row.family == "参考資料",
        )
        for row in MATERIALS.rows
    ),
    coming="第2回として、令和8年2月～3月頃",
)


def _later() -> ScriptView:
    deputy = ItemSpoken(
        presiding="vice_chair",
        why="委員長に事故があるため、副委員長が職務を代理し、議長となります(規則第2条第3項)。",
    )
    quorum = replace(
        BLANK_QUORUM, report=BLANK_QUORUM.report.replace("＿＿", "11"), figures="foreseen", present=11
    )
    return replace(
        SCRIPT,
        number=2,
        quorum=quorum,
        items=(
            item("1", "開会", said=deputy),
            item("2", "議事", ItemKind.HEADING, said=deputy),
            item(
                "2（1）",
                "研修内容（案）の検討について",
                ItemKind.DISCUSSION,
                said=deputy,
                materials=("資料1",),
            ),
            item(
                "2（2）", "研修内容（案）について", ItemKind.DECISION, said=replace(deputy, votes=(vote(),))
            ),
            item("3", "次回の日程について", said=deputy),
            item("4", "閉会", said=deputy),
        ),
        materials=(Handed(number="資料1", title="研修内容（案）"),),
        absent=("中本委員長",),
        opinions=(("中本委員長", "研修は、窓口の職員から始めてはどうか。"),),
        coming="第3回として、令和8年5月～7月頃",
    )


LATER = _later()

VIEWS: Mapping[str, object] = {
    "script": SCRIPT,
    "seating": SEATING,
    "nameplates": NAMEPLATES,
    "attendance": ATTENDANCE,
    "labels": LABELS,
    "envelopes": ENVELOPES,
}

PAGES: Mapping[str, Callable[[], bytes]] = {
    **{f"script-p{n}": lambda: drawn(Script(), SCRIPT) for n in (1, 2, 3, 4)},
    **{f"script-vote-p{n}": lambda: drawn(Script(), LATER) for n in (1, 2)},
    "seating": lambda: drawn(Seating(), SEATING),
    "seating-elected": lambda: drawn(Seating(), ELECTED),
    "seating-horseshoe": lambda: drawn(Seating(), ELECTED, shape="horseshoe", paper="landscape"),
    "seating-school": lambda: drawn(Seating(), ELECTED, shape="school"),
    "seating-30": lambda: drawn(Seating(), seating(crowd(30)), order="alternate"),
    "nameplates": lambda: drawn(Nameplates(), NAMEPLATES),
    "nameplates-long": lambda: drawn(Nameplates(), LONG_PLATES),
    "attendance": lambda: drawn(AttendanceList(), ATTENDANCE),
    "attendance-held": lambda: drawn(AttendanceList(), HELD),
    "labels": lambda: drawn(Labels(), LABELS),
    "labels-24": lambda: drawn(Labels(), LABELS, sheet="twenty_four", start=5),
    "envelopes-p2": lambda: drawn(Envelopes(), ENVELOPES),
    "envelopes-p5": lambda: drawn(Envelopes(), ENVELOPES),
    "envelopes-across-p2": lambda: drawn(Envelopes(), ENVELOPES, writing="across", stated="親展"),
    "envelopes-kaku2-p2": lambda: drawn(
        Envelopes(),
        ENVELOPES,
        size="kaku2",
        sender_postcode="332-8601",
        sender_address="埼玉県川口市青木2-1-1",
        stated="親展",
    ),
}
