"""What a plan looks like in Word: page, type, colours and the styles that carry them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from lxml import etree

from layouts.figures.style import ACCENT_WASH, INK, LINE, MUTED
from layouts.word.writing import HEAD_CELL, LABEL, MARK, TABLE, W, add

FONT = "Arial"
LANGUAGE = "en-GB"
# The family's copy is larger: RNIB's clear print asks for 12 points at least, better 14.
SIZE, FAMILY_SIZE, FAMILY_HEADINGS = 10.5, 14.0, 0.65
DEEP = "#00423f"
WATCH_WASH, WATCH = "#fdf4e3", "#8a5a00"
# Twentieths of a point: a centimetre is 567.
HANG = 680
MARGIN, HEAD_MARGIN = 1_134, 1_500
A4 = (11_906, 16_838)
SPACING = 276
OUR_LIST = "900"


@dataclass(frozen=True)
class Look:
    """Say what a paragraph style looks like; sizes in points, spaces in twentieths of one."""

    scale: float = 1.0
    bold: bool = False
    colour: str = INK
    before: int = 0
    after: int = 120
    left: int = 0
    hanging: int = 0
    with_next: bool = False
    shade: str = ""
    edge: str = ""
    level: int | None = None


LOOKS: dict[str, Look] = {
    "Title": Look(2.1, True, DEEP, 0, 80),
    "Heading1": Look(1.5, True, DEEP, 400, 120, with_next=True, level=0),
    "Heading2": Look(1.2, True, INK, 240, 80, with_next=True, level=1),
    "Heading3": Look(1.05, True, MUTED, 120, 60, with_next=True, level=2),
    "PlanLead": Look(colour=MUTED, after=160),
    "PlanStanding": Look(1.15, True, after=160),
    "PlanText": Look(),
    "PlanNumbered": Look(left=HANG, hanging=HANG, before=60, after=80),
    "PlanDetail": Look(left=HANG, after=80),
    "PlanStrength": Look(left=HANG, hanging=HANG // 2, after=60),
    "PlanToObtain": Look(before=120, after=160, left=113, shade=WATCH_WASH, edge=WATCH),
    "PlanSource": Look(0.9, colour=MUTED, left=HANG, after=160),
    "PlanNote": Look(colour=MUTED, before=80),
    "PlanCell": Look(0.93, after=40, before=40),
    "PlanGap": Look(0.93, after=60, before=60, left=60, shade=WATCH_WASH, edge=WATCH),
    HEAD_CELL: Look(0.93, True, DEEP, 60, 60, with_next=True),
    "Header": Look(0.82, colour=MUTED, after=0),
    "Footer": Look(0.82, colour=MUTED, after=0),
}
NAMES = {
    "Heading1": "heading 1",
    "Heading2": "heading 2",
    "Heading3": "heading 3",
    "Header": "header",
    "Footer": "footer",
}


def dress(document: Any, *, family: bool) -> None:
    """Give a new document its page, language and styles; `family` is set larger."""
    size = FAMILY_SIZE if family else SIZE
    # Headings grow less than the text that people read.
    power = FAMILY_HEADINGS if family else 1
    _page(document.sections[0])
    styles = document.styles.element
    _defaults(styles, size)
    for style_id, look in LOOKS.items():
        _paragraph_style(styles, style_id, replace(look, scale=look.scale**power), size)
    _character_style(styles, LABEL, bold=True, colour=DEEP)
    _character_style(styles, MARK, bold=False, colour=MUTED)
    _table_style(styles)
    _list(document.part.numbering_part.element, styles)


def dress_template(document: Any) -> None:
    """Give an authority's template those of our styles that it has not got; its own stay."""
    theirs = document.styles.element
    known = {style.get(f"{W}styleId") for style in theirs.findall(f"{W}style")}
    lists = any(rel.reltype.endswith("/numbering") for rel in document.part.rels.values())
    for style in etree.fromstring(_own_styles()).findall(f"{W}style"):
        style_id = style.get(f"{W}styleId")
        if style_id in known or not style_id.startswith(("Plan", "Heading")):
            continue
        for place in [] if lists else style.findall(f"{W}pPr/{W}numPr"):
            place.getparent().remove(place)
        theirs.append(style)
    if lists and "PlanStrength" not in known:
        _bullets(document.part.numbering_part.element)


@cache
def _own_styles() -> bytes:
    import docx  # noqa: PLC0415 - only who writes Word waits for it

    ours = docx.Document()
    dress(ours, family=False)
    return bytes(etree.tostring(ours.styles.element))


def _page(section: Any) -> None:
    from docx.shared import Twips  # noqa: PLC0415 - only who writes Word waits for it

    section.page_width, section.page_height = map(Twips, A4)
    for side in ("left_margin", "right_margin", "top_margin", "bottom_margin"):
        setattr(section, side, Twips(MARGIN))
    section.top_margin = Twips(HEAD_MARGIN)
    section.header_distance = section.footer_distance = Twips(MARGIN // 2)


def _defaults(styles: Any, size: float) -> None:
    place = styles.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
    for child in list(place):
        place.remove(child)
    _type(place, Look(), size)
    add(place, "lang", val=LANGUAGE, eastAsia=LANGUAGE, bidi="ar-SA")


def _replaced(styles: Any, style_id: str, kind: str) -> Any:
    for old in (style_id, f"{style_id}Char"):
        for style in styles.findall(f"{W}style[@{W}styleId='{old}']"):
            styles.remove(style)
    style = add(styles, "style", type=kind, styleId=style_id)
    add(style, "name", val=NAMES.get(style_id, _spaced(style_id)))
    return style


def _spaced(style_id: str) -> str:
    return (
        "".join(f" {one.lower()}" if one.isupper() else one for one in style_id)
        .strip()
        .capitalize()
    )


def _paragraph_style(styles: Any, style_id: str, look: Look, size: float) -> None:
    style = _replaced(styles, style_id, "paragraph")
    if style_id.startswith("Plan"):
        style.set(f"{W}customStyle", "1")
    add(style, "basedOn", val="Normal")
    if style_id.startswith(("Heading", "Title")):
        add(style, "next", val="PlanText")
    add(style, "qFormat")
    place = add(style, "pPr")
    if look.with_next:
        add(place, "keepNext")
    if style_id not in ("PlanCell", "PlanGap"):
        add(place, "keepLines")
    _box(place, look)
    if style_id in ("Header", "Footer"):
        add(add(place, "tabs"), "tab", val="right", pos=A4[0] - 2 * MARGIN)
    add(place, "spacing", before=look.before, after=look.after, line=SPACING, lineRule="auto")
    if look.left or look.hanging:
        add(place, "ind", left=look.left, right=look.left if look.edge else 0, hanging=look.hanging)
    if look.level is not None:
        add(place, "outlineLvl", val=look.level)
    _type(add(style, "rPr"), look, size)


def _box(place: Any, look: Look) -> None:
    if look.edge:
        borders = add(place, "pBdr")
        for side in ("top", "left", "bottom", "right"):
            thick = 24 if side == "left" else 4
            add(borders, side, val="single", sz=thick, space=4, color=_colour(look.edge))
    if look.shade:
        add(place, "shd", val="clear", color="auto", fill=_colour(look.shade))


def _type(place: Any, look: Look, size: float) -> None:
    # The sheet's theme would win over a font that is named for one script only.
    add(place, "rFonts", ascii=FONT, hAnsi=FONT, cs=FONT, eastAsia=FONT)
    if look.bold:
        add(place, "b")
        add(place, "bCs")
    add(place, "color", val=_colour(look.colour))
    points = round(2 * size * look.scale)
    add(place, "sz", val=points)
    add(place, "szCs", val=points)


def _character_style(styles: Any, style_id: str, *, bold: bool, colour: str) -> None:
    style = _replaced(styles, style_id, "character")
    style.set(f"{W}customStyle", "1")
    place = add(style, "rPr")
    if bold:
        add(place, "b")
        add(place, "bCs")
    add(place, "color", val=_colour(colour))


def _table_style(styles: Any) -> None:
    style = _replaced(styles, TABLE, "table")
    style.set(f"{W}customStyle", "1")
    place = add(style, "tblPr")
    borders = add(place, "tblBorders")
    for side in ("top", "bottom", "insideH"):
        add(borders, side, val="single", sz=4, space=0, color=_colour(LINE))
    margins = add(place, "tblCellMar")
    for side in ("left", "right"):
        add(margins, side, w=100, type="dxa")
    first = add(style, "tblStylePr", type="firstRow")
    add(add(first, "tcPr"), "shd", val="clear", color="auto", fill=_colour(ACCENT_WASH))


def _list(numbering: Any, styles: Any) -> None:
    """Make the style of strengths a real list."""
    _bullets(numbering)
    style = styles.find(f"{W}style[@{W}styleId='PlanStrength']/{W}pPr")
    place = style.makeelement(f"{W}numPr")
    style.insert(style.index(style.find(f"{W}spacing")), place)
    add(place, "ilvl", val=0)
    add(place, "numId", val=OUR_LIST)


def _bullets(numbering: Any) -> None:
    """Add a list with a bullet that the text's own font has."""
    bullets = numbering.makeelement(f"{W}abstractNum", {f"{W}abstractNumId": OUR_LIST})
    # Word wants every kind of list before the first list.
    numbering.insert(0, bullets)
    add(bullets, "multiLevelType", val="singleLevel")
    level = add(bullets, "lvl", ilvl=0)
    for name, value in (("start", 1), ("numFmt", "bullet"), ("lvlText", "•"), ("lvlJc", "left")):
        add(level, name, val=value)
    add(add(level, "pPr"), "ind", left=HANG, hanging=HANG // 2)
    add(add(numbering, "num", numId=OUR_LIST), "abstractNumId", val=OUR_LIST)


def _colour(token: str) -> str:
    return token.removeprefix("#").upper()
