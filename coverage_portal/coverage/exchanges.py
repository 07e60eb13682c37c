"""What could be otherwise without any sum being wrong: a member of one kind more, one of another fewer. Pure.

A count of a place is named by its measure: "work" (memberships at work), "segment:1", "employed" (PU and Jakon, who
alone have a sector and a scale), "sector:2020C", "scale:4", for each programme "holders:JHT", "entitled:JHT" and
"lacking:JHT" (entitled and not holding), "home" and "home-holders:JHT" (persons), "employers", "employers:4",
"declaring", "declaring:4", "declared" and "declared:4" (headcounts). No page shows these, which follow by subtraction:
"without:JHT" and "home-without:JHT" (all less holders), "beyond:JHT" (holders who are not entitled), "apart:JKK:JKM"
and "home-apart:JKK:JKM" (how many more hold one than another), "silent:4" (employers less those declaring).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

Moves = tuple[tuple[str, int], ...]
NOT_SHOWN = ("without", "beyond", "apart", "home-without", "home-apart", "silent")


@dataclass(frozen=True)
class Exchange:
    """Measures that rise (+1) or fall (-1) together, and of each choice one option that goes with them."""

    fixed: Moves
    choices: tuple[tuple[Moves, ...], ...] = ()


@dataclass(frozen=True)
class Law:
    """The codes of the segments, those whose members are at an employer, and for each programme those it is open to."""

    segments: tuple[str, ...]
    at_employers: tuple[str, ...]
    entitled: Mapping[str, tuple[str, ...]]


class Exchanges:
    """The exchanges of a family, by the law of the month and the codes of sectors and scales."""

    def __init__(self, law: Law, sectors: Iterable[str], scales: Iterable[str]) -> None:
        self.law = law
        self.codes = {"sector": tuple(sorted(sectors)), "scale": tuple(sorted(scales))}
        self._made: dict[str, tuple[Exchange, ...]] = {}

    def raising(self, measure: str) -> tuple[Exchange, ...]:
        """Every exchange that raises the measure (of "apart": that alters it)."""
        if measure not in self._made:
            self._made[measure] = tuple(self._raising(measure))
        return self._made[measure]

    def _raising(self, measure: str) -> Iterator[Exchange]:
        name, *codes = measure.split(":")
        match name:
            case "work" | "segment" | "employed" | "entitled":
                yield from self._members(name, *codes)
            case "sector" | "scale":
                others = (code for code in self.codes[name] if code != codes[0])
                yield Exchange(((measure, 1),), (tuple(((f"{name}:{code}", -1),) for code in others),))
                yield from (self._member(segment, given=measure) for segment in self.law.at_employers)
            case "holders" | "lacking" | "without" | "beyond":
                yield from self._programme(name, codes[0])
            case "apart":
                yield from self._apart(*codes)
            case "home" | "home-holders" | "home-without" | "home-apart":
                yield from self._persons(name, codes)
            case _:
                yield from self._firms(measure)

    def _members(self, name: str, code: str = "") -> Iterator[Exchange]:
        """Members of the segments that the measure counts, more, and fewer of those that it does not count."""
        counted = {
            "work": self.law.segments,
            "segment": (code,),
            "employed": self.law.at_employers,
            "entitled": self.law.entitled.get(code, ()),
        }[name]
        for segment in counted:
            yield self._member(segment)
            yield from (self._member(segment, other) for other in self.law.segments if other not in counted)

    def _member(self, more: str, fewer: str = "", given: str = "", beyond: str = "") -> Exchange:
        """A member of one segment more, and one of another fewer if one is named, who hold or lack what they may;
        `given` narrows the choices to that measure, `beyond` is a programme held without being entitled."""
        fixed = [(f"segment:{more}", 1), (f"segment:{fewer}", -1) if fewer else ("work", 1)]
        choices: list[tuple[Moves, ...]] = []
        if sign := (more in self.law.at_employers) - (fewer in self.law.at_employers):
            fixed.append(("employed", sign))
            choices += [tuple(((f"{kind}:{code}", sign),) for code in every) for kind, every in self.codes.items()]
        for programme, segments in self.law.entitled.items():
            holders, without = f"holders:{programme}", f"without:{programme}"
            if sign := (more in segments) - (fewer in segments):
                fixed.append((f"entitled:{programme}", sign))
                lacking = (f"lacking:{programme}", sign)
                if fewer:
                    kept = ((f"beyond:{programme}", -sign),)  # both hold it, entitled or not
                    choices.append((((holders, sign), (without, -sign)), (lacking,), kept))
                else:
                    choices.append((((holders, 1),), (lacking, (without, 1))))
            elif not fewer:
                fixed += [(holders, 1), (f"beyond:{programme}", 1)] if programme == beyond else [(without, 1)]
        return Exchange(tuple(fixed), tuple(_narrowed(choice, given) for choice in choices))

    def _programme(self, name: str, programme: str) -> Iterator[Exchange]:
        """Somebody entitled begins to hold a programme or ceases to; somebody not entitled does; somebody comes."""
        holders, lacking, beyond = f"holders:{programme}", f"lacking:{programme}", f"beyond:{programme}"
        entitled = self.law.entitled.get(programme, ())
        without = f"without:{programme}"
        others = tuple(segment for segment in self.law.segments if segment not in entitled)
        if name in ("holders", "beyond"):
            yield Exchange(((holders, 1), (beyond, 1), (without, -1)))
            yield from (self._member(segment, beyond=programme) for segment in others)
        if name == "beyond":
            yield from (self._member(one, other, given=beyond) for one in others for other in entitled)
        if name == "holders":
            yield Exchange(((holders, 1), (lacking, -1), (without, -1)))
            yield from (self._member(segment, given=holders) for segment in entitled)
        if name in ("lacking", "without"):
            yield Exchange(((holders, -1), (lacking, 1), (without, 1)))
            yield from (self._member(segment, given=lacking) for segment in entitled)
        if name == "without":
            yield Exchange(((holders, -1), (beyond, -1), (without, 1)))
            yield from (self._member(segment) for segment in others)
            yield from (self._member(one, other, given=holders) for one in others for other in entitled)

    def _apart(self, one: str, other: str) -> Iterator[Exchange]:
        """The holders of one of the two programmes become more or fewer, and those of the other do not."""
        for moving, staying in ((one, other), (other, one)):
            for name in ("holders", "without"):
                for exchange in self._programme(name, moving):
                    yield from _alone(exchange, f"holders:{moving}", f"holders:{staying}")

    def _persons(self, name: str, programmes: list[str]) -> Iterator[Exchange]:
        """Somebody at home begins to hold a programme or ceases to; somebody comes who holds the first few."""
        every = tuple(self.law.entitled)
        for programme in programmes:
            if name != "home-without":
                yield Exchange(((f"home-holders:{programme}", 1), (f"home-without:{programme}", -1)))
            if name != "home-holders":
                yield Exchange(((f"home-holders:{programme}", -1), (f"home-without:{programme}", 1)))
        for held in (*(every[:length] for length in range(len(every) + 1)), *((one,) for one in every)):
            counted = {"home": True, "home-holders": programmes[:1] == [one for one in held if one in programmes]}
            differs = len({one in held for one in programmes}) == 2
            counted |= {"home-without": not set(programmes) & set(held), "home-apart": differs}
            if counted[name]:
                yield Exchange((("home", 1), *((f"home-{_holds(one in held)}:{one}", 1) for one in every)))

    def _firms(self, measure: str) -> Iterator[Exchange]:
        """An employer of one scale more, one of another fewer; one that begins to declare; headcounts that move."""
        name, _colon, code = measure.partition(":")
        for scale in (code,) if code else self.codes["scale"]:
            others = tuple(other for other in self.codes["scale"] if other != scale)
            if name == "declared":
                yield Exchange(((f"declared:{scale}", 1), ("declared", 1)))
                if code:
                    yield Exchange(((measure, 1),), (tuple(((f"declared:{other}", -1),) for other in others),))
                continue
            silent = ((f"employers:{scale}", 1), (f"silent:{scale}", 1))
            telling = ((f"employers:{scale}", 1), (f"declaring:{scale}", 1))
            begins = ((f"declaring:{scale}", 1), (f"silent:{scale}", -1))
            ceases = ((f"declaring:{scale}", -1), (f"silent:{scale}", 1))
            swap = tuple(((f"employers:{other}", -1), (f"silent:{other}", -1)) for other in others)
            begin = tuple(((f"declaring:{other}", 1), (f"silent:{other}", -1)) for other in others)
            cease = tuple(((f"declaring:{other}", -1), (f"silent:{other}", 1)) for other in others)
            if name in ("employers", "silent"):
                yield Exchange((*silent, ("employers", 1)))
            if name in ("employers", "declaring"):
                yield Exchange((*telling, ("employers", 1), ("declaring", 1)))
            if name == "declaring":
                yield Exchange((*begins, ("declaring", 1)))
            if name == "silent":
                yield Exchange((*ceases, ("declaring", -1)))
            if code and name in ("employers", "silent"):
                yield Exchange(silent, (swap,))
            if code and name == "declaring":
                yield Exchange(begins, (cease,))
            if code and name == "silent":
                yield Exchange(ceases, (begin,))


def _holds(holds: bool) -> str:
    return "holders" if holds else "without"


def _narrowed(choice: tuple[Moves, ...], given: str) -> tuple[Moves, ...]:
    """The option of a choice that moves the given measure, if one does; else all of them."""
    named = tuple(option for option in choice if _moves(option, given))
    return named or choice


def _alone(exchange: Exchange, moving: str, staying: str) -> Iterator[Exchange]:
    """The exchange where it moves the one measure, with none of its options that moves the other."""
    choices = tuple(
        tuple(option for option in _narrowed(choice, moving) if not _moves(option, staying))
        for choice in exchange.choices
    )
    moved = _moves(exchange.fixed, moving) or any(_moves(option, moving) for choice in choices for option in choice)
    if moved and all(choices) and not _moves(exchange.fixed, staying):
        yield Exchange(exchange.fixed, choices)


def _moves(moved: Moves, measure: str) -> bool:
    return any(name == measure for name, _sign in moved)
