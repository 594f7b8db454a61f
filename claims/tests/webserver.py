"""A web server that really runs, for pages that are read from their address."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any


@dataclass
class Answer:
    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(
        default_factory=lambda: {"Content-Type": "text/html; charset=utf-8"}
    )


@dataclass
class Web:
    """The pages of one server on this machine, by path, and what was asked of it."""

    address: str
    pages: dict[str, Answer]
    asked: list[str] = field(default_factory=list)
    heard: list[tuple[str, Message]] = field(default_factory=list)
    posted: list[tuple[Message, bytes]] = field(default_factory=list)

    def serve(self, path: str, body: bytes | str, **about: Any) -> str:
        content = body.encode() if isinstance(body, str) else body
        self.pages[path] = Answer(content, **about)
        return self.address + path


@contextmanager
def serve_web() -> Iterator[Web]:
    """A server on 127.0.0.1 for as long as the block runs."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:  # the base class wants this name
            here.asked.append(f"{self.command} {self.path}")
            here.heard.append((self.path, self.headers))
            answer = here.pages.get(self.path, Answer(b"gone", 404))
            self.send_response(answer.status)
            for name, value in answer.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(answer.body)))
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(answer.body)

        def do_POST(self) -> None:  # the base class wants this name
            length = int(self.headers.get("Content-Length", 0))
            here.posted.append((self.headers, self.rfile.read(length)))
            self.do_GET()

        do_HEAD = do_GET  # noqa: N815  # the base class wants this name

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    here = Web(f"http://127.0.0.1:{server.server_port}", {})
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield here
    finally:
        server.shutdown()
        server.server_close()
