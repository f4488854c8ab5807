"""Every line of the three papers of the first real packet (2025-11-14) is on the pages we make."""

from __future__ import annotations

from pathlib import Path

import pytest

from kyodo_desktop.papers.packet import build, packet_view
from kyodo_desktop.papers.press.progress import drained
from kyodo_desktop.services import meetings, roster
from kyodo_desktop.storage import Store
from tests.papers.reading import copied, pages, squeezed
from tests.papers.samples import AGENDA, FONTS, FORMS, MATERIALS
from tests.services.packet import packet_lines
from tests.services.packet import squeezed as plain

AGENDA_LINES = """\
第1回川口市協働推進委員会 次第
日 時 令和7年11月14日（金）
午後2時00分
場 所 川口市役所第一本庁舎
市議会第3委員会室
1 開 会
2 委嘱書交付式
3 市長あいさつ
4 自己紹介
5 正副委員長の選任（互選）について
6 議 事
（1）報告事項
ア 川口市における協働の現状について
（2）その他
7 閉 会
"""
MATERIALS_LINES = """\
配布資料一覧
資 料 1 川口市協働推進委員会委員名簿
資 料 2 川口市における協働の現状について
参考資料 1 通称まちはみんなでつくるもの条例
参考資料 2 川口市協働推進条例（通称まちはみんなでつくるもの条例）の手引き
参考資料 3 「川口市の協働の推進に関する基本方針」
参考資料 4 協働に関する職員アンケート結果報告書
参考資料 5 協働事業に関する調査結果報告書
参考資料 6 川口市協働推進委員会規則
別 紙 1 委員会の方向性と審議の流れ
"""
ROSTER_LINES = """\
川口市協働推進委員会委員名簿
◎委員長
○副委員長
(任期：R7.10.1～R9.9.30)
区 分 氏 名 所 属 団 体 等 備 考
1 号 委 員 市 民
梶原 純 市民（公募） 新
長谷川 俊介 市民（公募） 新
豊田 直美 市民（公募） 新
峯口 文治 市民（公募） 新
布施 富美子 市民（公募） 新
2 号 委 員 市内の民間団体 から選出された者
下重 郁美 川口市商工会議所 女性会 2 期
釘村 ミナ子 川口の男女共同参画を考える会 新
石川 真司 社会福祉法人 川口市社会福祉協議会事務局長 2 期
3 号委員 知識経験者
竹内 寿江 一般社団法人日本の学校へ行こう 代表理事 新
山中 重則 株式会社サンスタジオ 代表取締役 2 期
若谷 正巳 川口市議会議員 総務常任委員会 委員長 新
4 号 委 員 学 識 経 験 者
中本 進一 埼玉大学 人文社会科学研究科 名誉教授 2 期
"""


@pytest.fixture
def packet(sample: Store) -> bytes:
    committee = roster.committees(sample)[0]
    meeting = meetings.meetings(sample, committee.id)[0]
    return drained(build(packet_view(sample, meeting.id), FONTS, FORMS))


@pytest.mark.parametrize(
    ("page", "expected"),
    [(0, AGENDA_LINES), (1, MATERIALS_LINES), (2, ROSTER_LINES)],
    ids=["次第", "一覧", "名簿"],
)
def test_the_page_holds_every_line_in_order_and_nothing_else(packet: bytes, page: int, expected: str) -> None:
    foot = squeezed(f"- {page + 1} -")
    stamp = "資料1" if page == 2 else ""
    assert squeezed(pages(packet)[page]) == squeezed(expected) + stamp + foot


def test_another_reader_copies_the_same_names(packet: bytes, tmp_path: Path) -> None:
    text = copied(packet, tmp_path)
    for line in (AGENDA_LINES + MATERIALS_LINES).splitlines():
        assert squeezed(line) in text


def test_the_register_gives_the_views_of_the_real_papers(sample: Store) -> None:
    committee = roster.committees(sample)[0]
    view = packet_view(sample, meetings.meetings(sample, committee.id)[0].id)
    agenda, materials, first = (part.view for part in view.parts[:3])  # type: ignore[union-attr]
    assert agenda == AGENDA
    assert materials == MATERIALS
    assert [len(group.members) for group in first.groups] == [5, 3, 3, 1]


def test_every_line_of_the_packet_is_in_ours(packet: bytes, tmp_path: Path) -> None:
    """Cell by cell, as one reader or another copies it; tags and marks of its layout aside."""
    found = "\0".join(plain(text) for text in ("\n".join(pages(packet)), copied(packet, tmp_path)))
    lines = packet_lines()
    missing = [line for line in lines if plain(line) not in found]
    assert len(lines) == 546
    assert missing == []
