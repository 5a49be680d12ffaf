"""Many documents at once, as a user runs it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pandas
import pytest

from tests.command import verify
from verify.corpus.checking import check_frames
from verify.corpus.columns import TABLES
from verify.corpus.querying import ask, questions

ROOT = Path(__file__).parents[2]
GOOD = "Of the 40 boats, 12 were hired."
BAD = "All 14 of our 12 boats sailed."


def lines(path: Path, *rows: object) -> Path:
    path.write_text("".join((row if isinstance(row, str) else json.dumps(row)) + "\n" for row in rows))
    return path


def answer(out: Path, question: str) -> list[tuple[object, ...]]:
    return ask(str(out), question).fetchall()


def content(out: Path) -> dict[str, bytes]:
    return {str(path.relative_to(out)): path.read_bytes() for path in sorted(out.glob("*/*"))}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "in"
    (place / "north").mkdir(parents=True)
    south = {"id": "a", "text": GOOD, "source": "south"}
    lines(place / "one.jsonl", south, {"id": "b", "text": BAD}, "no json", {"id": "c"})
    (place / "north" / "d.md").write_text(BAD)
    frame = pandas.DataFrame({"id": ["e", "f"], "text": [GOOD, None], "date": ["2026-01-02", ""]})
    frame.to_parquet(place / "two.parquet")
    return place


def test_a_folder_of_rows_and_documents_is_checked_and_every_text_leaves_a_row(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    done = verify("corpus", folder, out, "--workers", "2")
    assert done.returncode == 2, done.stderr
    assert "4 documents in 3 shards (0 kept); 2 inconsistent findings" in done.stderr
    assert sorted(answer(out, "SELECT document, source, inconsistent FROM documents")) == [
        ("a", "south", 0),
        ("b", "", 1),
        ("e", "", 0),
        ("north/d.md", "north", 1),
    ]
    errors = [error for _, _, error in answer(out, "errors")]
    assert len(errors) == 3
    assert "has no text: the column 'text' holds NoneType" in errors


def test_what_has_not_changed_is_not_done_again(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    verify("corpus", folder, out)
    (folder / "north" / "d.md").write_text(GOOD)
    (folder / "two.parquet").unlink()
    again = verify("corpus", folder, out)
    assert "3 documents in 2 shards (1 kept); 1 inconsistent" in again.stderr
    assert [row[0] for row in answer(out, "SELECT document FROM documents ORDER BY 1")] == ["a", "b", "north/d.md"]


def test_the_bytes_are_the_same_for_any_number_of_workers(folder: Path, tmp_path: Path) -> None:
    verify("corpus", folder, tmp_path / "x", "--workers", "1")
    verify("corpus", folder, tmp_path / "y", "--workers", "3", env={"PYTHONHASHSEED": "7"})
    assert content(tmp_path / "x") == content(tmp_path / "y")


@pytest.mark.parametrize("texts", [[GOOD, "poison", BAD], ["poison", GOOD, "poison 2", BAD]])
def test_a_text_that_kills_its_worker_costs_one_row(tmp_path: Path, texts: list[str]) -> None:
    source = tmp_path / "in"
    source.mkdir()
    lines(source / "one.jsonl", *({"id": str(number), "text": text} for number, text in enumerate(texts)))
    lines(source / "two.jsonl", {"id": "other", "text": BAD})
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    script = Path(__file__).parent / "dying.py"
    subprocess.run([sys.executable, script, source, tmp_path / "out"], check=True, env=environment)
    poisoned = {str(number) for number, text in enumerate(texts) if "poison" in text}
    assert {row[0] for row in answer(tmp_path / "out", "FROM errors")} == poisoned
    checked = {row[0] for row in answer(tmp_path / "out", "SELECT document FROM documents")}
    assert checked == {"other", *(str(number) for number in range(len(texts)))} - poisoned
    assert not (tmp_path / "out" / ".unfinished").exists()


def test_a_dask_cluster_writes_the_same(folder: Path, tmp_path: Path) -> None:
    from distributed import LocalCluster

    verify("corpus", folder, tmp_path / "x")
    with LocalCluster(n_workers=1, threads_per_worker=1, processes=True, dashboard_address=None) as cluster:
        done = verify("corpus", folder, tmp_path / "y", "--scheduler", cluster.scheduler_address)
    assert "4 documents in 3 shards" in done.stderr
    assert content(tmp_path / "x") == content(tmp_path / "y")


def test_two_documents_that_cannot_both_be_right_are_a_conflict(tmp_path: Path) -> None:
    source = lines(
        tmp_path / "in.jsonl",
        {"id": "march", "text": "Revenue at Globex was $124 million in 2019."},
        {"id": "may", "text": "Revenue at Globex was $142 million in 2019."},
        {"id": "june", "text": "Revenue at Globex was about $124 million in 2019."},
        {"id": "other", "text": "Revenue at Initech was $12 million in 2019."},
        {"id": "before", "text": "Revenue at Globex was $90 million in 2018."},
    )
    verify("corpus", source, tmp_path / "out")
    found = answer(tmp_path / "out", "SELECT one, one_document, other, other_document FROM conflicts")
    assert found == [("$124 million", "march", "$142 million", "may")]


def test_every_question_has_an_answer_in_every_form(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    verify("corpus", folder, out)
    listed = verify("corpus", "query", out).stdout
    for question, asks in questions().items():
        assert asks.endswith(".")
        assert f"{question} " in listed
        table = verify("corpus", "query", out, question)
        assert table.returncode == 0, table.stderr
    csv = verify("corpus", "query", out, "SELECT '=1+1' AS a, 2 AS b", "--format", "csv").stdout
    assert csv.splitlines() == ["a,b", "'=1+1,2"]
    row = verify("corpus", "query", out, "SELECT document FROM documents WHERE document = 'a'", "-f", "jsonl").stdout
    assert json.loads(row) == {"document": "a"}


@pytest.mark.parametrize(
    ("sql", "said"),
    [
        ("SELECT * FROM read_csv('/etc/passwd')", "disabled"),
        ("COPY documents TO '/tmp/verify-stolen.csv'", "disabled"),
        ("SELEC 1", "syntax"),
        ("SELECT nothing FROM documents", "nothing"),
    ],
)
def test_a_question_reads_the_corpus_and_nothing_else(tmp_path: Path, sql: str, said: str) -> None:
    verify("corpus", lines(tmp_path / "in.jsonl", {"id": "a", "text": GOOD}), tmp_path / "out")
    done = verify("corpus", "query", tmp_path / "out", sql)
    assert done.returncode == 2
    assert said in done.stderr
    assert "to mend: ask documents" in done.stderr


def test_what_cannot_be_read_is_told(tmp_path: Path) -> None:
    assert "neither a folder nor a file" in verify("corpus", tmp_path / "nowhere", tmp_path / "out").stderr
    (tmp_path / "empty").mkdir()
    assert "holds nothing to check" in verify("corpus", tmp_path / "empty", tmp_path / "out").stderr
    assert "holds no checked corpus" in verify("corpus", "query", tmp_path / "empty", "errors").stderr


def test_a_frame_of_texts_becomes_a_frame_of_findings() -> None:
    frame = pandas.DataFrame({"id": ["a", "b"], "text": [GOOD, BAD]})
    [findings] = check_frames([frame])
    assert list(findings.columns) == list(TABLES["findings"])
    assert findings.verdict.tolist() == ["consistent", "inconsistent"]
    [documents] = check_frames([frame], "documents")
    assert documents.figures.tolist() == [2, 2]
