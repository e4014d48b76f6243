"""External data of the demo's agent: papers about tabular data, and GPU offers."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from kaggle_store.models import ResearchRow


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper that a search has found."""

    arxiv_id: str
    title: str
    relevance: float


@dataclass(frozen=True, slots=True)
class Offer:
    """A machine with one GPU and its price in May 2026."""

    provider: str
    gpu: str
    memory_gb: int
    hourly_dollars: Decimal


OFFERS = (
    Offer("akash", "RTX 3090", 24, Decimal("0.14")),
    Offer("vast_ai", "RTX 3090", 24, Decimal("0.15")),
    Offer("akash", "RTX 4090", 24, Decimal("0.17")),
    Offer("salad_cloud", "RTX 4090", 24, Decimal("0.25")),
    Offer("vast_ai", "RTX 4090", 24, Decimal("0.31")),
)


def cheapest_offer() -> Offer:
    """Return the offer with the lowest price."""
    return min(OFFERS, key=lambda offer: offer.hourly_dollars)


def search() -> list[Paper]:
    """Return what a search for small tabular data has found."""
    trees = "Why do tree-based models still outperform deep learning on tabular data?"
    return [
        Paper("1603.02754", "XGBoost: A Scalable Tree Boosting System", 0.91),
        Paper("2207.08815", trees, 0.88),
        Paper("2106.11959", "Revisiting Deep Learning Models for Tabular Data", 0.84),
        Paper("2106.03253", "Tabular Data: Deep Learning is Not All You Need", 0.81),
        Paper("1908.07442", "TabNet: Attentive Interpretable Tabular Learning", 0.66),
        Paper("1412.6980", "Adam: A Method for Stochastic Optimization", 0.42),
    ]


def findings(execution_id: UUID, papers: list[Paper]) -> list[ResearchRow]:
    """Return papers as rows of an execution."""
    return [
        {
            "execution_id": execution_id,
            "research_type": "academic_papers",
            "query_text": "small tabular data, binary classification",
            "source_api": "arxiv",
            "external_id": paper.arxiv_id,
            "raw_response": {"id": paper.arxiv_id, "title": paper.title},
            "processed_insights": [paper.title],
            "relevance_score": paper.relevance,
        }
        for paper in papers
    ]
