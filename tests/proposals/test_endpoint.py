"""The reader behind an endpoint, against a server of our own that answers well, badly, slowly and not at all."""

from __future__ import annotations

import json
import socket
import threading
import time
from collections.abc import Iterator
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from tests.command import verify
from verify.errors import ClaimsError, UsageError
from verify.pipeline import Setup, figures_of, prepare
from verify.proposals.endpoint import Endpoint
from verify.reading import read_text

TEXT = "Takings stood at $124 million; a year before, $111 million. The board calls that 17% growth.\n"
TIE = {
    "formula": "after = before * (1 + change)",
    "figures": [
        {"name": "after", "figure": 0, "quote": "$124 million"},
        {"name": "before", "figure": 1, "quote": "$111 million"},
        {"name": "change", "figure": 2, "quote": "17%"},
    ],
    "sentence": "The board calls that 17% growth.",
}


def completion(content: Any) -> bytes:
    return json.dumps(
        {
            "choices": [{"message": {"role": "assistant", "content": content}}],
            "usage": {"prompt_tokens": 1234, "completion_tokens": 56},
        }
    ).encode()


GOOD = completion(json.dumps({"claims": [], "ties": [TIE]}))


class Server(ThreadingHTTPServer):
    """Answers every question as it is told to, and remembers what it was asked."""

    daemon_threads = True
    status = 200
    answer: bytes = GOOD
    pause = 0.0
    """Seconds before the answer, and between its bytes where it trickles."""
    trickles = False
    location = ""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.asked: list[tuple[str, dict[str, str], dict[str, Any]]] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/v1"


class Handler(BaseHTTPRequestHandler):
    server: Server

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.asked.append((self.path, dict(self.headers), json.loads(body)))
        if not self.server.trickles:
            time.sleep(self.server.pause)
        self.send_response(self.server.status)
        if self.server.location:
            self.send_header("Location", self.server.location)
        self.send_header("Content-Length", str(len(self.server.answer)))
        self.end_headers()
        try:
            if self.server.trickles:
                for byte in self.server.answer:
                    self.wfile.write(bytes([byte]))
                    time.sleep(self.server.pause)
            else:
                self.wfile.write(self.server.answer)
        except OSError:
            pass  # who asked has gone

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@pytest.fixture
def server() -> Iterator[Server]:
    made = Server()
    thread = threading.Thread(target=made.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield made
    made.shutdown()
    thread.join()
    made.server_close()


@cache
def setup() -> Setup:
    return prepare()


def ask(endpoint: Endpoint) -> Any:
    document = read_text(TEXT, "ferry.md")
    return endpoint.propose(document, figures_of(document, setup()))


def test_a_good_answer_is_what_the_model_proposes(server: Server) -> None:
    endpoint = Endpoint(server.url, "small", "secret", price=(2.0, 10.0))
    found = ask(endpoint)
    assert (found.reader, found.document, len(found.ties)) == ("small", "ferry.md", 1)
    ((path, headers, body),) = server.asked
    assert path == "/v1/chat/completions"
    assert headers["Authorization"] == "Bearer secret"
    assert (body["model"], body["temperature"], body["seed"]) == ("small", 0, 0)
    assert body["response_format"]["json_schema"]["strict"] is True
    assert TEXT in body["messages"][0]["content"]
    assert endpoint.told.endswith("1,234 tokens read, 56 written, cost 0.0030")


def test_the_same_question_is_asked_once_and_answered_the_same(server: Server, tmp_path: Path) -> None:
    first = ask(Endpoint(server.url, "small", cache=tmp_path / "kept"))
    server.answer = b"another one"
    again = Endpoint(server.url, "small", "secret", cache=tmp_path / "kept")
    assert ask(again) == first
    assert len(server.asked) == 1
    assert "answered before" in again.told
    with pytest.raises(ClaimsError):
        ask(Endpoint(server.url, "large", cache=tmp_path / "kept"))


def test_the_key_is_in_no_file(server: Server, tmp_path: Path) -> None:
    ask(Endpoint(server.url, "small", "s3cr3t", cache=tmp_path))
    (kept,) = tmp_path.iterdir()
    assert b"s3cr3t" not in kept.read_bytes()


BAD = {
    "no JSON": (200, b"<html>", "gives no answer of a model"),
    "another form": (200, b'{"choices": []}', "gives no answer of a model"),
    "a list": (200, b"[]", "gives no answer of a model"),
    "a refusal": (200, completion(None), "gives no answer of a model"),
    "prose": (200, completion("The figures look fine to me."), "is no proposal"),
    "a value": (200, completion('{"claims": [{"figure": 0, "quote": "x", "value": 3}]}'), "is no proposal"),
    "an error": (429, b'{"error": "slow down"}', 'answers 429: {"error": "slow down"}'),
    "a defect": (500, b"", "answers 500"),
}


@pytest.mark.parametrize(("status", "answer", "told"), BAD.values(), ids=BAD)
def test_a_bad_answer_is_refused_and_not_kept(
    status: int, answer: bytes, told: str, server: Server, tmp_path: Path
) -> None:
    server.status, server.answer = status, answer
    with pytest.raises(ClaimsError) as refused:
        ask(Endpoint(server.url, "small", cache=tmp_path))
    assert told in str(refused.value)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(("pause", "trickles"), [(1.0, False), (0.05, True)], ids=["late", "drop by drop"])
def test_an_answer_that_takes_too_long_is_given_up(pause: float, trickles: bool, server: Server) -> None:
    server.pause, server.trickles = pause, trickles
    began = time.monotonic()
    with pytest.raises(ClaimsError, match=r"gives no answer within 0\.3 s"):
        ask(Endpoint(server.url, "small", timeout=0.3))
    assert time.monotonic() - began < 3


def test_nobody_there_is_told() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(ClaimsError, match="cannot be reached"):
        ask(Endpoint(f"http://127.0.0.1:{port}/v1", "small", timeout=2))


def test_a_key_follows_no_redirection(server: Server) -> None:
    server.status, server.answer, server.location = 302, b"", "http://127.0.0.1:9/elsewhere"
    with pytest.raises(ClaimsError, match="answers 302"):
        ask(Endpoint(server.url, "small", "secret"))


@pytest.mark.parametrize("url", ["file:///etc/passwd", "localhost:8000", "ftp://x/v1", "https://"])
def test_what_is_no_endpoint_is_refused(url: str) -> None:
    with pytest.raises(UsageError, match="is no endpoint"):
        Endpoint(url, "small")


def test_from_the_question_to_the_finding(server: Server, tmp_path: Path) -> None:
    """As a user goes: ask, and check by the answer."""
    (tmp_path / "ferry.md").write_text(TEXT, "utf-8")
    asked = ("read", "ferry.md", "--endpoint", server.url, "--model", "small", "--output", "answer.json")
    done = verify(*asked, cwd=tmp_path)
    assert (done.returncode, "1 ties proposed" in done.stderr) == (0, True), done.stderr
    checked = verify("check", "ferry.md", "--proposals", "answer.json", cwd=tmp_path)
    assert checked.returncode == 1
    assert "(tie proposed by small) [proposed]" in checked.stdout
