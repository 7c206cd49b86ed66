"""Owns how single values are put into words: retention, posts, purposes, devices, days."""

import re
from collections.abc import Sequence
from datetime import date

from app.kernel.particles import with_particles
from app.policy.clauses.labels import LABELS
from app.policy.domain import Cell, Line
from app.registry.domain import Device, Purpose, Retention, SpaceClass
from app.registry.snapshot import Holder


def topic_particle(name: str) -> str:
    """Return 은 or 는 as the end of the name asks; both where that cannot be told from it."""
    return with_particles(f"{name}은(는)")[len(name) :]


_BARE_PERIOD = re.compile(r"(\d+)\s?일\s?(이내|간|동안)?")
"""A period that says how long and not from when: "20일 이내"."""


class Words:
    """The fixed words of one language, and the values put into them."""

    def __init__(self, language: str, *, long_retention: int) -> None:
        """Use the words of one language; beyond ``long_retention`` days a reason is expected."""
        self.language = language
        self.long_retention = long_retention
        self._labels = LABELS[language]

    def __getitem__(self, key: str) -> str:
        """Return a fixed word."""
        return self._labels[key]

    def split_by(self, by: str) -> str:
        """Return by what a site is split, in words where there are some."""
        return self._labels.get(f"by_{by}", by)

    def say(self, key: str, **values: object) -> str:
        """Return a fixed phrase with its gaps filled."""
        return self._labels[key].format(**values)

    @property
    def gap(self) -> Line:
        """Return the visible mark of a value nobody recorded."""
        return Line(self["missing"], missing=True)

    def cell(self, *texts: str | None) -> Cell:
        """Return a cell with the texts that are there, or the visible mark if there are none."""
        lines = tuple(Line(text) for text in texts if text)
        return Cell(lines or (self.gap,))

    def optional(self, *texts: str | None) -> Cell:
        """Return a cell with the texts that are there; nothing is missing if there are none."""
        return Cell(tuple(Line(text) for text in texts if text))

    def count(self, number: int | None) -> Cell:
        """Return a cell with a number of devices."""
        return self.cell(None if number is None else self.say("devices", count=number))

    def day(self, day: date | None) -> str | None:
        """Return a day as printed, or None."""
        return day.isoformat() if day else None

    def space_class(self, value: SpaceClass | None) -> Cell:
        """Return whether a place is open to the public."""
        return self.cell(None if value is None else self[value.value])

    def retention(self, retention: Retention | None) -> Cell:
        """Return how long footage is kept: as published, counted from the day of recording, with its reason."""
        if retention is None:
            return Cell((self.gap,))
        lines = [Line(text) for text in self._periods(retention)] or [self.gap]
        if retention.condition:
            lines.append(Line(self.say("condition", text=retention.condition)))
        longest = retention.longest_days
        if longest is not None and longest > self.long_retention:
            reason = retention.reason
            given = Line(self.say("reason", text=reason)) if reason else Line(self["reason_missing"], missing=True)
            lines.append(given)
        elif retention.reason:
            lines.append(Line(self.say("reason_short", text=retention.reason)))
        return Cell(tuple(lines))

    def _periods(self, retention: Retention) -> list[str]:
        """Return the wording as published and, unless it says so itself, the days counted from recording."""
        if not retention.recorded:
            return [text for text in (self["not_recorded"], retention.text) if text]
        counted = None
        if retention.days is not None:
            counted = self.say("from_recording", days=retention.days)
        elif retention.least_days is not None or retention.most_days is not None:
            least, most = retention.least_days, retention.most_days
            bounds = {"least": "" if least is None else least, "most": "" if most is None else most}
            counted = self.say("from_recording_range", **bounds)
        if retention.text is None:
            return [counted] if counted else []
        bare = _BARE_PERIOD.fullmatch(retention.text)
        if bare is not None and int(bare[1]) == retention.days:
            return [self.say("from_recording_bare", text=retention.text, days=retention.days)]
        if counted is None or retention.text.replace(" ", "").startswith(counted.replace(" ", "")):
            return [retention.text]
        return [retention.text, f"({counted})"]

    def person(self, holder: Holder) -> str:
        """Return a post with its department, phones and label in one line."""
        name = holder.title or holder.department or ""
        inside = [holder.department if holder.title else None, *holder.phones, holder.label]
        known = [text for text in inside if text]
        return f"{name}({', '.join(known)})" if known else name

    def title(self, holder: Holder | None) -> Cell:
        """Return the post of a person in charge with its label."""
        if holder is None:
            return Cell((self.gap,))
        label = Line(f"({holder.label})") if holder.label else None
        return Cell(tuple(line for line in (Line(holder.title) if holder.title else self.gap, label) if line))

    def purposes(self, purposes: Sequence[Purpose]) -> Cell:
        """Return purposes, one a line."""
        return self.cell(*(purpose.text for purpose in purposes))

    def device_facts(self, device: Device | None) -> list[tuple[str, str]]:
        """Return what is published about the devices, as heading key and value."""
        if device is None:
            return []
        kind = self[device.kind] if device.kind in {"fixed", "mobile"} else device.kind
        functions = ", ".join(f"{name}: {value}" for name, value in device.functions)
        facts = {
            "device": kind,
            "resolution": device.resolution,
            "audio": device.audio,
            "functions": functions,
            "network": device.network,
            "recorder": device.recorder,
        }
        return [(key, value) for key, value in facts.items() if value]
