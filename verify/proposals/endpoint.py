"""A reader behind an OpenAI-compatible endpoint: asked once, its answer kept, cost and time told.

This is the only place of verify that uses a network, and only where `verify read --endpoint` asks for it.
"""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Sequence
from http.client import HTTPException
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from verify.errors import ClaimsError, UsageError
from verify.model import Document, Figure

from .prompting import prompt
from .proposing import LARGEST, Proposals, parse_proposals, proposals_schema


class _NoRedirects(HTTPRedirectHandler):
    """A key goes to whom it was meant for, and to nobody else."""

    def redirect_request(self, *_: Any) -> None:
        """Follow none."""


class Endpoint:
    """A model at an endpoint, as a reader."""

    def __init__(
        self,
        url: str,
        model: str,
        key: str = "",
        timeout: float = 120.0,
        cache: Path | None = None,
        price: tuple[float, float] | None = None,
    ) -> None:
        """Take `url` up to and with `/v1`; `timeout` is for the whole answer, `price` of a million tokens in and out.

        Raises UsageError where the URL is none.
        """
        if urlsplit(url).scheme not in ("http", "https") or not urlsplit(url).netloc:
            raise UsageError(f"'{url}' is no endpoint", mend="write https://host/v1", file="--endpoint")
        self.url = f"{url.rstrip('/')}/chat/completions"
        self.model = model
        self.key = key
        self.timeout = timeout
        self.cache = cache
        self.price = price
        self.told = ""
        """After a question: what it cost, and how long it took."""

    def propose(self, document: Document, figures: Sequence[Figure]) -> Proposals:
        """Return what the model proposes; raises ClaimsError where it gives no answer that can be used.

        An answer is kept by all that was asked: whoever asks the same again gets the same without asking.
        """
        body = self._body(prompt(document, figures))
        file = self._file(body)
        if file and file.is_file():
            answer = self._parsed(file.read_bytes(), document)
            self.told = f"{self.model}: answered before ({file})"
            return answer
        began = time.monotonic()
        data = self._asked(body)
        answer = self._parsed(data, document)
        self.told = self._cost(data, time.monotonic() - began)
        if file:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(data)
        return answer

    def _body(self, question: str) -> bytes:
        schema = {key: value for key, value in proposals_schema().items() if not key.startswith("$")}
        asked = {
            "model": self.model,
            "messages": [{"role": "user", "content": question}],
            "temperature": 0,
            "seed": 0,
            "response_format": {
                "type": "json_schema",
                "json_schema": {"name": "proposals", "strict": True, "schema": schema},
            },
        }
        return json.dumps(asked, sort_keys=True).encode("ascii")

    def _file(self, body: bytes) -> Path | None:
        """Return where the answer is kept: by the endpoint and everything that is sent to it, but the key."""
        name = hashlib.sha256(self.url.encode() + b"\n" + body).hexdigest()
        return self.cache / f"{name}.json" if self.cache else None

    def _asked(self, body: bytes) -> bytes:
        headers = {"Content-Type": "application/json", **({"Authorization": f"Bearer {self.key}"} if self.key else {})}
        request = Request(self.url, body, headers)  # noqa: S310 - http and https alone, see __init__
        end = time.monotonic() + self.timeout
        try:
            with build_opener(_NoRedirects).open(request, timeout=self.timeout) as response:
                return self._read(response, end)
        except HTTPError as trouble:
            with trouble:
                said = trouble.read(300).decode("utf-8", "replace")
            raise self._fault(f"answers {trouble.code}: {' '.join(said.split())}", "see what it says") from None
        except TimeoutError:
            raise self._fault(f"gives no answer within {self.timeout:g} s", "--timeout SECONDS") from None
        except (OSError, HTTPException) as trouble:
            slow = isinstance(getattr(trouble, "reason", None), TimeoutError)
            what = f"gives no answer within {self.timeout:g} s" if slow else f"cannot be reached: {trouble}"
            raise self._fault(what, "check the endpoint") from None

    def _read(self, response: Any, end: float) -> bytes:
        """Read an answer to its end: one that trickles in must be done in time as well."""
        parts: list[bytes] = []
        size = 0
        while part := response.read1(65536):
            parts.append(part)
            size += len(part)
            if size > LARGEST:
                raise self._fault(f"answers more than {LARGEST >> 20} MB", "ask another model")
            if time.monotonic() > end:
                raise TimeoutError
        return b"".join(parts)

    def _parsed(self, data: bytes, document: Document) -> Proposals:
        try:
            message = json.loads(data)["choices"][0]["message"]
            content = message["content"]
            if not isinstance(content, str):
                raise TypeError(message.get("refusal") or "no content")
        except (ValueError, KeyError, IndexError, TypeError, AttributeError, RecursionError) as trouble:
            what = f"gives no answer of a model: {type(trouble).__name__}: {str(trouble)[:100]}"
            raise self._fault(what, "is it OpenAI-compatible?") from None
        return parse_proposals(
            content.encode("utf-8", "replace"), self.model, reader=self.model, document=document.name
        )

    def _cost(self, data: bytes, seconds: float) -> str:
        usage = json.loads(data).get("usage")
        found = [usage.get(name) for name in ("prompt_tokens", "completion_tokens")] if isinstance(usage, dict) else []
        tokens = [count for count in found if isinstance(count, int)]
        said = [f"{self.model}: {seconds:.1f} s"]
        if len(tokens) == 2:
            said.append(f"{tokens[0]:,} tokens read, {tokens[1]:,} written")
            if self.price:
                cost = sum(count * price for count, price in zip(tokens, self.price, strict=True)) / 1e6
                said.append(f"cost {cost:.4f}")
        return ", ".join(said)

    def _fault(self, what: str, mend: str) -> ClaimsError:
        return ClaimsError(what, mend=mend, file=self.url)
