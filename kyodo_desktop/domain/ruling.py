"""A ruling: the verdict of a rule, the article it rests on, its arithmetic, and when it would differ."""

from __future__ import annotations

from dataclasses import dataclass

from kyodo_desktop.i18n import Message


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another reading of the regulation under which the verdict would differ.

    `reading` is a field of `Law`, `value` what it would be. There are several `verdicts` where they depend on
    what isn't known (場合により異なる).
    """

    reading: str
    value: str
    verdicts: tuple[str, ...]
    sentence: Message


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruling:
    """What a rule finds.

    `verdict` is one of the words that the rule names; `article` is the full citation (規則第3条第2項).
    `margin` is how many members are present beyond those that are needed, negative where some are missing.
    `script` is what is spoken in the meeting, where there is a set form of it.
    """

    verdict: str
    article: str
    arithmetic: Message
    sentence: Message
    alternatives: tuple[Alternative, ...] = ()
    notes: tuple[Message, ...] = ()
    margin: int | None = None
    script: Message | None = None

    @property
    def read_out(self) -> str:
        """The sentence in Japanese, whatever language the screens speak."""
        return self.sentence.japanese()
