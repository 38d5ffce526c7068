"""Somebody before a browser without JavaScript: opens pages, fills forms as they came, follows redirects."""

import json
import time
from collections.abc import Callable
from http.cookiejar import CookieJar
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlencode, urljoin
from urllib.request import HTTPCookieProcessor, HTTPRedirectHandler, Request, build_opener

from lxml import html


class Page:
    """One answer of the site."""

    def __init__(self, url: str, status: int, headers: Any, content: bytes) -> None:
        self.url, self.status, self.headers, self.content = url, status, headers, content

    @property
    def path(self) -> str:
        """The address without the site."""
        return "/" + self.url.split("/", 3)[3].partition("#")[0]

    @property
    def tree(self) -> Any:
        """The page as elements."""
        return html.fromstring(self.content, base_url=self.url)

    @property
    def text(self) -> str:
        """What can be read on it."""
        return " ".join(self.tree.text_content().split())

    def form(self, part: str) -> Any:
        """The form whose action ends with `part`."""
        found = [one for one in self.tree.forms if (one.action or self.path).rstrip("/").endswith(part)]
        assert found, f"No form for {part} on {self.path}: {self.text[:2000]}"
        return found[0]

    def has_form(self, part: str) -> bool:
        """Whether there is such a form."""
        return any((one.action or "").rstrip("/").endswith(part) for one in self.tree.forms)

    def links(self, part: str) -> list[str]:
        """The addresses on the page in which `part` occurs, in their order, each once."""
        return list(dict.fromkeys(link for link in self.tree.xpath("//a/@href") if part in link))

    def json(self) -> Any:
        """The answer as data."""
        return json.loads(self.content)


class Visitor:
    """One person's cookies."""

    def __init__(self, site: str) -> None:
        self.site = site
        self.opener = build_opener(HTTPCookieProcessor(CookieJar()), HTTPRedirectHandler())
        self.token = ""

    def ask(self, address: str, data: bytes | None = None, method: str | None = None, **headers: str) -> Page:
        """One request; redirects are followed, refusals come back as pages."""
        url = urljoin(self.site + "/", address)
        request = Request(url, data, headers | {"Referer": url}, method=method)
        try:
            with self.opener.open(request, timeout=60) as answer:
                return Page(answer.url, answer.status, answer.headers, answer.read())
        except HTTPError as refused:
            return Page(refused.url or url, refused.code, refused.headers, refused.read())

    def open(self, address: str) -> Page:
        """A page that has to be there."""
        page = self.ask(address)
        assert page.status == 200, f"{address}: {page.status}"
        return page

    def send(
        self, page: Page, part: str, button: tuple[str, str] | None = None, status: int = 200, **fields: Any
    ) -> Page:
        """The page after the form ending with `part`, sent as it came but for `fields`."""
        form = page.form(part)
        values = {name: [value] for name, value in form.form_values() if name not in fields}
        for name, value in form.form_values():
            if name not in fields and value not in values[name]:
                values[name].append(value)
        values |= {name: value if isinstance(value, list) else [value] for name, value in fields.items()}
        if button:
            values[button[0]] = [button[1]]
        address = urljoin(page.url, form.action or page.url)
        answer = self.ask(address, urlencode(values, doseq=True).encode())
        assert answer.status == status, f"{part}: {answer.status} {answer.text[:3000]}"
        return answer

    def sign_in(self, email: str, password: str) -> "Visitor":
        """By the sign-in page."""
        page = self.send(self.open("/accounts/login/"), "/login", login=email, password=password)
        assert not page.path.startswith("/accounts/"), page.text
        return self

    def api(self, method: str, address: str, **values: Any) -> Any:
        """The API's answer to this person's own token, which is made on first use."""
        if not self.token:
            made = self.send(self.open("/settings/tokens/"), "/settings/tokens")
            self.token = made.tree.xpath("//input[@id='token']/@value")[0]
        answer = self.ask(
            f"/api/v1/{address}",
            json.dumps(values).encode() if values or method != "GET" else None,
            method,
            Authorization=f"Bearer {self.token}",
            **{"Content-Type": "application/json"},
        )
        assert 200 <= answer.status < 300, f"{address}: {answer.status} {answer.content[:2000]!r}"
        return answer.json() if answer.content else None

    def wait(self, address: str, ended: Callable[[Page], bool], within: float = 90) -> list[str]:
        """Ask for a page until it has `ended`; what could be read on it meanwhile."""
        read: list[str] = []
        deadline = time.monotonic() + within
        while not ended(page := self.open(address)):
            read.append(page.text)
            assert time.monotonic() < deadline, read[-1]
            time.sleep(0.1)
        return read
