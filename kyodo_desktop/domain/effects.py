"""What each reading of the regulation changes: which figures and papers turn out otherwise under it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from kyodo_desktop.i18n import mark

EFFECTS: Final[Mapping[str, str]] = {
    "quorum_base": mark("定足数の判定と、あと何人まで退席できるかが変わります。"),
    "decision_base": mark("棄権や無効があるときの、議決の判定が変わります。"),
    "chair_votes": mark("議長を数に入れるかどうかと、可否同数のときの判定が変わります。"),
    "tie": mark("議長の裁決に移るときが変わります。"),
    "no_majority": mark("賛成も反対も過半数にならないときの、判定と読み上げる文が変わります。"),
    "quorum_checked": mark("途中で退席があったときの、会議を続けられるかどうかの判定が変わります。"),
    "online": mark("オンラインで参加する委員を、出席と表決に数えるかどうかが変わります。"),
    "written": mark("書面で表決した委員を、出席と表決に数えるかどうかが変わります。"),
    "proxy": mark("代理の人を、委員の出席に数えるかどうかが変わります。"),
    "interest": mark("利害関係のある委員を、その議事の出席と表決から除くかどうかが変わります。"),
    "interest_scope": mark("どの関係まで、退席や除斥の対象とするかが変わります。"),
    "quorum_relief": mark("退席した委員がいるときの、定足数の判定が変わります。"),
    "tenure_run": mark("委員の期の数え方（新、2期など）が変わります。"),
    "tenure_substitute": mark("補欠で入った委員の期の数え方が変わります。"),
    "numbering": mark("次の会議が第何回になるかが変わります。"),
    "failed_meeting": mark("流会の次の会議が第何回になるかが変わります。"),
    "notice_days": mark("開催通知を出す期限が変わります。"),
    "papers_days": mark("資料を送る期限が変わります。"),
    "public_days": mark("開催を公表する期限が変わります。"),
    "day_counting": mark("開催通知、資料、公表の期限が1日変わります。"),
    "election_method": mark("互選の進め方と、議長用シナリオの文が変わります。"),
    "election_wins": mark("互選の当選と、決選投票の判定が変わります。"),
    "provisional_chair": mark("委員長も副委員長もいないときの議長と、議長用シナリオの文が変わります。"),
    "vice_chairs": mark("副委員長を何人まで互選できるかが変わります。"),
}
"""A sentence, still to be translated, for every one of READINGS by its name."""
