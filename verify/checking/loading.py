"""Rules from YAML: each document of a file is one rule or a set of word lists, and a faulty one spoils no other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from verify.errors import RuleError
from verify.model import ClaimPattern, Example, Gift, Level, LinePattern, Rule
from verify.sourced import File, Items, Node, Table, Text, documents, read_file

from .entries import choice_of, known_keys, table_of, text_of, texts_of
from .records import with_records

KEYS = (
    "rule",
    "title",
    "why",
    "source",
    "level",
    "grave",
    "find",
    "unless",
    "claims",
    "table",
    "evidence",
    "where",
    "sure",
    "check",
    "gives",
    "derives",
    "bounds",
    "slips",
    "message",
    "examples",
)
"""Every key that a rule may have; `schema/rule.schema.json` describes the same ones."""

VERDICTS = ("consistent", "approximate", "inconsistent", "implied", "ignored")
MESSAGES = ("consistent", "approximate", "inconsistent", "implied")
CLAIM_KEYS = ("is", "role", "phase", "stance", "direction", "measure", "subject", "of")
LINE_KEYS = ("at", "is", "named", "likely", "without")
GIFT_KEYS = ("is", "by")
EXAMPLE_KEYS = ("text", "gives", "slip", "against")
EVIDENCE = ("states", "follows")
_ID = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
_SEPARATOR = re.compile(r"^---\s*$", re.MULTILINE)


class Pack:
    """What one file holds: rules, word lists, and the faults of what could not be used."""

    def __init__(self, name: str, rank: int = 0) -> None:
        self.name = name
        self.rank = rank
        self.rules: list[Rule] = []
        """Their texts are `sourced.Text`, which know their places, so that faults found later can be told as well."""
        self.words: list[tuple[Text, Node]] = []
        self.faults: list[RuleError] = []


def rule_files(places: Sequence[Path]) -> list[Path]:
    """Return the YAML files of folders, and files named outright; raises RuleError for what is missing."""
    found: list[Path] = []
    for place in places:
        if place.is_dir():
            inside = sorted(path for path in place.rglob("*") if path.suffix in (".yaml", ".yml"))
            if not inside:
                raise RuleError("holds no rules", mend="put a .yaml file into it", file=str(place))
            found += inside
        elif place.is_file() and place.suffix in (".yaml", ".yml"):
            found.append(place)
        elif place.is_file():
            raise RuleError("is no YAML by its name", mend="rules stand in files that end in .yaml", file=str(place))
        else:
            raise RuleError("is not there", mend="check the name of the rules folder", file=str(place))
    return found


def load_pack(path: Path, rank: int = 0, root: Path | None = None) -> Pack:
    """Read the rules of one file, called by its name from `root`; its faults are in the pack, none is raised."""
    pack = Pack(path.stem, rank)
    try:
        file = read_file(path, RuleError, name=path.relative_to(root).as_posix() if root else "")
    except RuleError as fault:
        pack.faults.append(fault)
        return pack
    read_pack(file, pack)
    try:
        pack.rules = with_records(pack.rules, path.parent)
    except RuleError as fault:
        pack.faults.append(fault)
    return pack


def read_pack(file: File, pack: Pack) -> None:
    """Read the documents of a file into `pack`."""
    for chunk in _chunks(file):
        try:
            for root in documents(chunk):
                _read_document(root, pack)
        except RuleError as fault:
            pack.faults.append(fault)


def _chunks(file: File) -> Iterator[File]:
    """Cut a file at its `---` lines, so that broken YAML in one rule leaves the others whole; lines stay numbered."""
    starts = [0, *(found.end() for found in _SEPARATOR.finditer(file.text))]
    ends = [*(found.start() for found in _SEPARATOR.finditer(file.text)), len(file.text)]
    for start, end in zip(starts, ends, strict=True):
        if file.text[start:end].strip():
            yield File(file.name, "\n" * file.text.count("\n", 0, start) + file.text[start:end], file.error)


def _read_document(root: Node, pack: Pack) -> None:
    if isinstance(root, Text) and not root.strip():
        return
    if not isinstance(root, Table):
        raise root.file.fault(root, "is no rule", "begin it with `rule: name-of-the-rule`")
    if "words" in root and "rule" not in root:
        words = root[root.key("words")]
        if not isinstance(words, Table):
            raise words.file.fault(words, "'words' is no mapping", "write NAME: [word, word]")
        for name, entry in words.items():
            if not re.fullmatch(r"[A-Z][A-Z_]+", name):
                raise name.file.fault(name, f"the word list '{name}' is not in CAPITALS", f"write {name.upper()}")
            pack.words.append((name, entry))
        return
    pack.rules.append(read_rule(root, pack.name))


def read_rule(root: Table, pack: str) -> Rule:
    """Read one rule; raises RuleError at the first thing that is wrong. Patterns and formulas are compiled later."""
    known_keys(root, KEYS, "a rule")
    identity = text_of(root, "rule")
    if not identity or not _ID.fullmatch(identity):
        raise root.file.fault(
            identity or root, f"'{identity or ''}' is no name for a rule", "write rule: some-words-with-hyphens"
        )
    for needed in ("title", "examples"):
        if needed not in root:
            raise root.file.fault(identity, f"the rule '{identity}' has no {needed}", f"add `{needed}:`")
    if not {"find", "claims", "table", "evidence"} & set(root):
        raise root.file.fault(
            identity,
            f"the rule '{identity}' has neither find nor claims nor table",
            "give it sentences under `find:`, claims under `claims:`, or rows and columns under `table:`",
        )
    if "evidence" in root and {"find", "claims", "table", "gives"} & set(root):
        raise root.file.fault(root.key("evidence"), "a rule about evidence ties nothing else", "make two rules of it")
    if "table" in root and {"claims", "gives"} & set(root):
        raise root.file.fault(root.key("table"), "a rule over tables has no claims", "make two rules of it")
    if "check" not in root and "gives" not in root:
        raise root.file.fault(
            identity, f"the rule '{identity}' has neither check nor gives", "add `check:` with a formula"
        )
    checks = list(texts_of(root, "check")) if "table" in root else []
    return Rule(
        id=identity,
        title=text_of(root, "title") or "",
        check=checks[0] if checks else text_of(root, "check") or "",
        otherwise=tuple(checks[1:]),
        table=tuple(_lines(root)),
        evidence=choice_of(root, "evidence", EVIDENCE, ""),
        find=tuple(texts_of(root, "find")),
        unless=tuple(texts_of(root, "unless")),
        claims=tuple(_claims(root)),
        where=tuple(texts_of(root, "where")),
        sure=tuple(texts_of(root, "sure")),
        gives=tuple(_gifts(root)),
        derives=text_of(root, "derives") or "",
        slips=dict(_slips(root)),
        bounds=choice_of(root, "bounds", ("open", "near", "written"), "open"),
        level=Level(choice_of(root, "level", tuple(level.value for level in Level), Level.ERROR.value)),
        messages=_messages(root),
        grave=text_of(root, "grave") or "",
        why=str(text_of(root, "why") or ""),
        source=str(text_of(root, "source") or ""),
        examples=tuple(_examples(root, identity)),
        place=identity.place,
        pack=pack,
    )


def _claims(root: Table) -> Iterator[ClaimPattern]:
    for name, entry in table_of(root, "claims").items():
        if isinstance(entry, Text):
            yield ClaimPattern(name, entry)
            continue
        if not isinstance(entry, Table):
            raise entry.file.fault(entry, f"the claim '{name}' is no mapping", "write {is: money, role: level}")
        known_keys(entry, CLAIM_KEYS, "a claim")
        fields = {str(key): tuple(str(value).split()) for key, value in entry.items() if key != "is"}
        yield ClaimPattern(name, text_of(entry, "is") or "figure", fields)


def _lines(root: Table) -> Iterator[LinePattern]:
    for name, entry in table_of(root, "table").items():
        if isinstance(entry, Text):
            yield LinePattern(name, entry)
            continue
        if not isinstance(entry, Table):
            raise entry.file.fault(entry, f"'{name}' is no mapping", "write {at: column, is: percent, named: CHANGES}")
        known_keys(entry, LINE_KEYS, "a line")
        if "at" not in entry:
            raise entry.file.fault(entry, f"'{name}' has no 'at'", "write {at: line}, {at: column}, …")
        yield LinePattern(
            name,
            text_of(entry, "at") or "",
            text_of(entry, "is") or "figure",
            tuple(texts_of(entry, "named")),
            tuple(texts_of(entry, "likely")),
            tuple(texts_of(entry, "without")),
        )


def _gifts(root: Table) -> Iterator[Gift]:
    for name, entry in table_of(root, "gives").items():
        if not isinstance(entry, Table):
            raise entry.file.fault(entry, f"'{name}' is no mapping", "write {is: percent, by: part / whole}")
        known_keys(entry, GIFT_KEYS, "what a rule gives")
        for needed in GIFT_KEYS:
            if needed not in entry:
                raise entry.file.fault(entry, f"'{name}' has no '{needed}'", "write {is: percent, by: part / whole}")
        yield Gift(name, text_of(entry, "is") or "", text_of(entry, "by") or "")


def _messages(root: Table) -> dict[str, str]:
    entry = root.get(Text("message"))
    if entry is None:
        return {}
    if isinstance(entry, Text):
        return {"inconsistent": entry}
    if not isinstance(entry, Table):
        raise entry.file.fault(entry, "the message is no text", "write one sentence")
    known_keys(entry, MESSAGES, "message")
    return {str(key): value for key, value in entry.items() if isinstance(value, Text)}


def _examples(root: Table, identity: Text) -> Iterator[Example]:
    groups = table_of(root, "examples")
    known_keys(groups, VERDICTS, "examples")
    if not any(key != "ignored" for key in groups):
        raise identity.file.fault(
            root.key("examples"), f"no example makes the rule '{identity}' speak", "add one under `inconsistent:`"
        )
    for verdict, entries in groups.items():
        if not isinstance(entries, Items):
            raise entries.file.fault(entries, f"the examples of '{verdict}' are no list", "begin each with a hyphen")
        for entry in entries:
            if isinstance(entry, Text):
                yield Example(str(verdict), str(entry), place=entry.place)
            elif isinstance(entry, Table) and "text" in entry:
                known_keys(entry, EXAMPLE_KEYS, "an example")
                said = {str(key): str(value) for key, value in entry.items()}
                yield Example(
                    str(verdict),
                    said["text"],
                    said.get("gives", ""),
                    said.get("slip", ""),
                    said.get("against", ""),
                    entry.place,
                )
            else:
                raise entry.file.fault(
                    entry, "an example is a text, or a mapping with `text:`", "put the text in quotes"
                )


def _slips(root: Table) -> Iterator[tuple[str, str]]:
    for name, entry in table_of(root, "slips").items():
        if not isinstance(entry, Text):
            raise entry.file.fault(entry, f"the slip '{name}' is no formula", "write name of the slip: formula")
        yield name, entry
