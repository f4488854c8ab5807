"""Letters as the sample committee would send them, and others made to measure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from io import BytesIO

from kyodo_desktop.papers.forms import load
from kyodo_desktop.papers.letter import FORM, Addressee, Item, Letter, LetterHead, LetterLook
from kyodo_desktop.papers.lettersheet import LetterSheet
from kyodo_desktop.papers.press.page import Page
from tests.papers.samples import COMMITTEE, FONTS, FORMS, MEMBERS

LOOK = load(LetterLook, FORMS / FORM)
HEAD = LetterHead(
    sender_title="川口市長",
    sender="協働 太郎",
    prefix="川協発第",
    number=12,
    date=dt.date(2025, 10, 15),
    section="市民生活部協働推進課",
    person="担当 花子",
    phone="000-000-0000",
    email="kyodo@example.jp",
)
"""Who sends and whom to ask are made up: the packet doesn't say."""
DRAFT = LetterHead(sender_title="川口市長")
TO = Addressee(
    name="梶原 純",
    body=COMMITTEE,
    title="委員",
    postcode="000-0000",
    address="埼玉県川口市〇〇1丁目2番3号",
)
ITEMS = (
    Item("日時", "令和7年11月14日（金）午後2時00分から"),
    Item("場所", "川口市役所第一本庁舎\n市議会第3委員会室"),
    Item("議題", "次第のとおり"),
    Item("回答期限", "同封の出欠回答票を、令和7年10月31日（金）までに御返送ください。"),
)


def letter(
    to: Addressee = TO,
    head: LetterHead = HEAD,
    *,
    repeated: int = 1,
    items: tuple[Item, ...] = ITEMS,
    seal: str = "omitted",
    window: bool = False,
) -> Letter:
    """A notice, its second paragraph `repeated` times."""
    greeting = "日頃から、本市の市政運営に御協力いただき、厚くお礼申し上げます。"
    text = "このことについて、下記のとおり開催しますので、御出席くださいますようお願いします。"
    return Letter(
        head=head,
        to=to,
        subject="第1回川口市協働推進委員会の開催について（通知）",
        body=(greeting, *[text] * repeated),
        items=items,
        seal=seal,
        window=window,
    )


def members(count: int) -> tuple[Addressee, ...]:
    """`count` addressees: the sample's members, then others."""
    named = [name for _, name, _, _ in MEMBERS][:count]
    named += [f"委員 {number}号" for number in range(len(named), count)]
    return tuple(
        Addressee(
            name=name,
            body=COMMITTEE,
            title="委員",
            postcode="000-0000",
            address=f"埼玉県川口市〇〇1丁目{place}番",
        )
        for place, name in enumerate(named, 1)
    )


def pdf(these: Iterable[Letter], look: LetterLook = LOOK) -> bytes:
    """Letters one after the other."""
    out = BytesIO()
    page = Page(out, FONTS, title="通知")
    sheet = LetterSheet(page, look)
    for place, one in enumerate(these):
        if place:
            page.new_page()
        sheet.draw(one)
    page.finish()
    return out.getvalue()
