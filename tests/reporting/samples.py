"""Reports made by hand: a ferry company that does not exist, an empty text, a hostile one, a long one.

Nothing here runs the extractor or a rule: the forms of the report are tested on values that a person can follow.
"""

from __future__ import annotations

import math

from msgspec.structs import replace

from verify.model import (
    NUMBER,
    PERCENT,
    Comment,
    Direction,
    Finding,
    Implied,
    Interval,
    Kind,
    Level,
    Period,
    Phase,
    Place,
    Qualifier,
    Reading,
    Report,
    Role,
    Rule,
    Slip,
    Span,
    Stance,
    Standing,
    Suppression,
    Term,
    Unit,
    Verdict,
    Working,
    counted,
    currency,
)

from .sketch import Sketch, part

USD = currency("USD")
TONNE = Unit("metric_ton", Kind.MEASURE, (("[mass]", 1),), 1000.0)

FERRIES = """\
# Halden Ferries sold more tickets in 2019

Annual revenue rose by 12% to $124 million, from $102 million a year before. The island line
brought in about 10% of the total, so it can be put at approximately $12 million.

- 12 of the 40 harbours are open at night.
- The boats burned 4,500 tonnes of fuel, nearly half of the 8,900 tonnes of 2018.

A year ago there were 800 agents, said the director; today there are more than 1,000.
The crew of the *Ålesund* is 37 strong.

> The number of agents grew by 20%, she added.

You may also like: 7 trips for under $50
"""

RULES = (
    Rule(
        id="change-from-to",
        title="A change, the level after and the level before agree",
        check="after = before * (1 + change)",
        why="One of the three was mistyped, or they stand for different things.",
        source="https://example.org/handbook/changes",
        place=Place("rules/changes.yaml", 12, 1),
        pack="changes",
    ),
    Rule(
        id="growth-two-levels",
        title="A growth told twice is one growth",
        check="growth = after / before - 1",
        level=Level.WARNING,
        why="The text tells the same growth in two ways.",
        pack="changes",
    ),
    Rule(id="share-of-total", title="A share of a total gives the part", check="part = share * total", pack="shares"),
    Rule(id="part-within-whole", title="A part is no larger than its whole", check="part <= whole", pack="shares"),
)


def ferries() -> Report:
    """Return one finding of each verdict, a second accusation through a chain, and figures of every outcome."""
    sketch = Sketch(FERRIES)
    read, claim, term = sketch.figure, sketch.claim, sketch.term

    read("2019", 737242, NUMBER, 182, kind=Kind.DATE, form="year")
    change = read("12%", 12, PERCENT, 0.5)
    after = read("$124 million", 124e6, USD, 5e5)
    before = read("$102 million", 102e6, USD, 5e5)
    share = read("10%", 10, PERCENT, 0.5, hedge="about", qualifier=Qualifier.ABOUT, coarse=Interval(9, 11))
    island = read(
        "$12 million", 12e6, USD, 5e5, hedge="approximately", qualifier=Qualifier.ABOUT, coarse=Interval(11e6, 13e6)
    )
    night = read("12", 12, NUMBER, 0)
    harbours = read("40", 40, counted("harbour"), 0, noun="harbours")
    fuel = read("4,500 tonnes", 4500, TONNE, 0.5, coarse=Interval(4450, 4550))
    half = read("half", 0.5, NUMBER, 0, hedge="nearly", form="fraction", kind=Kind.RATIO, coarse=Interval(0.45, 0.5))
    earlier_fuel = read("8,900 tonnes", 8900, TONNE, 0.5, coarse=Interval(8850, 8950))
    read("2018", 736877, NUMBER, 182, kind=Kind.DATE, form="year")
    agents_before = read("800", 800, counted("agent"), 0.5, noun="agents")
    agents_now = read("1,000", 1000, counted("agent"), 0.5, hedge="more than", qualifier=Qualifier.MORE_THAN)
    crew = read("37", 37, counted("crew"), 0)
    growth = read("20%", 20, PERCENT, 0.5)
    read("7", 7, counted("trip"), 0, noun="trips")
    read("$50", 50, USD, 0.5, hedge="under", qualifier=Qualifier.LESS_THAN)

    revenue, company = term("Annual revenue"), term("Halden Ferries", Standing.INHERITED)
    this_year = Period("2019", 737060, 737424, standing=Standing.INHERITED)
    last_year = Period("a year before", ago=365.25, standing=Standing.STATED)
    claim(
        change,
        measure=revenue,
        subject=company,
        period=this_year,
        role=Role.CHANGE,
        direction=Direction.UP,
        paragraph=1,
    )
    claim(after, measure=revenue, subject=company, period=this_year, phase=Phase.NOW, paragraph=1)
    claim(before, measure=revenue, subject=company, period=last_year, phase=Phase.BEFORE, paragraph=1)
    claim(share, measure=term("the total"), role=Role.SHARE, sentence=1, paragraph=1)
    claim(island, subject=term("The island line"), stance=Stance.ESTIMATED, sentence=1, paragraph=1)
    claim(night, measure=term("harbours"), role=Role.PART, sentence=2, paragraph=2)
    claim(harbours, measure=term("harbours"), role=Role.TOTAL, sentence=2, paragraph=2)
    claim(fuel, measure=term("fuel"), sentence=3, paragraph=2)
    claim(half, role=Role.SHARE, sentence=3, paragraph=2)
    claim(earlier_fuel, period=Period("2018", 736695, 737059, standing=Standing.STATED), sentence=3, paragraph=2)
    claim(
        agents_before,
        measure=term("agents"),
        period=Period("A year ago", ago=365.25, standing=Standing.STATED),
        phase=Phase.BEFORE,
        stance=Stance.QUOTED,
        attribution="said the director",
        sentence=4,
        paragraph=3,
    )
    claim(agents_now, measure=term("agents", Standing.INHERITED), phase=Phase.NOW, sentence=4, paragraph=3)
    claim(crew, measure=term("crew"), sentence=5, paragraph=3)
    claim(growth, measure=term("agents"), role=Role.CHANGE, direction=Direction.UP, sentence=6, paragraph=4)

    sketch.findings += [
        Finding(
            id="c0ffee01",
            rule="change-from-to",
            verdict=Verdict.INCONSISTENT,
            level=Level.ERROR,
            message="12% to $124 million means $109.8 to 111.7 million before; the text says $102 million",
            parts=(
                part("change", change, Interval(20.49, 22.66), "21%"),
                part("after", after, Interval(113.2e6, 115.3e6), "$114 million"),
                part("before", before, Interval(109.8e6, 111.7e6), "$111 million"),
            ),
            working=Working(
                "after = before * (1 + change)",
                "$124 million = $102 million * (1 + 12%)",
                Interval(123.5e6, 124.5e6),
                Interval(113.2e6, 115.3e6),
                "$123.5 to 124.5 million",
                "$113.2 to 115.3 million",
                8.2e6,
                "$8.2 million",
                6.61,
                8.2,
            ),
            slips=(Slip("digits swapped", change.index, "With 21% for 12% all three figures agree."),),
        ),
        Finding(
            id="c0ffee02",
            rule="growth-two-levels",
            verdict=Verdict.INCONSISTENT,
            level=Level.WARNING,
            message="from 800 to more than 1,000 is at least 25%; the text says 20%",
            parts=(
                part("growth", growth, Interval(24.9, math.inf), "25%"),
                part("before", agents_before),
                part("after", agents_now),
            ),
            working=Working(
                "growth = after / before - 1",
                "20% = 1,000 / 800 - 1",
                Interval(0.195, 0.205),
                Interval(0.249, math.inf),
                "19.5% to 20.5%",
                "at least 24.9%",
                0.044,
                "4.4 percentage points",
                22.0,
                4.4,
            ),
            chain=("c0ffee04",),
        ),
        Finding(
            id="c0ffee03",
            rule="share-of-total",
            verdict=Verdict.APPROXIMATE,
            level=Level.ERROR,
            reading=Reading.COARSE,
            message="half of 8,900 tonnes is 4,450 tonnes; the text says 4,500 tonnes",
            parts=(
                part("part", fuel, Interval(3982.5, 4475), value=fuel.coarse),
                part("share", half, value=half.coarse),
                part("total", earlier_fuel, value=earlier_fuel.coarse),
            ),
            working=Working(
                "part = share * total",
                "4,500 tonnes = half * 8,900 tonnes",
                Interval(4450e3, 4550e3),
                Interval(3982.5e3, 4475e3),
                "4,450 to 4,550 tonnes",
                "3,983 to 4,475 tonnes",
            ),
            derives=fuel.index,
        ),
        Finding(
            id="c0ffee04",
            rule="growth-two-levels",
            verdict=Verdict.IMPLIED,
            level=Level.WARNING,
            message="from 800 to more than 1,000 agents is a growth of at least 25%",
            parts=(part("before", agents_before), part("after", agents_now)),
            implied=(Implied("growth", Interval(24.9, math.inf), PERCENT, "at least 25%"),),
        ),
        Finding(
            id="c0ffee05",
            rule="share-of-total",
            verdict=Verdict.CONSISTENT,
            level=Level.ERROR,
            message="10% of $124 million is $11.7 to 13.1 million; the text says $12 million",
            parts=(part("part", island, Interval(11.7e6, 13.1e6)), part("share", share), part("total", after)),
            working=Working(
                "part = share * total",
                "$12 million = 10% * $124 million",
                Interval(11.5e6, 12.5e6),
                Interval(11.7e6, 13.1e6),
                "$11.5 to 12.5 million",
                "$11.7 to 13.1 million",
            ),
            derives=island.index,
        ),
        Finding(
            id="c0ffee06",
            rule="part-within-whole",
            verdict=Verdict.CONSISTENT,
            level=Level.ERROR,
            message="12 of the 40 harbours is within its whole",
            parts=(part("part", night), part("whole", harbours)),
            working=Working(
                "part <= whole",
                "12 <= 40",
                Interval(12, 12),
                Interval(40, 40),
                "12",
                "40",
            ),
        ),
    ]
    return sketch.report(RULES, ("rules/own.yaml:3:1: the key 'chek' is in no rule\n  to mend: did you mean 'check'?",))


def laid_aside() -> Report:
    """Return the same report, its warning laid aside by a comment in the text."""
    report = ferries()
    first, second, *others = report.findings
    place = Place(report.document.name, 13, 1)
    second = replace(second, suppressed=Suppression("Agents of two kinds are counted.", place))
    start = report.document.text.index("> The number")
    comment = Comment(' verify: ignore growth-two-levels "…" ', Span(start, start), start)
    return replace(report, findings=(first, *others, second), document=replace(report.document, comments=(comment,)))


def empty() -> Report:
    """Return the report of a text without a figure."""
    return Sketch("Nothing to count here.\n", "empty.txt").report()


HOSTILE = (
    "A\x00B <script>alert(1)</script></style>]]><!-- --> & &amp; 12% `code` | pipe | \u202e 34% \u2066 "
    "[link](javascript:alert(1)) *bold* _em_ <img src=x onerror=alert(1)> \x1b[31mred @octocat #12 $x$ \ud800 "
    + "w" * 10_000
    + " 56% "
    + "ש\u200f" * 20
    + "\n</script><h1>78%</h1>\r\n"
)


def hostile() -> Report:
    """Return a report in which every word that comes from outside would do harm if it were not escaped."""
    evil = "</script><script>alert('x')</script>`|]]>\u202e\x00\x1b[2J<b>" + "v" * 10_000
    sketch = Sketch(HOSTILE, "<b>evil`|.md</title>\x1b[2J")
    figures = [sketch.figure(quote, float(quote[:2]), PERCENT, 0.5, hedge="") for quote in ("12%", "34%", "56%", "78%")]
    figures[0] = sketch.figures[0] = replace(
        figures[0], hedge=evil, form=evil, noun=(evil,), unit=Unit(evil, Kind.COUNT)
    )
    figures[1] = sketch.figures[1] = replace(
        figures[1], quote=evil, low=-math.inf, high=math.inf, strict=Interval(-math.inf, math.inf), step=math.inf
    )
    for figure in figures:
        sketch.claim(figure, measure=Term(evil, (evil,), Standing.STATED), attribution=evil, stance=Stance.QUOTED)
    everything = Interval(-math.inf, math.inf)
    for at, verdict in enumerate(Verdict):
        sketch.findings.append(
            Finding(
                id=f"{at}\"'<>&{evil}",
                rule=evil,
                verdict=verdict,
                level=Level.ERROR,
                message=evil,
                parts=(
                    part(evil, figures[0], everything, evil),
                    part(evil, figures[1], repair=evil),
                    part("c", figures[2]),
                ),
                working=Working(
                    evil, evil, everything, Interval(-math.inf, 3), evil, evil, math.inf, evil, math.inf, math.inf
                ),
                implied=(Implied(evil, everything, Unit(evil, Kind.OTHER), evil),),
                slips=(Slip(evil, None, evil),),
                derives=2,
                chain=(evil, "nowhere"),
            )
        )
    order = (Verdict.INCONSISTENT, Verdict.APPROXIMATE, Verdict.IMPLIED, Verdict.CONSISTENT)
    sketch.findings.sort(key=lambda finding: order.index(finding.verdict))
    place = Place(evil, 1, 1)
    sketch.findings.append(replace(sketch.findings[0], id="aside", suppressed=Suppression(evil, place)))
    rule = Rule(id=evil, title=evil, check=evil, why=evil, source="javascript:alert(1)", pack=evil)
    return sketch.report((rule,), (evil,))


def long(figures: int) -> Report:
    """Return a report with that many figures, five to a paragraph of eighty words, and a finding for each paragraph."""
    filler = (
        "The harbour office wrote that the winter had been mild and that most of the boats had kept to the timetable. "
    )
    sketch = Sketch("", "long.md")
    paragraphs = [
        f"{filler}In district {at} annual revenue rose by 12% to $124 million, and {at + 5} boats of the line sailed. "
        f"{filler}{filler}The island line brought in about 10% of that.\n\n"
        for at in range(1, (figures + 4) // 5 + 1)
    ]
    sketch.text = "".join(paragraphs)
    verdicts = (Verdict.CONSISTENT, Verdict.INCONSISTENT, Verdict.IMPLIED, Verdict.CONSISTENT, Verdict.APPROXIMATE)
    for at in range(1, len(paragraphs) + 1):
        sketch.figure(str(at), at, NUMBER, 0, kind=Kind.ORDINAL, form="name")
        change = sketch.figure("12%", 12, PERCENT, 0.5)
        after = sketch.figure("$124 million", 124e6, USD, 5e5)
        boats = sketch.figure(str(at + 5), at + 5, counted("boat"), 0.5, noun="boats")
        share = sketch.figure("10%", 10, PERCENT, 0.5, hedge="about", qualifier=Qualifier.ABOUT)
        for figure in (change, after, boats, share):
            sketch.claim(figure, measure=sketch.term("annual revenue"), period=Period("2019", 737060, 737424))
        sketch.findings.append(
            Finding(
                id=f"{at:08x}",
                rule="change-from-to",
                verdict=verdicts[at % 5],
                level=Level.ERROR,
                message=f"12% to $124 million means $109.8 to 111.7 million before, in district {at}",
                parts=(part("change", change, Interval(20.49, 22.66), "21%"), part("after", after)),
                working=Working(
                    "after = before * (1 + change)",
                    "$124 million = $102 million * (1 + 12%)",
                    Interval(123.5e6, 124.5e6),
                    Interval(113.2e6, 115.3e6),
                    "$123.5 to 124.5 million",
                    "$113.2 to 115.3 million",
                ),
                implied=(Implied("before", Interval(109.8e6, 111.7e6), USD, "$109.8 to 111.7 million"),),
            )
        )
    order = (Verdict.INCONSISTENT, Verdict.APPROXIMATE, Verdict.IMPLIED, Verdict.CONSISTENT)
    sketch.findings.sort(key=lambda finding: order.index(finding.verdict))
    return sketch.report(RULES)
