"""The settings of a project: `[tool.verify]` in pyproject.toml, or verify.toml, found upwards from a document.

    rule-folders = ["house-rules"]          # beside this file
    fail-on = "approximate"
    exclude = ["drafts", "vendor/**/*.md"]
    baseline = "verify-baseline.json"
    rules = { restated = "warning", "*-poll" = "off" }

    [paths."press/**"]
    rules = { lead-in-a-poll = "on" }

    [paths."summaries/**"]
    against = ["data/report.pdf"]           # beside this file

    [paths."de"]
    language = "de"
    currency = "CHF"

A key that is unknown is an error: a setting that is silently ignored is worse than none.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from msgspec import Struct

from verify.errors import SettingsError
from verify.model import Place
from verify.sourced import nearest

from .globs import matches
from .wording import Currency, Width, Wording

NAMES = ("verify.toml", "pyproject.toml")
"""In one folder the first one speaks."""

CHOICES = ("on", "off", "error", "warning", "note")
"""What may become of a rule: on is at its own level."""

FAIL_ON = ("never", "inconsistent", "approximate")
"""From the mildest to the strictest."""

INCLUDE = (
    "*.md", "*.markdown", "*.mdown", "*.mkd", "*.rst", "*.rest", "*.txt", "*.html", "*.htm", "*.xhtml", "*.docx",
    "*.docm", "*.ipynb", "*.eml",
)  # fmt: skip
"""What is prose and read without further libraries; sheets and PDF are for those who ask."""

Table = dict[str, Any]
Readers = Mapping[str, Callable[[Any, str], Any]]
"""What reads the value of each key; it is given the key too, to say where it stands."""

_WIDTH = re.compile(r"(\d{1,2}(?:\.\d+)?) ?%")

_MAY_SPEAK_OF_US = re.compile(rb"""\btool[\s."'\]]*verify\b|^\s*\[\s*tool\s*\]|^\s*tool\s*=""", re.MULTILINE)


class Choice(Struct, frozen=True):
    """What becomes of the rules whose names match."""

    rules: str
    """A name, or a glob: `*-poll`, `*`."""
    choice: str
    """One of `CHOICES`."""
    place: Place | None = None


class Part(Struct, frozen=True):
    """What is asked for some of the documents."""

    glob: str
    rules: tuple[Choice, ...] = ()
    wording: Wording = Wording()
    against: tuple[Path, ...] = ()


class Settings(Struct, frozen=True):
    """What a project asks for; paths and globs start from `root`."""

    root: Path
    rules: tuple[Choice, ...] = ()
    """Later ones win."""
    paths: tuple[Part, ...] = ()
    """What else is asked for the documents that a glob matches, in the order of the file."""
    wording: Wording = Wording()
    rule_folders: tuple[Path, ...] = ()
    fail_on: str = ""
    """One of `FAIL_ON`; "" where it is not said."""
    include: tuple[str, ...] = INCLUDE
    """The files that are documents where a folder is named."""
    exclude: tuple[str, ...] = ()
    baseline: Path | None = None
    suppressions: Path | None = None
    against: tuple[Path, ...] = ()
    """What every document is held against."""

    def choices(self, path: Path) -> tuple[Choice, ...]:
        """Return what is asked of the rules for one document."""
        return (*self.rules, *(choice for part in self._parts(path) for choice in part.rules))

    def worded(self, path: Path) -> Wording:
        """Return how one document is to be read."""
        wording = self.wording
        for part in self._parts(path):
            wording = wording.then(part.wording)
        return wording

    def evidence(self, path: Path) -> tuple[Path, ...]:
        """Return what one document is held against."""
        return (*self.against, *(source for part in self._parts(path) for source in part.against))

    def _parts(self, path: Path) -> tuple[Part, ...]:
        name = self.relative(path) if self.paths else ""
        return tuple(part for part in self.paths if matches(name, [part.glob]))

    def excludes(self, path: Path) -> bool:
        """Whether a file or a folder is left out."""
        return bool(self.exclude) and matches(self.relative(path), self.exclude)

    def includes(self, path: Path) -> bool:
        """Whether a file in a folder is a document; README.MD is one too."""
        name = self.relative(path)
        return matches(name, self.include) or matches(name.lower(), self.include)

    def relative(self, path: Path) -> str:
        """Return the path as globs see it: from `root`, with `/`; the whole path where it lies elsewhere."""
        whole = path.resolve()
        return whole.relative_to(self.root).as_posix() if whole.is_relative_to(self.root) else whole.as_posix()


class Finder:
    """Finds the settings of documents, each file of settings read once."""

    def __init__(self, file: Path | None = None, *, isolated: bool = False) -> None:
        """Take the settings of `file` for all documents, or of none where `isolated`; else look upwards from each."""
        self._fixed = Settings(Path.cwd().resolve()) if isolated else read_settings(file) if file else None
        self._found: dict[Path, Settings] = {}

    def of(self, path: Path) -> Settings:
        """Return the settings for a document, or for a folder on the way to it; raises SettingsError."""
        return self._fixed or self._above((path.parent if path.name else path).resolve())

    def _above(self, folder: Path) -> Settings:
        if folder not in self._found:
            file = next((folder / name for name in NAMES if (folder / name).is_file()), None)
            found = read_settings(file, only_if_there=True) if file else None
            if found is None and folder.parent != folder:
                found = self._above(folder.parent)
            self._found[folder] = found or Settings(Path.cwd().resolve())
        return self._found[folder]


def read_settings(file: Path, *, only_if_there: bool = False) -> Settings | None:
    """Read a file of settings; None for a pyproject.toml that says nothing of us, where `only_if_there`.

    Raises SettingsError with the place in the file for whatever cannot be used.
    """
    try:
        data = file.read_bytes()
    except OSError as trouble:
        raise SettingsError(f"cannot be read: {trouble.strerror}", mend="check its name", file=str(file)) from None
    if only_if_there and file.name == "pyproject.toml" and not _MAY_SPEAK_OF_US.search(data):
        return None  # most know nothing of us: the parser need not be loaded
    import tomllib  # noqa: PLC0415 - 6 ms that only those pay who have settings

    try:
        text = data.decode("utf-8-sig")
        root: Any = tomllib.loads(text)
    except UnicodeDecodeError as trouble:
        raise SettingsError(f"is not UTF-8 (byte {trouble.start})", mend="save it as UTF-8", file=str(file)) from None
    except tomllib.TOMLDecodeError as trouble:
        raise _no_toml(file, text, str(trouble)) from None
    if file.name == "pyproject.toml":
        tool = root.get("tool", {})
        if "verify" not in tool and only_if_there:
            return None
        root = tool.get("verify", {})
    return _Reader(file, text).settings(root)


def _no_toml(file: Path, text: str, message: str) -> SettingsError:
    found = re.search(r"\(at line (\d+), column (\d+)\)", message)
    lines = text.splitlines()
    end = (len(lines), len(lines[-1]) + 1) if lines else (1, 1)
    line, column = (int(found[1]), int(found[2])) if found else end
    source = lines[line - 1] if line <= len(lines) else ""
    what = message.partition(" (at ")[0]
    return SettingsError(
        f"is no TOML: {what}",
        mend="check quotes, brackets and commas here",
        where=Place(str(file), line, column, source),
    )


def _worded(known: Table) -> Wording:
    """Take out of what was read how words are meant."""
    return Wording(**{name: known.pop(name) for name in Wording.__struct_fields__ if name in known})


class _Reader:
    """Reads the tables of one file; what it refuses it refuses with the place."""

    def __init__(self, file: Path, text: str) -> None:
        self.file = file
        self.lines = text.splitlines()
        self.root = file.parent.resolve()

    def settings(self, table: Any) -> Settings:
        known = self.read(
            self.table(table, "verify"),
            {
                **self.of_a_document,
                "paths": self.paths,
                "rule-folders": self.files,
                "fail-on": lambda value, key: self.one_of(value, key, FAIL_ON),
                "include": self.texts,
                "exclude": self.texts,
                "baseline": lambda value, key: self.root / self.text(value, key),
                "suppressions": lambda value, key: self.root / self.text(value, key),
            },
        )
        return Settings(self.root, wording=_worded(known), **known)

    @property
    def of_a_document(self) -> Readers:
        """What may be said for all documents, and for those of a path."""
        return {
            "rules": self.choices,
            "language": self.text,
            "currency": lambda value, key: Currency(self.text(value, key), self.place(key)),
            "hedges": self.widths,
            "against": self.files,
        }

    def choices(self, value: Any, key: str) -> tuple[Choice, ...]:
        return tuple(
            Choice(name, self.one_of(choice, name, CHOICES), self.place(name))
            for name, choice in self.table(value, key).items()
        )

    def paths(self, value: Any, key: str) -> tuple[Part, ...]:
        return tuple(self.part(glob, own) for glob, own in self.table(value, key).items())

    def part(self, glob: str, value: Any) -> Part:
        known = self.read(self.table(value, glob), self.of_a_document)
        return Part(glob, wording=_worded(known), **known)

    def widths(self, value: Any, key: str) -> tuple[Width, ...]:
        return tuple(
            Width(name, self.share(width, name), self.place(name)) for name, width in self.table(value, key).items()
        )

    def share(self, value: Any, key: str) -> float:
        found = _WIDTH.fullmatch(value) if isinstance(value, str) else None
        if found is None:
            raise self.fault(key, f"'{value}' is no width of '{key}'", f'write {key} = "10%", less than 100%')
        return float(found[1]) / 100

    def read(self, table: Table, readers: Readers) -> Table:
        """Return the values of a table by the names of our fields."""
        for key in table:
            if key not in readers:
                raise self.fault(key, f"'{key}' is no setting", nearest(key, list(readers)))
        return {key.replace("-", "_"): readers[key](value, key) for key, value in table.items()}

    def table(self, value: Any, key: str) -> Table:
        if not isinstance(value, dict):
            raise self.fault(key, f"'{key}' is no table", "write `name = value` lines below it")
        return value

    def texts(self, value: Any, key: str) -> tuple[str, ...]:
        if not isinstance(value, list) or not all(isinstance(entry, str) for entry in value):
            raise self.fault(key, f"'{key}' is no list of texts", f'write {key} = ["…", "…"]')
        return tuple(value)

    def files(self, value: Any, key: str) -> tuple[Path, ...]:
        return tuple(self.root / name for name in self.texts(value, key))

    def text(self, value: Any, key: str) -> str:
        if not isinstance(value, str):
            raise self.fault(key, f"'{key}' is no text", f'write {key} = "…"')
        return value

    def one_of(self, value: Any, key: str, known: tuple[str, ...]) -> str:
        if value not in known:
            raise self.fault(key, f"'{value}' is no value of '{key}'", nearest(str(value), list(known)))
        return str(value)

    def fault(self, key: str, what: str, mend: str) -> SettingsError:
        return SettingsError(what, mend=mend, where=self.place(key), file=str(self.file))

    def place(self, key: str) -> Place | None:
        """Return where a key is first written, as far as that can be told without a parser that knows places."""
        name = re.escape(key)
        written = re.compile(rf"""(?:^|[\[.{{,\s])["']?({name})["']?\s*(?:=|\.|\])""")
        for number, line in enumerate(self.lines, 1):
            if found := written.search(line.partition(" #")[0]):
                return Place(str(self.file), number, found.start(1) + 1, line)
        return None
