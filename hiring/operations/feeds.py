"""Fetching a published calendar from somebody else's server, within limits.

The name is resolved once and the connection goes to the very address that was checked, so that a name which
answers differently the second time leads nowhere. Every redirect is checked like the first address.
"""

import http.client
import ipaddress
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from urllib.parse import SplitResult, urljoin, urlsplit

from django.utils.translation import gettext as _

MOST_BYTES = 2 * 1024 * 1024
MOST_REDIRECTS = 3
# For one step, such as connecting; and for everything together, however slowly the bytes drip.
STEP_SECONDS = 10.0
ALL_SECONDS = 25.0
REDIRECTS = (301, 302, 303, 307, 308)
PORTS = {"http": 80, "https": 443}
# Reaches the machine behind an address of the old kind (RFC 6052).
TRANSLATED = ipaddress.ip_network("64:ff9b::/96")

Address = ipaddress.IPv4Address | ipaddress.IPv6Address


class FeedRefused(Exception):
    """The feed cannot be fetched; the text says why."""


@dataclass(frozen=True)
class Place:
    """Where a feed lies: the parts of its address that a request needs, and the machine that was checked."""

    url: str
    scheme: str
    host: str
    port: int
    path: str
    machine: str


class Connection(http.client.HTTPConnection):
    """Talks to the machine that was checked, under the host's name.

    `line` stays known when the answer has taken `sock` over.
    """

    line: socket.socket

    def __init__(self, place: Place) -> None:
        super().__init__(place.host, place.port, timeout=STEP_SECONDS)
        self.default_port = PORTS[place.scheme]
        self.place = place

    def connect(self) -> None:
        """Connect to the address, not to the name; with TLS the certificate has to be the name's."""
        self.sock = self.line = socket.create_connection((self.place.machine, self.place.port), STEP_SECONDS)
        if self.place.scheme == "https":
            secured = ssl.create_default_context().wrap_socket(
                self.sock, server_hostname=self.place.host, do_handshake_on_connect=False
            )
            # Known before the handshake, so that a handshake that drips can be hung up as well.
            self.sock = self.line = secured
            secured.do_handshake()


def fetch(url: str, *, private: bool = False) -> bytes:
    """The bytes of a published calendar. `private` allows machines of one's own network.

    Raises FeedRefused for another scheme, a private address, too many redirects, too many bytes, too slow an
    answer, and for anything but an answer of 200.
    """
    asked = url
    for _turn in range(MOST_REDIRECTS + 1):
        place = checked(asked, private=private)
        status, where, content = answer(place)
        if status not in REDIRECTS:
            if status != http.client.OK:
                raise FeedRefused(
                    _("The calendar’s server answers “%(status)d” instead of the calendar.")
                    % {"status": status}
                )
            return content
        try:
            following = urljoin(place.url, where)
            scheme = urlsplit(following).scheme
        except ValueError as error:
            raise FeedRefused(_("The calendar’s server leads on to what is no address.")) from error
        if place.scheme == "https" and scheme == "http":
            raise FeedRefused(_("The calendar’s server leads from a secure address to an open one."))
        asked = following
    raise FeedRefused(_("The calendar’s server leads on too many times."))


def checked(url: str, *, private: bool) -> Place:
    """The place of an address, after its name was resolved. Raises FeedRefused."""
    parts = parted(url)
    scheme, host = parts.scheme.lower(), parts.hostname or ""
    port = parts.port or PORTS[scheme]
    path = parts.path or "/"
    machine = resolved(host, port, private=private)
    return Place(
        parts.geturl(), scheme, host, port, f"{path}?{parts.query}" if parts.query else path, machine
    )


def parted(url: str) -> SplitResult:
    """The parts of an address that may be fetched at all; `webcal` is the web under another name."""
    text = url.strip()
    if text.lower().startswith("webcal://"):
        text = "https://" + text[len("webcal://") :]
    try:
        parts = urlsplit(text)
        usable = parts.scheme.lower() in PORTS and bool(parts.hostname) and parts.port != 0
    except ValueError as error:
        raise FeedRefused(_("This is no address of a calendar.")) from error
    if not usable or not text.isascii() or any(sign <= " " for sign in text):
        raise FeedRefused(_("The address of a calendar begins with https:// or http://."))
    if parts.username is not None or parts.password is not None:
        raise FeedRefused(_("Leave name and password out of the address: use the calendar’s secret address."))
    return parts


def resolved(host: str, port: int, *, private: bool) -> str:
    """The address of the machine. Raises FeedRefused where any of the name's addresses is not public."""
    try:
        rows = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise FeedRefused(_("The calendar’s server cannot be found.")) from error
    machines = [str(row[4][0]) for row in rows]
    if not private and not all(is_public(machine) for machine in machines):
        raise FeedRefused(
            _("The calendar lies on a private network, which this installation does not allow.")
        )
    return machines[0]


def is_public(machine: str) -> bool:
    """Whether the address belongs to a machine of the open internet, also behind a translation."""
    return all(
        each.is_global
        and not each.is_multicast
        and not each.is_reserved
        and not getattr(each, "is_site_local", False)
        for each in meant(ipaddress.ip_address(machine.split("%", maxsplit=1)[0]))
    )


def meant(address: Address) -> Iterator[Address]:
    """The address, and those of the old kind that are written inside it."""
    if not isinstance(address, ipaddress.IPv6Address):
        yield address
        return
    inner = [address.ipv4_mapped, address.sixtofour, *(address.teredo or ())]
    if address in TRANSLATED:
        inner.append(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF))
    found = [each for each in inner if each is not None]
    # A mapped or translated address is only a way of writing the other one.
    yield from found or [address]


def answer(place: Place) -> tuple[int, str, bytes]:
    """Status, where a redirect leads, and the content of one request. Raises FeedRefused."""
    connection = Connection(place)
    try:
        with ending(connection):
            connection.request("GET", place.path, headers=headers())
            response = connection.getresponse()
            if response.status in REDIRECTS:
                return response.status, response.headers.get("Location", ""), b""
            return response.status, "", bounded(response)
    except ssl.SSLError as error:
        raise FeedRefused(_("The calendar’s server has no valid certificate.")) from error
    except TimeoutError as error:
        raise FeedRefused(_("The calendar’s server takes too long to answer.")) from error
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise FeedRefused(_("The calendar’s server does not answer.")) from error
    finally:
        connection.close()


def headers() -> dict[str, str]:
    """What is asked for; never compressed, since a few bytes may unfold to very many."""
    return {
        "Accept": "text/calendar, */*;q=0.1",
        "Accept-Encoding": "identity",
        "User-Agent": "structured-hiring",
        "Connection": "close",
    }


def bounded(response: http.client.HTTPResponse) -> bytes:
    """The content, as long as it is not too long."""
    if response.headers.get("Content-Encoding", "identity").strip().lower() not in ("", "identity"):
        raise FeedRefused(_("The calendar’s server sends it compressed, which it was asked not to."))
    content = response.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise FeedRefused(_("The calendar is larger than 2 MB."))
    return content


@contextmanager
def ending(connection: Connection) -> Iterator[None]:
    """Hang up after ALL_SECONDS: a limit for each step never ends where a byte comes now and then."""
    late = threading.Event()

    def hang_up() -> None:
        late.set()
        with suppress(OSError, AttributeError):
            connection.line.shutdown(socket.SHUT_RDWR)

    timer = threading.Timer(ALL_SECONDS, hang_up)
    timer.daemon = True
    timer.start()
    try:
        yield
    except (OSError, http.client.HTTPException, ValueError) as error:
        if late.is_set():
            raise TimeoutError from error
        raise
    finally:
        timer.cancel()
    if late.is_set():
        # What was hung up on looks like the end of an answer without a length.
        raise TimeoutError
