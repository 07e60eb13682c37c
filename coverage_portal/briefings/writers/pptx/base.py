"""The presentation that every briefing starts from: our theme, one master, a light and a dark layout."""

from __future__ import annotations

import io
import re
import zipfile
from functools import cache
from importlib.resources import files

from coverage_portal.briefings.writers.office.palette import fill
from coverage_portal.briefings.writers.office.themes import repainted
from coverage_portal.briefings.writers.pptx.drawing import NAMESPACES, Box, emu, place
from coverage_portal.briefings.writers.pptx.frame import BREADTH, FOOTER, HEIGHT, LEFT, NUMBER, TITLE_TOP, WIDTH

XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
TREE = (
    '<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm>'
    '<a:off x="0" y="0"/><a:ext cx="0" cy="0"/><a:chOff x="0" y="0"/><a:chExt cx="0" cy="0"/></a:xfrm></p:grpSpPr>'
)
TITLE = Box(LEFT, TITLE_TOP, BREADTH, 0.62)
BODY = Box(LEFT, 1.6, BREADTH, 5.2)
LAYOUTS = {"Isi": ("white", "ink", "ink-3"), "Sampul": ("green-900", "white", "on-dark")}
"""By name: the ground, the title's colour, the footer's."""
HEADING, TEXT = 'type="title"', 'type="body" idx="1"'
FOOT, COUNT = 'type="ftr" sz="quarter" idx="%d"', 'type="sldNum" sz="quarter" idx="%d"'
LEFT_OUT = re.compile(r"ppt/(slideLayouts|printerSettings)/|docProps/thumbnail")
APPLICATION = (
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    "<Application>Portal Cakupan</Application></Properties>"
)
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


@cache
def base() -> bytes:
    """The presentation without slides. Its first layout is light, its second dark."""
    kept = io.BytesIO()
    source = files("pptx") / "templates" / "default.pptx"
    with zipfile.ZipFile(io.BytesIO(source.read_bytes())) as old, zipfile.ZipFile(kept, "w") as new:
        parts = {name: old.read(name) for name in old.namelist() if not LEFT_OUT.match(name)}
        for name, part in {**parts, **_ours(parts)}.items():
            new.writestr(name, part)
    return kept.getvalue()


def _ours(parts: dict[str, bytes]) -> dict[str, bytes]:
    """The parts that are not python-pptx's own."""
    theme = "ppt/theme/theme1.xml"
    made = {
        "[Content_Types].xml": _without_layouts(parts["[Content_Types].xml"].decode()),
        "_rels/.rels": re.sub(r"<Relationship [^>]*thumbnail[^>]*/>", "", parts["_rels/.rels"].decode()),
        "ppt/_rels/presentation.xml.rels": re.sub(
            r"<Relationship [^>]*printerSettings[^>]*/>", "", parts["ppt/_rels/presentation.xml.rels"].decode()
        ),
        "ppt/presentation.xml": _wide(parts["ppt/presentation.xml"].decode()),
        "ppt/slideMasters/slideMaster1.xml": _master(),
        "ppt/slideMasters/_rels/slideMaster1.xml.rels": _relations(
            [("slideLayout", f"../slideLayouts/slideLayout{i}.xml") for i in (1, 2)]
            + [("theme", "../theme/theme1.xml")]
        ),
        "docProps/app.xml": XML + APPLICATION,
    }
    for number, name in enumerate(LAYOUTS, start=1):
        made[f"ppt/slideLayouts/slideLayout{number}.xml"] = _layout(name, *LAYOUTS[name])
        made[f"ppt/slideLayouts/_rels/slideLayout{number}.xml.rels"] = _relations(
            [("slideMaster", "../slideMasters/slideMaster1.xml")]
        )
    return {name: text.encode() for name, text in made.items()} | {theme: repainted(parts[theme])}


def _without_layouts(types: str) -> str:
    return re.sub(r'<Override PartName="/ppt/slideLayouts/slideLayout(?:[3-9]|\d\d)\.xml"[^>]*/>', "", types)


def _wide(presentation: str) -> str:
    size = f'<p:sldSz cx="{emu(WIDTH)}" cy="{emu(HEIGHT)}"/>'
    return re.sub(r"<p:sldSz [^>]*/>", size, presentation)


def _relations(targets: list[tuple[str, str]]) -> str:
    listed = "".join(
        f'<Relationship Id="rId{i}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for i, (kind, target) in enumerate(targets, start=1)
    )
    return f'{XML}<Relationships xmlns="{RELATIONS}">{listed}</Relationships>'


def _master() -> str:
    levels = "".join(
        f'<a:lvl{i}pPr marL="{(i - 1) * 228600}" algn="l"><a:buNone/><a:defRPr sz="{1800 if i == 1 else 1600}">'
        f'{fill("ink")}<a:latin typeface="+mn-lt"/></a:defRPr></a:lvl{i}pPr>'
        for i in range(1, 6)
    )
    return (
        f"{XML}<p:sldMaster {NAMESPACES}><p:cSld>{_ground('white')}<p:spTree>{TREE}"
        f"{_holder(2, 'Judul', HEADING, TITLE, 't')}{_holder(3, 'Isi', TEXT, BODY, 't')}"
        f"{_holder(4, 'Kaki', FOOT % 3, FOOTER, 'ctr', _small('l', 'ink-3'))}"
        f"{_holder(5, 'Nomor', COUNT % 4, NUMBER, 'ctr', _small('r', 'ink-3'))}"
        '</p:spTree></p:cSld><p:clrMap bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2" accent1="accent1" accent2="accent2" '
        'accent3="accent3" accent4="accent4" accent5="accent5" accent6="accent6" hlink="hlink" folHlink="folHlink"/>'
        '<p:sldLayoutIdLst><p:sldLayoutId id="2147483649" r:id="rId1"/><p:sldLayoutId id="2147483650" r:id="rId2"/>'
        '</p:sldLayoutIdLst><p:txStyles><p:titleStyle><a:lvl1pPr algn="l"><a:lnSpc><a:spcPct val="95000"/></a:lnSpc>'
        f'<a:spcBef><a:spcPct val="0"/></a:spcBef><a:buNone/><a:defRPr sz="3200" b="1">{fill("ink")}'
        '<a:latin typeface="+mj-lt"/></a:defRPr></a:lvl1pPr></p:titleStyle>'
        f"<p:bodyStyle>{levels}</p:bodyStyle><p:otherStyle/></p:txStyles></p:sldMaster>"
    )


def _layout(name: str, ground: str, title: str, small: str) -> str:
    heading = f"<a:lstStyle><a:lvl1pPr><a:defRPr>{fill(title)}</a:defRPr></a:lvl1pPr></a:lstStyle>"
    return (
        f'{XML}<p:sldLayout {NAMESPACES} type="titleOnly" preserve="1"><p:cSld name="{name}">{_ground(ground)}'
        f"<p:spTree>{TREE}{_holder(2, 'Judul', HEADING, None, '', heading)}"
        f"{_holder(4, 'Kaki', FOOT % 11, None, '', _small('l', small))}"
        f"{_holder(5, 'Nomor', COUNT % 12, None, '', _small('r', small))}"
        "</p:spTree></p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sldLayout>"
    )


def _ground(name: str) -> str:
    return f"<p:bg><p:bgPr>{fill(name)}<a:effectLst/></p:bgPr></p:bg>"


def _small(align: str, colour: str) -> str:
    look = f'<a:lvl1pPr algn="{align}"><a:defRPr sz="1200">{fill(colour)}</a:defRPr></a:lvl1pPr>'
    return f"<a:lstStyle>{look}</a:lstStyle>"


def _holder(number: int, name: str, kind: str, box: Box | None, anchor: str, style: str = "<a:lstStyle/>") -> str:
    where = f'{place(box)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>' if box else ""
    body = f'<a:bodyPr lIns="0" tIns="0" rIns="0" bIns="0" anchor="{anchor}"><a:noAutofit/></a:bodyPr>'
    field = (
        '<a:fld id="{C1FF6DA9-008F-8B48-92A6-B652298478BF}" type="slidenum"><a:rPr lang="id-ID"/><a:t>‹#›</a:t></a:fld>'
    )
    text = field if "sldNum" in kind else '<a:endParaRPr lang="id-ID"/>'
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="{name}"/><p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr>'
        f"<p:nvPr><p:ph {kind}/></p:nvPr></p:nvSpPr><p:spPr>{where}</p:spPr>"
        f"<p:txBody>{body if box else '<a:bodyPr/>'}{style}<a:p>{text}</a:p></p:txBody></p:sp>"
    )
