"""The towns of the prefecture's file as the reader of 気象庁's telegrams knows them."""

from municipalities.support.jma import Places, Town

from .prefectures import TownFacts, read_prefecture


def read_places(prefecture: str) -> Places:
    """Raises FileNotFoundError for a prefecture without a file."""
    facts = read_prefecture(prefecture)
    return Places(name=facts.prefecture.name, towns=tuple(_town(town) for town in facts.municipalities))


def _town(facts: TownFacts) -> Town:
    return Town(
        code=facts.code,
        name=facts.name,
        slug=facts.slug,
        forecast_areas=facts.jma_areas,
        seismic_region=facts.jma_seismic_region,
    )
