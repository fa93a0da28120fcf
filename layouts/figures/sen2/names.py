"""Names of authorities as they fit beside a row or into a tile."""

from __future__ import annotations

LONGEST = 24
LONGEST_IN_TILE = 8
COMPASS = {"North": "N", "South": "S", "East": "E", "West": "W", "Central": "C"}
KNOWN_AS: dict[str, str] = {
    "Kingston upon Hull, City of": "Hull",
    "Bristol, City of": "Bristol",
    "Herefordshire, County of": "Hereford",
    "Bournemouth, Christchurch and Poole": "BCP",
    "Bath and North East Somerset": "Bath NES",
    "City of London": "City",
    "County Durham": "Durham",
    "Isle of Wight": "Wight",
    "Isles of Scilly": "Scilly",
    "East Riding of Yorkshire": "E Riding",
    "Redcar and Cleveland": "Redcar",
    "Cheshire West and Chester": "Ches W",
    "Cheshire East": "Ches E",
    "Westmorland and Furness": "Westmlnd",
    "North Northamptonshire": "N Nhants",
    "West Northamptonshire": "W Nhants",
    "North East Lincolnshire": "NE Lincs",
    "North Lincolnshire": "N Lincs",
    "Northamptonshire": "Nhants",
    "Nottinghamshire": "Notts",
    "Leicestershire": "Leics",
    "Derbyshire": "Derbys",
    "Lincolnshire": "Lincs",
    "South Gloucestershire": "S Glos",
    "Gloucestershire": "Glos",
    "Cambridgeshire": "Cambs",
    "Central Bedfordshire": "C Beds",
    "Hertfordshire": "Herts",
    "Buckinghamshire": "Bucks",
    "Oxfordshire": "Oxon",
    "Hampshire": "Hants",
    "Southampton": "Soton",
    "Portsmouth": "Portsm",
    "Staffordshire": "Staffs",
    "Stoke-on-Trent": "Stoke",
    "Worcestershire": "Worcs",
    "Warwickshire": "Warks",
    "Northumberland": "Northumb",
    "Newcastle upon Tyne": "Newcastl",
    "North Tyneside": "N Tynesd",
    "South Tyneside": "S Tynesd",
    "Stockton-on-Tees": "Stockton",
    "Middlesbrough": "Midd’bro",
    "Wolverhampton": "Wolverh",
    "Blackburn with Darwen": "Blackbrn",
    "Windsor and Maidenhead": "Windsor",
    "Brighton and Hove": "Brighton",
    "Southend-on-Sea": "Southend",
    "Telford and Wrekin": "Telford",
    "Kensington and Chelsea": "K & C",
    "Hammersmith and Fulham": "H & F",
    "Barking and Dagenham": "Barking",
    "Tower Hamlets": "Tower H",
    "Waltham Forest": "Waltham",
    "Richmond upon Thames": "Richmond",
    "Kingston upon Thames": "Kingston",
    "Milton Keynes": "Milton K",
}


def shortened(name: str, longest: int = LONGEST) -> str:
    """Return a name cut to what a narrow screen holds."""
    return name if len(name) <= longest else f"{name[: longest - 1].rstrip()}…"


def in_tile(name: str) -> str:
    """Return a name of eight letters at most."""
    known = KNOWN_AS.get(name)
    if known:
        return known
    first, _, rest = name.partition(" ")
    if first in COMPASS and rest:
        return f"{COMPASS[first]} {rest}"[:LONGEST_IN_TILE]
    return name[:LONGEST_IN_TILE].rstrip()
