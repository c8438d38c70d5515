import csv
from collections import Counter
from pathlib import Path

import pytest

from municipalities.support.jma import Area
from municipalities.tenancy.jma_places import read_places

GIFU = read_places("gifu")
SHARED = Path(__file__).resolve().parents[4] / "shared" / "data" / "gifu_tenants.csv"


def test_every_town_has_its_four_divisions_and_a_seismic_region():
    assert {(len(town.forecast_areas), len(town.seismic_region)) for town in GIFU.towns} == {(4, 3)}


def test_the_finest_division_of_a_town_is_its_own_code():
    assert [town.forecast_areas[3] for town in GIFU.towns] == [f"{town.code[:5]}00" for town in GIFU.towns]


def test_the_three_seismic_regions_share_the_towns():
    assert Counter(town.seismic_region for town in GIFU.towns) == {"430": 4, "431": 15, "432": 23}


def test_hida_is_the_northern_division():
    names = {town.name for town in GIFU.covered_by(Area("210020", "飛騨地方", ()))}
    assert names == {"高山市", "飛騨市", "下呂市", "白川村"}


@pytest.mark.skipif(not SHARED.exists(), reason=f"NO {SHARED}: the codes were NOT compared with an outside list")
def test_divisions_are_those_of_the_outside_list():
    with SHARED.open(encoding="utf-8", newline="") as file:
        outside = {
            row["lgcode"]: (row["jma_class10_code"], row["jma_class15_code"], row["jma_class20"])
            for row in csv.DictReader(file)
        }
    assert {town.code: town.forecast_areas[1:] for town in GIFU.towns} == outside
