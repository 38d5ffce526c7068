"""A desk: one scorecard page over HTTP, with a server whose answers a test decides."""

import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.template import Context, Template
from playwright.sync_api import Locator, Page

PAGE = Path(__file__).parent / "scorecard.html"
LEVELS = [{"value": n, "name": f"Name {n}", "anchor": f"Anchor {n}"} for n in range(1, 6)]
TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml", ".woff2": "font/woff2"}
POLICY = "; ".join(
    f"{name} {' '.join(values)}" for name, values in settings.CONTENT_SECURITY_POLICY["DIRECTIVES"].items()
)


@dataclass
class Server:
    """The truth on the server: a revision and the fields; `status` overrules the next answers."""

    revision: int = 1
    fields: dict[str, str] = field(default_factory=dict)
    status: int = 200
    missing: list[dict[str, str]] = field(default_factory=list)
    saves: list[dict[str, Any]] = field(default_factory=list)
    submitted: int = 0
    answered: threading.Event = field(default_factory=threading.Event)

    def html(self) -> str:
        competencies = [
            {
                "id": number,
                "name": name,
                "chosen": self.fields.get(f"rating-{number}", ""),
                "note": self.fields.get(f"note-{number}", ""),
            }
            for number, name in ((1, "Rigour"), (2, "Leadership"))
        ]
        person = SimpleNamespace(
            is_authenticated=True, get_full_name="Ann Bell", get_username="ann@example.org"
        )
        context = {
            "revision": self.revision,
            "competencies": competencies,
            "levels": LEVELS,
            "reasons": [("no_time", "No time")],
            "user": person,
        }
        return Template(PAGE.read_text()).render(Context(context))

    def save(self, asked: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        self.saves.append(asked)
        if self.status != 200:
            return self.status, {"detail": "Not this way"}
        stamp = {"saved_at": "2026-11-24T10:32:47+00:00"}
        if asked["base_revision"] != self.revision:
            return 409, {"revision": self.revision, "fields": self.fields, "device": "phone"} | stamp
        self.revision += 1
        self.fields = asked["fields"]
        self.answered.set()
        return 200, {"revision": self.revision, "missing": self.missing} | stamp

    def changed_elsewhere(self, **fields: str) -> None:
        """What another tab or device saved in between; names with _ for -."""
        self.revision += 1
        self.fields = self.fields | {name.replace("__", "-"): value for name, value in fields.items()}


@dataclass(frozen=True)
class Desk:
    """A browser page before a scorecard."""

    page: Page
    server: Server
    address: str

    def open(self) -> "Desk":
        self.page.goto(self.address)
        return self

    def note(self, number: int = 1) -> Locator:
        return self.page.locator(f"#note-{number}")

    def says(self, words: str) -> None:
        """Waits until the save state reads so."""
        self.page.locator("[data-save-state]").get_by_text(words).wait_for(timeout=5000)

    def sent(self) -> None:
        """Waits until this device keeps nothing that the server does not have."""
        # Not wait_for_function: it evaluates a string in the page, which the Content Security Policy forbids.
        for _attempt in range(50):
            if not self.page.evaluate(
                "Object.keys(localStorage).some((key) => key.startsWith('scorecard-draft'))"
            ):
                return
            self.page.wait_for_timeout(100)
        raise AssertionError("The text was not sent within five seconds.")


def _handler(server: Server) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *args: object) -> None:
            pass

        def answer(self, status: int, body: bytes, kind: str) -> None:
            self.send_response(status)
            if status == 302:
                self.send_header("Location", "/login")
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.send_header("Content-Security-Policy", POLICY)
            self.end_headers()
            self.wfile.write(body)

        def do_GET(self) -> None:
            if self.path.startswith("/static/"):
                found = finders.find(self.path.removeprefix("/static/"))
                if found:
                    path = Path(found)
                    return self.answer(200, path.read_bytes(), TYPES.get(path.suffix, "text/plain"))
                return self.answer(404, b"", "text/plain")
            return self.answer(200, server.html().encode(), "text/html; charset=utf-8")

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            if self.path == "/submit":
                server.submitted += 1
                return self.answer(200, b"<h1>Submitted</h1>", "text/html")
            status, said = server.save(json.loads(body))
            return self.answer(status, json.dumps(said).encode(), "application/json")

    return Handler


@pytest.fixture
def desk(page: Page) -> Iterator[Desk]:
    """One interviewer before one scorecard, with nothing typed yet."""
    server = Server()
    http = ThreadingHTTPServer(("127.0.0.1", 0), _handler(server))
    thread = threading.Thread(target=http.serve_forever, daemon=True)
    thread.start()
    yield Desk(page, server, f"http://127.0.0.1:{http.server_port}/scorecard")
    page.goto("about:blank")
    http.shutdown()
    http.server_close()
