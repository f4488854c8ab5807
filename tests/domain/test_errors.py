"""Errors: the three sentences of each, what some carry besides, and why the system refused."""

from __future__ import annotations

import errno

from kyodo_desktop.domain import errors
from kyodo_desktop.domain.errors import ConflictError, KyodoError, LockedElsewhere, ReadOnly
from kyodo_desktop.domain.systemfaults import reason
from kyodo_desktop.i18n import msg

SAID = (msg("保存できません"), msg("容量がありません。"), msg("空きを作ってください。"))


def test_an_error_says_what_why_and_what_to_do_line_by_line() -> None:
    assert str(KyodoError(*SAID)) == "保存できません\n容量がありません。\n空きを作ってください。"


def test_a_lock_names_its_holder_and_is_a_kind_of_read_only() -> None:
    found = LockedElsewhere(*SAID, holder="佐藤")
    assert (found.holder, found.what) == ("佐藤", SAID[0])
    assert isinstance(found, ReadOnly)


def test_a_conflict_holds_all_three_versions() -> None:
    found = ConflictError("mine", None, "base")
    assert (found.mine, found.theirs, found.base) == ("mine", None, "base")
    assert [one.japanese() for one in (found.what, found.why, found.remedy)] == [
        "変更を保存できません",
        "ほかの人が同じ記録を先に変更しました。",
        "最新の内容を確認してから、もう一度入力してください。",
    ]


def test_every_error_has_an_exit_code_of_its_own() -> None:
    kinds = [one for one in vars(errors).values() if isinstance(one, type) and issubclass(one, KyodoError)]
    assert len({one.exit_code for one in kinds}) == len(kinds) > 20


def test_the_system_is_translated_where_its_reason_is_known() -> None:
    assert reason(OSError(errno.ENOSPC, "No space left")).japanese() == "ディスクの空き容量がありません"
    assert reason(OSError(errno.EPIPE, "Broken pipe")).japanese() == "システムのエラー EPIPE"
    assert reason(OSError(999_999, "?")).japanese() == "システムのエラー 999999"
    assert reason(OSError("no number")).japanese() == "システムのエラー 0"
