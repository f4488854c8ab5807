"""Views as the first packet has them (第1回川口市協働推進委員会, 2025-11-14), and others made to measure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from kyodo_desktop.papers.agenda import AgendaRow, AgendaView
from kyodo_desktop.papers.materials import MaterialRow, MaterialsView
from kyodo_desktop.papers.paper import AnyPaper
from kyodo_desktop.papers.press.faces import Fonts
from kyodo_desktop.papers.roster import Group, Member, RosterView
from kyodo_desktop.papers.slip import SlipView
from kyodo_desktop.paths import Paths

COMMITTEE = "川口市協働推進委員会"
DAY = dt.date(2025, 11, 14)
SINCE, UNTIL = dt.date(2025, 10, 1), dt.date(2027, 9, 30)

PATHS = Paths.find(Path("unused"))
FORMS = PATHS.papers
FONTS = Fonts(PATHS, folders=())
"""Only the shipped faces, whatever the machine has."""

AGENDA = AgendaView(
    committee=COMMITTEE,
    number=1,
    day=DAY,
    starts_at=dt.time(14, 0),
    venue="川口市役所第一本庁舎\n市議会第3委員会室",
    items=(
        AgendaRow("1", 0, "開会"),
        AgendaRow("2", 0, "委嘱書交付式"),
        AgendaRow("3", 0, "市長あいさつ"),
        AgendaRow("4", 0, "自己紹介"),
        AgendaRow("5", 0, "正副委員長の選任（互選）について"),
        AgendaRow("6", 0, "議事"),
        AgendaRow("（1）", 1, "報告事項"),
        AgendaRow("ア", 2, "川口市における協働の現状について"),
        AgendaRow("（2）", 1, "その他"),
        AgendaRow("7", 0, "閉会"),
    ),
)


def long_agenda(times: int) -> AgendaView:
    """The agenda with its reports (報告事項) `times` over."""
    items = AGENDA.items
    return replace(AGENDA, items=(*items[:6], *items[6:8] * times, *items[8:]))


MATERIALS = MaterialsView(
    rows=(
        MaterialRow("資料", "1", "川口市協働推進委員会委員名簿"),
        MaterialRow("資料", "2", "川口市における協働の現状について"),
        MaterialRow("参考資料", "1", "通称まちはみんなでつくるもの条例"),
        MaterialRow("参考資料", "2", "川口市協働推進条例（通称まちはみんなでつくるもの条例）の手引き"),
        MaterialRow("参考資料", "3", "「川口市の協働の推進に関する基本方針」"),
        MaterialRow("参考資料", "4", "協働に関する職員アンケート結果報告書"),
        MaterialRow("参考資料", "5", "協働事業に関する調査結果報告書"),
        MaterialRow("参考資料", "6", "川口市協働推進委員会規則"),
        MaterialRow("別紙", "1", "委員会の方向性と審議の流れ"),
    )
)

MEMBERS = (
    (1, "梶原 純", "市民（公募）", 1),
    (1, "長谷川 俊介", "市民（公募）", 1),
    (1, "豊田 直美", "市民（公募）", 1),
    (1, "峯口 文治", "市民（公募）", 1),
    (1, "布施 富美子", "市民（公募）", 1),
    (2, "下重 郁美", "川口市商工会議所 女性会", 2),
    (2, "釘村 ミナ子", "川口の男女共同参画を考える会", 1),
    (2, "石川 真司", "社会福祉法人 川口市社会福祉協議会事務局長", 2),
    (3, "竹内 寿江", "一般社団法人日本の学校へ行こう 代表理事", 1),
    (3, "山中 重則", "株式会社サンスタジオ 代表取締役", 2),
    (3, "若谷 正巳", "川口市議会議員 総務常任委員会 委員長", 1),
    (4, "中本 進一", "埼玉大学 人文社会科学研究科 名誉教授", 2),
)
QUALIFICATIONS = {1: "市民", 2: "市内の民間団体から選出された者", 3: "知識経験者", 4: "学識経験者"}


def member(name: str, affiliation: str = "市民（公募）", periods: int = 1, **values: object) -> Member:
    """A member of the sample term."""
    made = Member(
        name=name,
        kana="",
        organisation=affiliation,
        affiliation=affiliation,
        periods=periods,
        standing="新" if periods == 1 else f"{periods}期",
        since=SINCE,
        until=UNTIL,
    )
    return replace(made, **values)  # type: ignore[arg-type]


def roster(groups: Sequence[tuple[int, Sequence[Member]]]) -> RosterView:
    """A roster of these members by category."""
    return RosterView(
        committee=COMMITTEE,
        day=DAY,
        since=SINCE,
        until=UNTIL,
        groups=tuple(
            Group(
                number=n,
                name=f"{n}号委員",
                qualification=QUALIFICATIONS.get(n, "市民"),
                members=tuple(members),
            )
            for n, members in groups
        ),
    )


ROSTER = roster([(n, [member(*rest) for number, *rest in MEMBERS if number == n]) for n in QUALIFICATIONS])


def marked(view: RosterView = ROSTER) -> RosterView:
    """The roster after the election: the chair in the last group, the vice-chair in the first."""
    first, *middle, last = view.groups
    chair = replace(last.members[0], mark="◎", role="委員長")
    vice = replace(first.members[1], mark="○", role="副委員長")
    first = replace(first, members=(first.members[0], vice, *first.members[2:]))
    last = replace(last, members=(chair, *last.members[1:]))
    return replace(view, groups=(first, *middle, last))


def crowd(count: int) -> RosterView:
    """A roster of `count` members in four categories."""
    people = [member(f"委員 {n}号", f"第{n}町会自治会連合会 会長", 1 + n % 3) for n in range(1, count + 1)]
    cut = [0, count // 2, count * 3 // 4, count - 1, count]
    parts = [(n, people[cut[n - 1] : cut[n]]) for n in range(1, 5)]
    return roster([(n, members) for n, members in parts if members])


SLIP = SlipView(
    number="参考資料2", title="川口市協働推進条例（通称まちはみんなでつくるもの条例）の手引き", apart=True
)
ABSENT = SlipView(number="資料2", title="川口市における協働の現状について", apart=False)

LONG_NAME = "寿限無寿限無五劫の擦り切れ海砂利水魚の"
LONG_PLACE = "水行末雲来末風来末" * 33 + "あいう"
HOSTILE = roster(
    [
        (1, [member('=HYPERLINK("http://x.invalid","押す")'), member("<b>太字</b> &amp;", "{{7*7}} ${7*7}")]),
        (
            2,
            [
                member(LONG_NAME, "+81 48 000 0000"),
                member("@一", LONG_PLACE),
                member("-1 子", "_x0041_ #N/A"),
            ],
        ),
        (3, [member("森 進"), member("髙﨑 德子"), member("Anna-Maria Schmidt", "Example e.V. 代表")]),
    ]
)
"""Names and texts that a careless program runs, swallows or spills."""


def unmarked(paper: AnyPaper) -> AnyPaper:
    """A paper without 【内部用】, to look at its text: the mark stands in the margin, as the stamp does."""
    made: AnyPaper = type(type(paper).__name__, (type(paper),), {"internal": False})()
    return made
