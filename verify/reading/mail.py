"""E-mail as saved by mail programs: its subject and its text, as plain text where it has both forms."""

from __future__ import annotations

import email
import email.policy
from email.message import EmailMessage
from typing import cast

from verify.errors import DocumentError
from verify.model import Document, RegionKind, SourceMap

from .composing import Composer, Run
from .html import html_document
from .plain import plain_regions

_HEADS = ("From", "To", "Date")


def mail_document(data: bytes, name: str) -> Document:
    """Return the document of an e-mail; its places are "subject" and "text, line 5".

    Raises DocumentError where it has no text.
    """
    message = email.message_from_bytes(data, policy=email.policy.default)
    composer = Composer(name)
    composer.block(RegionKind.HEADING, [Run(_head(message, "Subject"), spot=("subject", None))], 1)
    for head in _HEADS:
        composer.block(RegionKind.METADATA, [Run(_head(message, head), spot=(head.lower(), None))])
    body = message.get_body(("plain", "html"))
    text = _content(cast(EmailMessage, body)) if body is not None else ""
    if not text.strip():
        raise DocumentError("is an e-mail without text", mend="save what is attached to it, and name that", file=name)
    if body is not None and body.get_content_subtype() == "html":
        composer.embed(html_document(text, name), "text")
    else:
        composer.embed(Document(name, text, plain_regions(text), SourceMap(text)), "text")
    for part in message.iter_attachments():
        composer.notes.append(f"the attachment '{part.get_filename() or part.get_content_type()}' is not read")
    return composer.document()


def _head(message: EmailMessage, head: str) -> str:
    try:
        return " ".join(str(message.get(head, "")).split())
    except (ValueError, IndexError, AttributeError):  # what the standard library raises on malformed addresses
        return ""


def _content(body: EmailMessage) -> str:
    try:
        text = body.get_content()
    except (LookupError, ValueError):  # an encoding that nobody knows
        payload = body.get_payload(decode=True)
        text = payload.decode("utf-8", errors="replace") if isinstance(payload, bytes) else ""
    return str(text).replace("\r\n", "\n")
