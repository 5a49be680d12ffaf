"""Texts about a table, written in many styles, one figure of every second text spoiled: what a table must find."""

from __future__ import annotations

import random
from typing import NamedTuple

COMPANIES = ("Globex", "Initech", "Umbrella Foods", "Stark Shipping", "Acme Rail", "Wayne Textiles")
MEASURES = {
    "revenue": ("USD", "million"), "net profit": ("USD", "million"), "operating costs": ("USD", "million"),
    "employees": ("number", "one"), "stores": ("number", "one"), "operating margin": ("percent", "one"),
}  # fmt: skip
YEARS = (2017, 2018, 2019)
LEGEND = """\
file: t.csv
table: The figures of six companies
subject: {column: company}
period: {column: year}
measures:
  revenue: {column: revenue, unit: USD, scale: million}
  net profit: {column: net profit, unit: USD, scale: million}
  operating costs: {column: operating costs, unit: USD, scale: million}
  employees: {column: employees, unit: number}
  stores: {column: stores, unit: number}
  operating margin: {column: operating margin, unit: percent}
words:
  revenue: [sales, turnover]
  employees: [staff, workers, people]
  stores: [shops, outlets]
"""
LEVELS = (
    "In {year}, {company} had {measure} of {value}.",
    "{company}'s {measure} came to {value} in {year}.",
    "{company} reported {measure} of {value} for {year}.",
    "The {measure} of {company} reached {value} in {year}.",
    "{measure} at {company} stood at {value} in {year}.",
    "{company} posted {measure} of {value} in {year}, more than analysts had hoped for.",
    "For {year}, {company} disclosed {measure} of {value}.",
)
COUNTS = (
    "In {year}, {company} had {value} {measure}.",
    "{company} had {value} {measure} in {year}.",
    "At the end of {year}, {company} counted {value} {measure}.",
    "{company} employed or ran {value} {measure} in {year}.",
    "The number of {measure} at {company} was {value} in {year}.",
)
CHANGES = (
    "{company}'s {measure} {moved} by {value} in {year}.",
    "In {year}, the {measure} of {company} {moved} {value}.",
    "{company}'s {measure} {moved} {value} to {level} in {year}.",
    "{measure} at {company} {moved} by {value} to {level} in {year}.",
)
FILLERS = (
    "The company has its seat in a small town by the river.",
    "Analysts had expected as much.",
    "It will open a school for 30 apprentices next spring.",
    "The board meets again in March.",
    "About two thirds of its customers come back within a year.",
)


class Made(NamedTuple):
    """A text, and the words of the figure that is spoiled in it, "" for none."""

    text: str
    spoiled: str


def table(draw: random.Random) -> tuple[str, dict[tuple[str, int, str], float]]:
    """Return a table as CSV and its numbers as printed."""
    lines, values = [",".join(["company", "year", *MEASURES])], {}
    for company in COMPANIES:
        level = {measure: draw.uniform(200, 90_000) for measure in MEASURES}
        for year in YEARS:
            row = []
            for measure, (unit, _) in MEASURES.items():
                level[measure] *= draw.uniform(0.8, 1.3)
                digits = 0 if unit == "number" else 1
                value = round(level[measure] % 40 + 1 if unit == "percent" else level[measure], digits)
                values[company, year, measure] = value
                row.append(f"{value:.1f}" if unit != "number" else f"{value:.0f}")
            lines.append(",".join([company, str(year), *row]))
    return "\n".join(lines) + "\n", values


def written(value: float, measure: str, draw: random.Random) -> str:
    """Write a number of the table as prose does, rounded one way or another."""
    unit = MEASURES[measure][0]
    if unit == "percent":
        return draw.choice((f"{value:.1f}%", f"{value:.1f} percent"))
    if unit == "number":
        return f"{value:,.0f}"
    if value >= 1000 and draw.random() < 0.6:
        return draw.choice((f"${value / 1000:.1f} billion", f"${value / 1000:.2f}bn", f"${value / 1000:.2f} billion"))
    return draw.choice((f"${value:,.1f} million", f"${value:,.0f}m", f"${value:,.0f} million"))


def called(measure: str, draw: random.Random) -> str:
    """Return a name of a measure."""
    names = {"revenue": ("revenue", "sales", "annual revenue"), "stores": ("stores", "shops", "outlets")}
    return draw.choice(names.get(measure, (measure,)))


def text(values: dict[tuple[str, int, str], float], draw: random.Random, *, spoil: bool) -> Made:
    """Write a text of three to six sentences about the table."""
    facts = draw.sample(sorted(values), draw.randint(3, 5))
    wrong = draw.randrange(len(facts)) if spoil else -1
    sentences, spoiled = [], ""
    for number, (company, year, measure) in enumerate(facts):
        value = values[company, year, measure]
        unit = MEASURES[measure][0]
        name = called(measure, draw)
        said = written(value, measure, draw)
        if unit != "percent" and year > YEARS[0] and draw.random() < 0.35:
            before = values[company, year - 1, measure]
            change = 100 * (value / before - 1)
            if number == wrong:
                change = change + draw.choice((-1, 1)) * draw.uniform(3, 9)
            moved = "rose" if change > 0 else "fell"
            percent = f"{abs(change):.1f}%"
            sentence = draw.choice(CHANGES).format(
                company=company, measure=name, moved=moved, value=percent, level=said, year=year
            )
            spoiled = percent if number == wrong else spoiled
        else:
            if number == wrong:
                factors = (0.8, 1.2) if unit == "percent" else (0.8, 0.9, 1.1, 1.25, 10.0)
                said = written(value * draw.choice(factors), measure, draw)
                spoiled = said
            forms = COUNTS if unit == "number" else LEVELS
            sentence = draw.choice(forms).format(company=company, measure=name, value=said, year=year)
        sentences.append(sentence[0].upper() + sentence[1:])
        if draw.random() < 0.4:
            sentences.append(draw.choice(FILLERS))
    return Made(" ".join(sentences), spoiled)
