"""The cases in `cases/`, which a clerk can read: each verdict, its sentence, the readings that change it."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final

import pytest

from kyodo_desktop.domain.law import Law
from kyodo_desktop.domain.rules import (
    ElectionFacts,
    MeetingFacts,
    MemberFacts,
    PresidingFacts,
    Ruling,
    VoteFacts,
    convener,
    decide,
    elect,
    entitled,
    preside,
    quorum,
)
from tests.domain.rules.laws import read_as

Case = Mapping[str, Any]
_CASES: Final = Path(__file__).parent / "cases"
_COMMON: Final = {"題", "規則", "読み方", "根拠", "結果", "文", "他の読み方"}
_SAID: Final = {
    "quorum": {"計算", "注", "余裕"},
    "decision": {"計算", "注", "発言"},
    "election": {"計算", "注", "発言", "条"},
    "presiding": {"注", "発言", "条", "招集"},
    "entitlement": {"注", "発言", "条"},
}
"""What a case of each file says of its ruling beside the verdict, the sentence and the other readings."""
_VERDICTS: Final = {
    "met": "成立",
    "not_met": "不成立",
    "carried": "可決",
    "rejected": "否決",
    "no_majority": "過半数に達せず",
    "tie": "可否同数",
    "count_noes": "反対の挙手を求める",
    "elected": "当選",
    "runoff": "決選投票",
    "lot": "くじ",
    "to_ballot": "投票に移行",
    "not_elected": "当選者なし",
    "chair": "委員長",
    "vice_chair": "副委員長",
    "provisional": "仮議長",
    "voting": "表決権あり",
    "casting_only": "裁決権のみ",
    "presiding": "議決に加わらない",
    "withdrawn": "退席",
    "not_counted": "数えない",
    "absent": "不在",
}
_CAST: Final = {"賛成": "aye", "反対": "no", "棄権": "abstain", None: None}
_OFFICER: Final = {"出席": "present", "事故": "absent", "退席": "withdrawn", "欠けた": "vacant"}
_WAY: Final = {"会場": "room", "オンライン": "online", "書面": "written", "代理": "proxy", "欠席": "absent"}
_METHOD: Final = {"指名推選": "nomination", "投票": "ballot"}
_KEYS: Final = {
    "quorum": {"定数", "現在員", "出席"},
    "decision": {"出席", "賛成", "反対", "棄権", "無効", "種別", "議長は委員", "議長の票", "裁決"},
    "election": {"方法", "役職", "出席", "指名", "不同意", "得票", "無効", "決選投票", "くじ"},
    "presiding": {"委員長", "副委員長", "互選の前"},
    "entitlement": {"方法", "在任", "利害関係", "議長", "接続", "種別"},
}


def _quorum(law: Law, case: Case) -> Ruling:
    return quorum(law, MeetingFacts(case.get("定数"), case["現在員"], case["出席"]))


def _decision(law: Law, case: Case) -> Ruling:
    facts = VoteFacts(
        case["出席"],
        case["賛成"],
        case.get("反対"),
        case.get("棄権", 0),
        case.get("無効", 0),
        case.get("種別", "ordinary"),
        case.get("議長は委員", True),
        _CAST[case.get("議長の票")],  # type: ignore[arg-type]
        _CAST[case.get("裁決")],  # type: ignore[arg-type]
    )
    return decide(law, facts)


def _election(law: Law, case: Case) -> Ruling:
    facts = ElectionFacts(
        _METHOD[case["方法"]],  # type: ignore[arg-type]
        case["出席"],
        case["役職"],
        case.get("指名", ""),
        case.get("不同意", 0),
        case.get("得票", {}),
        case.get("無効", 0),
        case.get("決選投票", False),
        case.get("くじ"),
    )
    return elect(law, facts)


def _presiding(law: Law, case: Case) -> Ruling:
    facts = PresidingFacts(
        _OFFICER[case["委員長"]],  # type: ignore[arg-type]
        _OFFICER[case["副委員長"]],  # type: ignore[arg-type]
        case.get("互選の前", False),
    )
    assert convener(law, facts).japanese() == case["招集"]
    return preside(law, facts)


def _entitlement(law: Law, case: Case) -> Ruling:
    facts = MemberFacts(
        case.get("在任", True),
        _WAY[case["方法"]],  # type: ignore[arg-type]
        case.get("利害関係", False),
        case.get("議長", False),
        case.get("種別", "ordinary"),
        case.get("接続", True),
    )
    return entitled(law, facts)


JUDGES: Final[Mapping[str, Callable[[Law, Case], Ruling]]] = {
    "quorum": _quorum,
    "decision": _decision,
    "election": _election,
    "presiding": _presiding,
    "entitlement": _entitlement,
}


def cases(name: str) -> list[Case]:
    """The cases of one file."""
    with (_CASES / f"{name}.toml").open("rb") as file:
        return tomllib.load(file)["case"]


@pytest.mark.parametrize(
    ("name", "case"),
    [pytest.param(name, case, id=f"{name}: {case['題']}") for name in JUDGES for case in cases(name)],
)
def test_a_case_is_judged_as_written(name: str, case: Case) -> None:
    ruling = JUDGES[name](read_as(case), case)
    assert _VERDICTS[ruling.verdict] == case["結果"]
    assert ruling.read_out == case["文"]
    assert [one.sentence.japanese() for one in ruling.alternatives] == case.get("他の読み方", [])
    law = read_as(case)
    assert all(getattr(law, one.reading) != one.value for one in ruling.alternatives)
    said: dict[str, object] = {
        "計算": ruling.arithmetic.japanese(),
        "注": [note.japanese() for note in ruling.notes],
        "発言": ruling.script and ruling.script.japanese(),
        "条": ruling.article,
        "余裕": ruling.margin,
    }
    for key in _SAID[name] & said.keys():
        assert said[key] == case.get(key, [] if key == "注" else None), key


@pytest.mark.parametrize("name", JUDGES)
def test_a_case_says_nothing_that_is_not_read(name: str) -> None:
    for case in cases(name):
        assert set(case) <= _KEYS[name] | _COMMON | _SAID[name], case["題"]
    titles = [(case["題"], case.get("規則")) for case in cases(name)]
    assert len(set(titles)) == len(titles)


def test_there_are_cases_enough() -> None:
    assert len(cases("quorum")) + len(cases("decision")) >= 150
