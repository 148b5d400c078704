"""Which candidates can be set against each other: panels connected by shared raters."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np

from scoring.ratings import Codes, RatingTable, Use


@dataclass(frozen=True, slots=True)
class Connectivity:
    """Parts of the candidate-rater graph within each vacancy.

    `parts` counts them by vacancy; `part_of` numbers each rated candidate's part within its vacancy,
    from 0. Between parts the difference rests on the assumption that panels met comparable candidates.
    """

    parts: Mapping[str, int]
    part_of: Mapping[str, int]

    def connected(self, one: str, other: str) -> bool:
        """Whether the two candidates share a rater, directly or through others."""
        return one in self.part_of and self.part_of.get(one) == self.part_of.get(other)


def connected_parts(table: RatingTable, use: Use = Use.FIRST) -> Connectivity:
    """Connected components of the bipartite graph of candidates and raters, per vacancy."""
    rows = table.rows(use)
    candidate = table.candidate[rows]
    vacancy = table.vacancy_of[candidate]
    seat = vacancy * len(table.raters) + table.rater[rows]
    seats = len(table.vacancies) * len(table.raters)
    labels = bipartite_parts(candidate, seat, len(table.candidates), seats)[: len(table.candidates)]
    counts = dict.fromkeys(table.vacancies, 0)
    part_of: dict[str, int] = {}
    number: dict[int, int] = {}
    for person in np.unique(candidate).tolist():
        name = table.vacancies[table.vacancy_of[person]]
        label = int(labels[person])
        if label not in number:
            number[label] = counts[name]
            counts[name] += 1
        part_of[table.candidates[person]] = number[label]
    return Connectivity(MappingProxyType(counts), MappingProxyType(part_of))


def bipartite_parts(left: Codes, right: Codes, lefts: int, rights: int) -> Codes:
    """Labels of the connected components: first the `lefts` nodes, then the `rights` nodes."""
    from scipy import sparse
    from scipy.sparse import csgraph

    nodes = lefts + rights
    graph = sparse.coo_array((np.ones(len(left)), (left, right + lefts)), shape=(nodes, nodes))
    return np.asarray(csgraph.connected_components(graph.tocsr(), directed=False)[1], dtype=np.intp)
