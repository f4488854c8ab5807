"""READINGS: what a regulation's text leaves open, how it can be read, and how sure each reading is.

Each is a field of `Law` of the same name; its first value is the program's default.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Final

from kyodo_desktop.domain.errors import UnknownReading
from kyodo_desktop.i18n import mark, msg


class Certainty(Enum):
    """How well a default is founded."""

    PUBLISHED = "published"
    CUSTOM = "custom"
    ASK = "ask"

    @property
    def label(self) -> str:
        return {
            Certainty.PUBLISHED: mark("公刊された資料によります。"),
            Certainty.CUSTOM: mark("慣行によります（確認していません）。"),
            Certainty.ASK: mark("市に確認が必要です。"),
        }[self]


@dataclass(frozen=True, slots=True)
class Value:
    """One way to read it: its label in a list, and `phrase`, the label as part of a sentence.

    `says` are the words of which an article must hold one to be cited for it; none where any may be.
    """

    value: str
    label: str
    phrase: str = ""
    says: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadingKind:
    """Something that a text leaves open. With `values` it is one of these, otherwise a number.

    `default`, `least` and `most` are a number's; `needs_basis` are the values that hold only where the
    regulation or a standing decision of the committee (規則第6条) says so.
    """

    name: str
    label: str
    note: str
    certainty: Certainty
    values: tuple[Value, ...] = ()
    default: int = 0
    least: int = 0
    most: int = 0
    needs_basis: tuple[str, ...] = ()

    @property
    def allowed(self) -> tuple[str, ...]:
        """The values; empty for a number."""
        return tuple(one.value for one in self.values)

    def checked(self, value: object) -> str | int:
        """`value` as `Law` holds it: a number may come as text. Raises `UnknownReading`."""
        if self.values:
            if isinstance(value, str) and value in self.allowed:
                return value
            raise self._unknown(value, "、".join(self.allowed))
        try:
            number = int(value) if isinstance(value, str | int) else -1
        except ValueError:
            number = -1
        if not self.least <= number <= self.most:
            raise self._unknown(value, f"{self.least}～{self.most}")
        return number

    def says(self, value: str | int) -> tuple[str, ...]:
        """The words of which an article must hold one to be cited for `value`; none where any may be."""
        return next((one.says for one in self.values if one.value == value), ())

    def label_of(self, value: str | int) -> str:
        """The label of a value, still to be translated; a number as it is."""
        return next((one.label for one in self.values if one.value == value), str(value))

    def _unknown(self, value: object, allowed: str) -> UnknownReading:
        return UnknownReading(
            msg("規則の読み方「{name}」に「{value}」は使えません", name=self.name, value=str(value)),
            msg("使えるものは {allowed} です。", allowed=allowed),
            msg("規則の読み方の設定を確かめてください。"),
            self.name,
        )


_NO_VOTE: Final = ("加わることができない", "加わらない", "表決権を有しない", "議決権を有しない")


def _holds(*says: str) -> tuple[Value, ...]:
    return Value("off", mark("認めない")), Value("on", mark("認める"), says=says)


READINGS: Final[tuple[ReadingKind, ...]] = (
    ReadingKind(
        "quorum_base",
        mark("定足数の基準"),
        mark("「委員の」とだけあり、現在員か定数かを定めていません。現在員と読むのが通例です。"),
        Certainty.CUSTOM,
        (Value("in_office", mark("現在員")), Value("seats", mark("定数"), says=("定数", "総数"))),
    ),
    ReadingKind(
        "decision_base",
        mark("議決の基準"),
        mark(
            "昭和32年5月11日の行政実例は、棄権と白票を出席に含めます。昭和28年9月25日の高松高裁判決は除きます。"
        ),
        Certainty.PUBLISHED,
        (
            Value("present", mark("出席（棄権を含める）"), mark("棄権を出席に含める取扱い")),
            Value("valid", mark("有効投票（棄権を除く）"), mark("棄権を除いて数える取扱い")),
        ),
    ),
    ReadingKind(
        "chair_votes",
        mark("議長の票"),
        mark(
            "昭和26年11月22日の法制意見は、委員としての表決権と裁決権の両方を認めます。採決の前に決めてください。"
        ),
        Certainty.PUBLISHED,
        (
            Value(
                "member_and_casting",
                mark("委員としての表決権と裁決権"),
                mark("議長が委員としての表決権と裁決権を持つ取扱い"),
            ),
            Value("casting_only", mark("裁決権のみ"), mark("議長が裁決権のみを持つ取扱い"), _NO_VOTE),
            Value(
                "member_only",
                mark("委員としての表決権のみ"),
                mark("議長が委員としての表決権のみを持つ取扱い"),
            ),
            Value("none", mark("議決に加わらない"), mark("議長が議決に加わらない取扱い"), _NO_VOTE),
        ),
    ),
    ReadingKind(
        "tie",
        mark("可否同数"),
        mark("昭和25年8月24日の行政実例は、棄権と白票を除いて、賛成と反対が同じ数のときをいいます。"),
        Certainty.PUBLISHED,
        (
            Value(
                "ayes_noes", mark("賛成と反対が同数"), mark("賛成と反対が同数のときを可否同数とする取扱い")
            ),
            Value("half_of_base", mark("賛成が半数"), mark("賛成が半数のときを可否同数とする取扱い")),
        ),
    ),
    ReadingKind(
        "no_majority",
        mark("賛成も反対も過半数にならないとき"),
        mark("可決にも否決にも至らなかったとした例があります。議会では否決とするのが通例です。"),
        Certainty.PUBLISHED,
        (
            Value(
                "no_majority", mark("過半数に達せずとする"), mark("過半数に達しないものを否決としない取扱い")
            ),
            Value("rejected", mark("否決とする"), mark("過半数に達しないものを否決とする取扱い")),
        ),
    ),
    ReadingKind(
        "quorum_checked",
        mark("定足数を要する間"),
        mark("定足数は、会議を開くためにも続けるためにも要ると解されています。"),
        Certainty.PUBLISHED,
        (Value("throughout", mark("会議の間ずっと")), Value("opening", mark("開会のときだけ"))),
    ),
    ReadingKind(
        "online",
        mark("オンラインでの出席"),
        mark(
            "映像と音声の双方向によるものです。規則か委員会の決定に定めがあるときだけ認めます。委員会の決定で足りるかは確認が必要です。"
        ),
        Certainty.ASK,
        _holds("映像", "音声", "オンライン", "通信", "ウェブ"),
        needs_basis=("on",),
    ),
    ReadingKind(
        "written",
        mark("書面による表決"),
        mark("規則か委員会の決定に定めがあるときだけ認めます。"),
        Certainty.PUBLISHED,
        _holds("書面", "持ち回り", "持回り"),
        needs_basis=("on",),
    ),
    ReadingKind(
        "proxy",
        mark("代理の出席"),
        mark(
            "規則か委員会の決定に定めがあるときだけ認めます。定めがなければ、意見書を読み上げるにとどまります。"
        ),
        Certainty.PUBLISHED,
        _holds("代理"),
        needs_basis=("on",),
    ),
    ReadingKind(
        "interest",
        mark("利害関係のある委員"),
        mark(
            "除斥は規則に定めがあるときだけです。定めがなければ、申出による退席を議事項目ごとに記録します。"
        ),
        Certainty.PUBLISHED,
        (
            Value("by_request", mark("申出により退席")),
            Value("excluded", mark("除斥"), says=("参与", "加わることができない", "除斥")),
            Value("off", mark("取り扱わない")),
        ),
        needs_basis=("excluded",),
    ),
    ReadingKind(
        "interest_scope",
        mark("利害関係の範囲"),
        mark("誰に関する議事を対象とするかです。"),
        Certainty.CUSTOM,
        (Value("self", mark("本人に関する議事")), Value("relatives", mark("本人と親族に関する議事"))),
    ),
    ReadingKind(
        "quorum_relief",
        mark("除斥があるときの定足数の例外"),
        mark("例外は、規則に定めがあるときだけです。"),
        Certainty.PUBLISHED,
        (
            Value("off", mark("例外を認めない")),
            Value("on", mark("退席した委員も出席に数える"), says=("限りでない", "除斥")),
        ),
        needs_basis=("on",),
    ),
    ReadingKind(
        "tenure_run",
        mark("期の数え方"),
        mark("間を置いて再び委員になったときの期の数え方です。"),
        Certainty.ASK,
        (Value("consecutive", mark("連続した期だけ数える")), Value("total", mark("通算して数える"))),
    ),
    ReadingKind(
        "tenure_substitute",
        mark("補欠の残任期間"),
        mark("補欠の委員の残任期間を1期と数えるかどうかです。"),
        Certainty.ASK,
        (Value("counted", mark("1期と数える")), Value("not_counted", mark("期に数えない"))),
    ),
    ReadingKind(
        "numbering",
        mark("回数の数え方"),
        mark("規則に定めがありません。任期ごとに数えれば、年度をまたいで続きます。"),
        Certainty.CUSTOM,
        (
            Value("term", mark("任期ごと")),
            Value("fiscal_year", mark("年度ごと")),
            Value("total", mark("通算")),
        ),
    ),
    ReadingKind(
        "failed_meeting",
        mark("流会の回数"),
        mark("定足数に達せず流会となった回を、1回と数えるかどうかです。"),
        Certainty.ASK,
        (
            Value("ask", mark("その都度決める")),
            Value("counted", mark("1回と数える")),
            Value("not_counted", mark("回数に数えない")),
        ),
    ),
    ReadingKind(
        "notice_days",
        mark("開催通知の時期（開催日の何日前）"),
        mark("規則に定めがありません。3日前から2週間前までと定める例があります。"),
        Certainty.CUSTOM,
        default=28,
        most=365,
    ),
    ReadingKind(
        "papers_days",
        mark("資料を送る時期（開催日の何日前）"),
        mark("規則に定めがありません。"),
        Certainty.CUSTOM,
        default=10,
        most=365,
    ),
    ReadingKind(
        "public_days",
        mark("開催を公表する時期（開催日の何日前）"),
        mark("規則に定めがありません。7日前までと定める例があります。"),
        Certainty.CUSTOM,
        default=10,
        most=365,
    ),
    ReadingKind(
        "day_counting",
        mark("何日前の数え方"),
        mark(
            "さかのぼる期間も、初日を算入しないと解されています。「開会の日前7日まで」は1日短く数えることがあります。"
        ),
        Certainty.PUBLISHED,
        (
            Value("clear", mark("間に丸々その日数を置く")),
            Value("inclusive", mark("開催日の前日を1日目とする")),
        ),
    ),
    ReadingKind(
        "election_method",
        mark("互選の方法"),
        mark("規則に定めがありません。指名推選は全員の同意が要り、なければ投票によります。"),
        Certainty.CUSTOM,
        (Value("nomination", mark("指名推選")), Value("ballot", mark("投票"))),
    ),
    ReadingKind(
        "election_wins",
        mark("互選の当選"),
        mark("規則に定めがありません。地方自治法第118条は議会の選挙の定めです。"),
        Certainty.CUSTOM,
        (
            Value("plurality", mark("最多得票"), mark("最多得票で当選とする取扱い")),
            Value("majority", mark("有効投票の過半数"), mark("有効投票の過半数で当選とする取扱い")),
        ),
    ),
    ReadingKind(
        "provisional_chair",
        mark("仮議長"),
        mark("委員長も副委員長もいないときの議長です。会議に諮り、年長の委員とするのが通例です。"),
        Certainty.CUSTOM,
        (
            Value("chosen", mark("会議に諮って選ぶ")),
            Value("eldest", mark("年長の委員")),
            Value("secretariat", mark("事務局")),
        ),
    ),
    ReadingKind(
        "vice_chairs",
        mark("副委員長の人数"),
        mark("規則に定めがありません。"),
        Certainty.CUSTOM,
        default=1,
        most=9,
    ),
)

BY_NAME: Final = {one.name: one for one in READINGS}


def reading(name: str) -> ReadingKind:
    """The reading of that name. Raises `UnknownReading`."""
    if name not in BY_NAME:
        raise UnknownReading(
            msg("「{name}」という規則の読み方はありません", name=name),
            msg("使えるものは {allowed} です。", allowed="、".join(BY_NAME)),
            msg("規則の読み方の設定を確かめてください。"),
            name,
        )
    return BY_NAME[name]
