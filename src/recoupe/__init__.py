"""recoupe: many reports of one event, set side by side until it is clear who said what."""

__version__ = "0.1.0"
