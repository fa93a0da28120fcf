"""Where the technical pack's own sums do not add up, and what it leaves out, in words.

Each sentence works its figures out from the pack's inputs, so that none can differ from them.
"""

from __future__ import annotations

from dataclasses import replace

from analytics.value.calculator import calculate
from analytics.value.inputs import PACK, SPECIALIST_RATES
from analytics.value.printed import MILLION, rounded

PRINTED_RATE = 311
# "Cost per pupil model: £250 per pupil set-up, then £50 per pupil / year": the pack's live phase.
SET_UP, RUNNING = 250, 50
# "Top down benchmark: SEN and Ed Psychology spend 2017/18": in pounds.
SPENT = 290 * MILLION
REVIEWED_BY_LAW = "Children and Families Act 2014, section 44"


def rounding_notes() -> tuple[str, ...]:
    """Return a sentence or two for each sum of the pack that its printed numbers do not give."""
    return (_rate(), _savings(), _percent(), _not_qualified(), _weeks(), _years())


def limits() -> tuple[str, ...]:
    """Return what the pack's figures are not."""
    pack = calculate(PACK)
    running = RUNNING * PACK.plans
    return (
        "The reductions of 30% and 25% are the pack's targets. Nothing has measured them yet.",
        "The saving is gross: what people cost, and nothing else. The pack's own price, "
        f"£{SET_UP} a pupil to begin with and £{RUNNING} a pupil a year after, is not taken off; "
        f"for {rounded(PACK.plans, 0)} pupils it would be £{_millions(SET_UP * PACK.plans)}m once "
        f"and £{_millions(running)}m a year, against £{_millions(pack.total_saving)}m saved.",
        "The time of the special educational needs co-ordinator (SENCO) is not counted: schools "
        "pay it, and the pack marks it “nm”, not meaningful.",
        f"The pack counts reviews of {rounded(PACK.review_share, 0)}% of plans in a year. The law "
        f"asks for a review of every plan within 12 months ({REVIEWED_BY_LAW}).",
        f"As a check from above, the pack sets its £{_millions(pack.total_cost)}m beside "
        f"£{rounded(SPENT / MILLION, 0)}m that authorities spent on SEN and educational "
        "psychology in 2017/18.",
    )


def _rate() -> str:
    plain = calculate(replace(PACK, specialist_rate=PRINTED_RATE))
    low, high = (rounded(rate, 3) for rate in SPECIALIST_RATES)
    return (
        f"The printed day rates of £241, £311 and £1,750 make a case "
        f"£{rounded(plain.case_cost, 2)} and England £{_millions(plain.total_cost)}m, not £5,474 "
        "and £253.03m; the printed costs 1,928, 3,109 and 438 add up to 5,475. One rate with "
        f"pence mends it all: every printed number comes out with specialists from £{low} to "
        f"£{high} a day, both of which print as £311. The calculator takes the middle, "
        f"£{rounded(PACK.specialist_rate, 3)}."
    )


def _savings() -> str:
    pack = calculate(PACK)
    by_printed = 1_356 / 5_474 * 253.03
    return (
        "The printed savings of 578 and 777 add up to 1,355, the pack prints 1,356: before "
        f"rounding they are £{rounded(pack.co_ordinator_saving, 2)} and "
        f"£{rounded(pack.specialist_saving, 2)}. In the same way 1,356 of 5,474 times £253.03m "
        f"would be £{rounded(by_printed, 2)}m, and the pack prints £62.66m."
    )


def _percent() -> str:
    pack = calculate(PACK)
    return (
        f"The 25% is {rounded(pack.total_saving_percent or 0, 1)}%: 30% of the co-ordinator's time "
        "and 25% of the specialists', nothing of the panel's. A full 25% of £253.03m would be "
        f"£{_millions(pack.total_cost / 4)}m."
    )


def _not_qualified() -> str:
    pack = calculate(PACK)
    inside = calculate(replace(PACK, ongoing=PACK.ongoing + PACK.not_qualified))
    return (
        "45,205 requests less 12,993 still open are 32,212, and the pack counts all of those as "
        "qualified. The 3,043 that did not qualify come on top, from no sum that is shown. If they "
        f"are among the 32,212, the cost is £{_millions(inside.total_cost)}m and not "
        f"£{_millions(pack.total_cost)}m, and the saving £{_millions(inside.total_saving)}m and "
        f"not £{_millions(pack.total_saving)}m."
    )


def _weeks() -> str:
    pack = calculate(PACK)
    return (
        "26 weeks less 25% are 19.5, and less the unrounded share "
        f"{rounded(pack.weeks_after, 1)}. The pack prints 19, which drops the part of a week; its "
        "“7+ weeks” saved count from there, while 26 weeks less "
        f"{rounded(pack.weeks_after, 1)} are {rounded(pack.weeks_saved, 1)}. It takes for granted "
        "that a process shortens as the work in it does, which waiting need not."
    )


def _years() -> str:
    return (
        "The change of 30,975 plans “during 2017” is from the column 2016 to the column 2017; "
        "the growth of 11.7% a year is over both years, from 256,315 to 319,819. A fifth of "
        "319,819 is 63,963.8 reviews, printed 63,964."
    )


def _millions(pounds: float) -> str:
    return rounded(pounds / MILLION, 2)
