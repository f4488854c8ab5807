"""The regulation's words as a page shows them: its articles, what was amended, two texts side by side."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from html import escape
from typing import Final

from kyodo_desktop.domain import wareki
from kyodo_desktop.domain.differences import Part
from kyodo_desktop.domain.numbering import agenda_number
from kyodo_desktop.domain.regulation_text import Article, Item, RegulationText, Supplement
from kyodo_desktop.i18n import _
from kyodo_desktop.services.amendments import Amendment, Provision, Side

_DEEPEST: Final = 5
AIR: Final = "p, td { line-height: 140%; white-space: pre-wrap }"
"""The style of the pages: Japanese faces bring no air of their own, and every space of a text is kept."""

_STEP: Final = 16  # pixels that each level stands further in


def text_page(text: RegulationText, amended: Collection[str]) -> str:
    """The whole text; the articles named in `amended` say that the last amendment touched them."""
    lines = [f"<p><i>{escape(line)}</i></p>" for line in text.header]
    lines.append(f"<h2>{escape(text.title)}</h2><p align='right'>{escape(text.number)}</p>")
    lines += [f"<p align='right'>{_('改正')}　{escape(line)}</p>" for line in text.amendments]
    for article in text.articles:
        lines += _article(article, changed=article.label in amended)
    for supplement in text.supplements:
        lines += _supplement(supplement)
    return "".join(lines)


def amended_articles(amendment: Amendment | None) -> frozenset[str]:
    """The labels of the articles that an amendment touched, as they are numbered after it."""
    if amendment is None:
        return frozenset()
    labels = (_label(one) for one in amendment.provisions)
    return frozenset(label for label in labels if label)


def _label(provision: Provision) -> str:
    news = (new for _old, new in provision.rows if new is not None)
    return next((one.line.number for one in news if one.line.number.startswith("第")), "")


def _article(article: Article, *, changed: bool) -> Iterator[str]:
    told = f"　<i>〔{_('今回の改正で変わった条')}〕</i>" if changed else ""
    name = f'<a name="{article.label}"></a>'
    if article.heading or told:
        heading = f"（{escape(article.heading)}）" if article.heading else ""
        yield f"<p style='margin-top:14px; margin-left:{_STEP}px'>{name}<b>{heading}</b>{told}</p>"
        name = ""
    for paragraph in article.paragraphs:
        number = article.label if paragraph.number == 1 else str(paragraph.number)
        yield _line(f"{name}<b>{escape(number)}</b>", paragraph.text, 1)
        name = ""
        yield from _items(paragraph.items, 2)


def _supplement(supplement: Supplement) -> Iterator[str]:
    yield f"<p style='margin-top:18px; margin-left:{3 * _STEP}px'><b>{escape(supplement.title)}</b></p>"
    alone = len(supplement.paragraphs) == 1
    for paragraph in supplement.paragraphs:
        yield _line("" if alone else str(paragraph.number), paragraph.text, 1)
        yield from _items(paragraph.items, 2)


def _items(items: Sequence[Item], depth: int) -> Iterator[str]:
    for item in items:
        yield _line(escape(agenda_number(min(depth - 1, _DEEPEST), item.number)), item.text, depth)
        yield from _items(item.items, depth + 1)


def _line(number: str, text: str, depth: int) -> str:
    space = "　" if number else ""
    style = f"margin-left:{depth * _STEP}px; text-indent:-{_STEP if number else 0}px"
    return f"<p style='{style}'>{number}{space}{escape(text)}</p>"


def comparison(amendment: Amendment) -> str:
    """Two texts side by side; what differs is underlined."""
    if not amendment.provisions:
        return f"<p>{_('題名と条に、違いはありません。')}</p>"
    old, new = (_("{day}施行").format(day=wareki.long(one.since)) for one in (amendment.old, amendment.new))
    heads = f"<tr><th width='50%'>{_('改正前')}（{old}）</th><th width='50%'>{_('改正後')}（{new}）</th></tr>"
    rows = "".join(_provision(one) for one in amendment.provisions)
    return f"<table width='100%' border='1' cellspacing='0' cellpadding='6'>{heads}{rows}</table>"


def _provision(provision: Provision) -> str:
    olds = "".join(_side(old) for old, _new in provision.rows)
    news = "".join(_side(new) for _old, new in provision.rows)
    if provision.added:
        olds = f"<p><i>{_('（新設）')}</i></p>"
    if provision.removed:
        news = f"<p><i>{_('（削る）')}</i></p>"
    return f"<tr><td valign='top'>{olds}</td><td valign='top'>{news}</td></tr>"


def _side(side: Side | None) -> str:
    if side is None:
        return ""
    number, words = _marked(side.number), _marked(side.text)
    space = "　" if side.line.number else ""
    return f"<p style='margin-left:{side.line.depth * _STEP}px'>{number}{space}{words}</p>"


def _marked(parts: Sequence[Part]) -> str:
    return "".join(f"<u><b>{escape(one.text)}</b></u>" if one.changed else escape(one.text) for one in parts)
