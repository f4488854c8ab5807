"""What the journal keeps of personal data shown or given out: who, when, whose, which; never the values."""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce

from kyodo_desktop.domain.fields import Id, shape
from kyodo_desktop.domain.records import BankAccount, Person, SpecialNeed
from kyodo_desktop.i18n import Message, msg
from kyodo_desktop.services.corrections import called
from kyodo_desktop.services.refusal import refused
from kyodo_desktop.storage import Change, Store


def filled(store: Store, person: Id) -> tuple[str, ...]:
    """The labels of what is on record of a person and personal. Raises NotFound."""
    owner = store.get(Person, person)
    known = [one for one in shape(Person).fields if one.personal]
    labels = [one.label for one in known if getattr(owner, one.name) not in ("", None)]
    owned = [cls for cls in (BankAccount, SpecialNeed) if store.find(cls, person=owner.id)]
    return (*labels, *(shape(cls).term for cls in owned))


def show(store: Store, person: Id) -> Change:
    """Write down that a person's data is shown. Raises NotFound; InvalidRecord where nothing can be written.

    Where nothing is on record nothing is shown, and nothing written down.
    """
    labels = filled(store, person)
    if not labels:
        return Change(0, msg("個人情報の表示"), ())
    name = called(store, person, None)
    _require_kept(store, msg("{name}の個人情報を表示できません", name=name))
    return store.note(msg("{name}の個人情報を表示（{fields}）", name=name, fields=_listed(labels)))


def give_out(store: Store, what: Message, people: int) -> Change:
    """Write down that personal data of some people leaves the register, in a file or on paper.

    Raises InvalidRecord where nothing can be written: then nothing is to be given out.
    """
    _require_kept(store, msg("「{what}」を出力できません", what=what))
    return store.note(msg("個人情報を含む「{what}」を出力（{people}人分）", what=what, people=people))


def _require_kept(store: Store, what: Message) -> None:
    if store.read_only:
        raise refused(
            what,
            msg("台帳を読み取り専用で開いているため、個人情報を扱った記録を履歴に残せません。"),
            msg("台帳を編集できる状態で開いてから、もう一度操作してください。"),
        )


def _listed(labels: Sequence[str]) -> Message:
    """The labels in a row, each in the language that is spoken."""
    first, *rest = [Message(one) for one in labels]
    return reduce(lambda so_far, one: msg("{first}、{next}", first=so_far, next=one), rest, first)
