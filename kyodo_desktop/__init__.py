"""Kyodo Desktop (協働デスク): the register of a municipal advisory committee."""

__version__ = "0.1.0"
