"""Rulings as the JSON in which the register keeps them, and back."""

from __future__ import annotations

import json
from typing import Any

from kyodo_desktop.domain.ruling import Alternative, Ruling
from kyodo_desktop.i18n import Message


def written(ruling: Ruling) -> str:
    """A ruling as JSON, its messages by their keys, so that it can be read out in any language later."""
    return json.dumps(
        {
            "verdict": ruling.verdict,
            "article": ruling.article,
            "arithmetic": ruling.arithmetic.to_json(),
            "sentence": ruling.sentence.to_json(),
            "alternatives": [
                {
                    "reading": one.reading,
                    "value": one.value,
                    "verdicts": list(one.verdicts),
                    "sentence": one.sentence.to_json(),
                }
                for one in ruling.alternatives
            ],
            "notes": [one.to_json() for one in ruling.notes],
            "margin": ruling.margin,
            "script": None if ruling.script is None else ruling.script.to_json(),
        },
        ensure_ascii=False,
        sort_keys=True,
    )


def read(text: str) -> Ruling:
    """The ruling that `written` wrote. Raises `ValueError`, `KeyError` or `TypeError` for anything else."""
    said: dict[str, Any] = json.loads(text)
    return Ruling(
        verdict=said["verdict"],
        article=said["article"],
        arithmetic=Message.from_json(said["arithmetic"]),
        sentence=Message.from_json(said["sentence"]),
        alternatives=tuple(_alternative(one) for one in said["alternatives"]),
        notes=tuple(Message.from_json(one) for one in said["notes"]),
        margin=said["margin"],
        script=None if said["script"] is None else Message.from_json(said["script"]),
    )


def _alternative(said: dict[str, Any]) -> Alternative:
    sentence = Message.from_json(said["sentence"])
    return Alternative(said["reading"], said["value"], tuple(said["verdicts"]), sentence)
