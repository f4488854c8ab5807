"""How tables were read that have been imported, so that the next one of their form is read alike."""

from __future__ import annotations

from kyodo_desktop.domain.fields import Id, Record, record, reference, text


@record("取込みの対応")
class ImportMapping(Record):
    """What the columns of a table meant; `signature` is by what a table of its form is known again."""

    committee: Id = reference("委員会", "Committee")
    purpose: str = text("取り込むもの")
    signature: str = text("見出しの照合値")
    columns: str = text("列の対応", default="", help="列の順に、取り込む項目。取り込まない列は - です。")
