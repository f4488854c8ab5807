"""How an office binds its packets (綴じ方): a habit of each committee's, kept from meeting to meeting."""

from __future__ import annotations

from kyodo_desktop.domain.fields import Choice, Id, Record, choice, flag, integer, record, reference, text
from kyodo_desktop.i18n import mark


class StampPages(Choice):
    """The pages that carry their material's number in a box."""

    FIRST = "first"
    EVERY = "every"
    NONE = "none"

    @property
    def label(self) -> str:
        return {
            StampPages.FIRST: mark("資料の1ページ目"),
            StampPages.EVERY: mark("すべてのページ"),
            StampPages.NONE: mark("付けない"),
        }[self]


class BindingEdge(Choice):
    """The edge on which a two-sided printer turns the sheets."""

    LONG = "long"
    SHORT = "short"

    @property
    def label(self) -> str:
        return {BindingEdge.LONG: mark("長辺とじ"), BindingEdge.SHORT: mark("短辺とじ")}[self]


@record("綴じ方")
class PacketBinding(Record):
    """How the packets of a committee are bound; one that has no such record binds as the defaults say."""

    committee: Id = reference("委員会", "Committee")
    even: bool = flag(
        "両面用に奇数ページから", default=False, help="裏が空く資料に白紙を足し、次を表から始めます。"
    )
    blank_text: str = text("白紙に入れる文字", help="例：（白紙）", default="")
    through: bool = flag("通し番号", default=True, help="資料一式を通した番号です（- 15 -）。")
    within: bool = flag("資料ごとの番号", default=False, help="資料番号とページの番号です（2-3）。")
    cover: bool = flag("表紙", default=False)
    contents: bool = flag("目次のページ", default=False, help="資料とページの一覧を、次第の前に入れます。")
    stamps: StampPages = choice("資料番号を入れるページ", StampPages, default=StampPages.FIRST)
    stamp_right: int = integer("資料番号を右へ（mm）", default=0, least=-100, most=100)
    stamp_down: int = integer("資料番号を下へ（mm）", default=0, least=-100, most=100)
    turned: bool = flag(
        "横長のページをとじ側に回す", default=False, help="上がとじ側になります。A3の折込は回しません。"
    )
    edge: BindingEdge = choice("両面のとじ方", BindingEdge, default=BindingEdge.LONG)
    keep_forms: bool = flag("受領PDFの入力欄を残す", default=False)
    dpi: int | None = integer("画像の細かさ（dpi）", default=None, least=72, most=1200)
    most_kb: int | None = integer("大きさの上限（KB）", default=None, least=50, most=2_000_000)
