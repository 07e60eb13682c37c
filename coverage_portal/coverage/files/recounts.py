"""A figure as a live formula over the cells of its inputs. Pure."""

from __future__ import annotations

from collections.abc import Mapping

from coverage_portal.coverage.files.sheets import Recount, number_of
from coverage_portal.coverage.workings import Figure, FigureKind, Source, evaluate

SIGNS = {"÷": "/", "×": "*", "−": "-", "+": "+", "(": "(", ")": ")"}


def recount(figure: Figure, cells: Mapping[Source, str]) -> Recount | None:
    """The figure as a formula over its inputs' cells; None when it is missing or they do not come to its value."""
    formula, result = _formula(figure, cells), number_of(figure)
    if not formula or result is None:
        return None
    return Recount(f"({formula})*100" if figure.kind is FigureKind.POINTS else formula, result)


def _formula(figure: Figure, cells: Mapping[Source, str]) -> str:
    inputs, tokens = figure.working.inputs, figure.working.tokens
    if tokens and evaluate(tokens) == figure.value:
        order = (cells[source] for source in inputs)
        return "".join(SIGNS[token.strip()] if isinstance(token, str) else next(order) for token in tokens)
    if inputs and inputs[0].quantity.value == figure.value:
        return cells[inputs[0]]
    return ""
