"""A server between the client and the newsroom that can be told to fail, and be killed.

python -m examples.tests.door NEWSROOM PORT
"""

import sys
import urllib.error
import urllib.request
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

WRONG = {
    "cut": (200, {"Content-Length": "100000"}, b'{"items": ['),
    "half": (200, {}, b'{"items": ['),
    "portal": (200, {}, b"<h1>Welcome to the hotel</h1>"),
    "other": (200, {}, b'{"hello": 1}'),
    "limit": (429, {"Retry-After": "7"}, b"{}"),
    "gateway": (502, {}, b"<h1>Bad gateway</h1>"),
    "database": (503, {"Retry-After": "5"}, b"{}"),
    "stranger": (401, {}, b"{}"),
}


class Door(ThreadingHTTPServer):
    """Passes everything on, after the faults in ``wrong``."""

    daemon_threads = True

    def __init__(self, newsroom: str, port: int = 0) -> None:
        super().__init__(("127.0.0.1", port), Handler)
        self.newsroom = newsroom
        self.wrong: list[str] = []
        self.url = f"http://127.0.0.1:{self.server_port}"


class Handler(BaseHTTPRequestHandler):
    server: Door

    def do_GET(self) -> None:  # the base class wants this name
        if not self.server.wrong:
            self.answer(*self.ask())
            return
        fault = self.server.wrong.pop(0)
        # "reset" and all else unknown: gone without a word.
        if fault in WRONG:
            self.answer(*WRONG[fault])

    def ask(self) -> tuple[int, dict[str, str], bytes]:
        headers = {"Authorization": self.headers["Authorization"]}
        request = urllib.request.Request(  # the test's own server
            self.server.newsroom + self.path, headers=headers
        )
        try:
            with urllib.request.urlopen(request) as answer:  # as above
                return answer.status, {}, answer.read()
        except urllib.error.HTTPError as error:
            with error:
                return error.code, {}, error.read()

    def answer(self, status: int, headers: dict[str, str], body: bytes) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        pass


if __name__ == "__main__":
    Door(sys.argv[1], int(sys.argv[2])).serve_forever()
