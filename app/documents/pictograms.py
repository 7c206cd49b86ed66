"""Owns the camera as closed paths in a unit box, drawn from scratch; one source for paper and for the web.

A camera on its wall plate, looking down to the left, with the cone it sees. Every path has a role, which the one who
draws gives a colour: ``figure``, ``ground`` (cut out of the figure) or ``beam``.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass

WIDTH, HEIGHT = 1.0, 0.66
_CIRCLE = 0.5523  # How far the handles of a Bézier circle reach, in radii.
_BODY = (0.693, 0.413)
_TILT = math.radians(20)

Point = tuple[float, float]
Step = tuple[str, tuple[Point, ...]]


@dataclass(frozen=True, slots=True)
class Shape:
    """A closed path: steps ``m``, ``l`` and ``c`` with their points, y upwards."""

    role: str
    steps: tuple[Step, ...]


def _polygon(role: str, *points: Point) -> Shape:
    return Shape(role, (("m", points[:1]), *(("l", (point,)) for point in points[1:])))


def _rounded(  # noqa: PLR0917  # A rectangle is its four edges.
    role: str, left: float, bottom: float, right: float, top: float, radius: float
) -> Shape:
    k = radius * (1 - _CIRCLE)
    return Shape(
        role,
        (
            ("m", ((left + radius, bottom),)),
            ("l", ((right - radius, bottom),)),
            ("c", ((right - k, bottom), (right, bottom + k), (right, bottom + radius))),
            ("l", ((right, top - radius),)),
            ("c", ((right, top - k), (right - k, top), (right - radius, top))),
            ("l", ((left + radius, top),)),
            ("c", ((left + k, top), (left, top - k), (left, top - radius))),
            ("l", ((left, bottom + radius),)),
            ("c", ((left, bottom + k), (left + k, bottom), (left + radius, bottom))),
        ),
    )


def _circle(role: str, x: float, y: float, radius: float) -> Shape:
    return _rounded(role, x - radius, y - radius, x + radius, y + radius, radius)


def _tilted(shape: Shape) -> Shape:
    sine, cosine = math.sin(_TILT), math.cos(_TILT)

    def turn(point: Point) -> Point:
        return (_BODY[0] + point[0] * cosine - point[1] * sine, _BODY[1] + point[0] * sine + point[1] * cosine)

    return Shape(shape.role, tuple((kind, tuple(map(turn, points))) for kind, points in shape.steps))


CAMERA: tuple[Shape, ...] = (
    _tilted(_polygon("beam", (-0.332, 0.078), (-0.332, -0.078), (-0.655, -0.198), (-0.655, 0.205))),
    _rounded("figure", 0.944, 0.03, 1.0, 0.402, 0.02),  # Wall plate.
    _polygon("figure", (0.78, 0.186), (0.78, 0.250), (0.96, 0.250), (0.96, 0.186)),  # Arm.
    _tilted(_polygon("figure", (-0.018, -0.06), (0.050, -0.06), (0.050, -0.21), (-0.018, -0.21))),  # Neck.
    _tilted(_rounded("figure", -0.245, -0.085, 0.245, 0.085, 0.036)),  # Body.
    _tilted(_rounded("figure", -0.318, 0.112, 0.272, 0.158, 0.023)),  # Hood.
    _tilted(_polygon("figure", (-0.262, 0.062), (-0.262, -0.062), (-0.318, -0.088), (-0.318, 0.088))),  # Lens.
    _circle("figure", 0.780, 0.218, 0.064),  # Joint.
    _circle("ground", 0.780, 0.218, 0.026),
    _tilted(_rounded("ground", -0.18, -0.0115, 0.09, 0.0115, 0.0115)),  # Slot.
    _tilted(_circle("ground", 0.170, 0.0, 0.028)),  # Lamp.
)


def operators(shapes: tuple[Shape, ...], colours: Mapping[str, tuple[float, ...]]) -> str:
    """Return PDF operators that draw the shapes in the unit box."""
    drawn = []
    for shape in shapes:
        drawn.append("{:.4g} {:.4g} {:.4g} rg".format(*colours[shape.role]))
        drawn.extend(" ".join(f"{x:.4f} {y:.4f}" for x, y in points) + f" {kind}" for kind, points in shape.steps)
        drawn.append("h f")
    return "\n".join(drawn)


def svg(shapes: tuple[Shape, ...], colours: Mapping[str, str], *, title: str) -> str:
    """Return the same drawing as an SVG document, 1000 units wide."""
    paths = []
    for shape in shapes:
        steps = (
            kind.upper() + " ".join(f"{x * 1000:.0f},{(HEIGHT - y) * 1000:.0f}" for x, y in points)
            for kind, points in shape.steps
        )
        paths.append(f'<path fill="{colours[shape.role]}" d="{"".join(steps)}Z"/>')
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1000 {HEIGHT * 1000:.0f}" role="img">'
        f"<title>{title}</title>{''.join(paths)}</svg>"
    )


def outlines(shapes: tuple[Shape, ...], *, line: float, figure: str, paper: str) -> str:
    """Return PDF operators that draw the shapes in the unit box as lines: what is in front hides what is behind.

    ``figure`` and ``paper`` are operands of grey (``0``, ``1``); the beam is dashed, so that it stays a beam.
    """
    drawn = [f"{figure} G {paper} g {line:.4f} w 1 j 1 J"]
    for shape in shapes:
        drawn.extend(" ".join(f"{x:.4f} {y:.4f}" for x, y in points) + f" {kind}" for kind, points in shape.steps)
        drawn.append(f"h [{3 * line:.4f}] 0 d S [] 0 d" if shape.role == "beam" else "h B")
    return "\n".join(drawn)
