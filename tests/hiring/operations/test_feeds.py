"""Fetching from somebody else's server: what is refused, and that a server cannot lead to another network."""

import socket
from collections.abc import Callable

import pytest

from hiring.operations import feeds
from hiring.operations.feeds import FeedRefused
from tests.surroundings.calendars import Publisher


def refusal(call: Callable[[], object]) -> str:
    """The sentence with which the call is refused."""
    with pytest.raises(FeedRefused) as refused:
        call()
    return str(refused.value)


def test_calendar_is_fetched_uncompressed_and_without_cookies(publisher: Publisher) -> None:
    url = publisher.publish("/a.ics?key=s", b"BEGIN:VCALENDAR")

    assert feeds.fetch(url, private=True) == b"BEGIN:VCALENDAR"
    [(path, headers)] = publisher.asked
    assert (path, headers["Accept-Encoding"], headers["Host"]) == (
        "/a.ics?key=s",
        "identity",
        url.split("/")[2],
    )


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1:1/a.ics",
        "http://localhost:1/a.ics",
        "http://10.0.0.1/a.ics",
        "http://192.168.0.1/a.ics",
        "http://169.254.169.254/latest/meta-data/",
        "http://[::1]/a.ics",
        "http://[fe80::1]/a.ics",
        "http://[::ffff:127.0.0.1]/a.ics",
        "http://[64:ff9b::7f00:1]/a.ics",
        "http://[2002:7f00:1::]/a.ics",
        "http://0.0.0.0/a.ics",
        "http://100.64.0.1/a.ics",
        "http://224.0.0.1/a.ics",
        "http://2130706433/a.ics",
        "http://0x7f.1/a.ics",
    ],
)
def test_private_address_is_refused_however_it_is_written(url: str) -> None:
    assert refusal(lambda: feeds.fetch(url)) == (
        "The calendar lies on a private network, which this installation does not allow."
    )


@pytest.mark.parametrize("machine", ["93.184.215.14", "2606:2800:21f:cb07:6820:80da:af6b:8b2c"])
def test_public_address_is_allowed(machine: str) -> None:
    assert feeds.is_public(machine)


@pytest.mark.parametrize(
    "url",
    ["ftp://example.org/a.ics", "file:///etc/passwd", "example.org", "http:///a", "http://a b/", "http://é/"],
)
def test_only_addresses_of_the_web_are_fetched(url: str) -> None:
    assert refusal(lambda: feeds.parted(url)) == "The address of a calendar begins with https:// or http://."


def test_name_and_password_in_an_address_are_refused() -> None:
    assert refusal(lambda: feeds.parted("https://ann:secret@example.org/")).startswith(
        "Leave name and password"
    )


def test_address_of_a_calendar_program_is_read_as_one_of_the_web() -> None:
    assert feeds.parted("webcal://example.org/a.ics").geturl() == "https://example.org/a.ics"


def test_redirects_are_followed_three_times_and_no_further(publisher: Publisher) -> None:
    for number in range(4):
        publisher.publish(f"/{number}", b"", 302, Location=f"/{number + 1}")
    publisher.publish("/4", b"BEGIN:VCALENDAR")

    assert feeds.fetch(f"{publisher.url}/1", private=True) == b"BEGIN:VCALENDAR"
    assert refusal(lambda: feeds.fetch(f"{publisher.url}/0", private=True)) == (
        "The calendar’s server leads on too many times."
    )


def test_redirect_to_a_private_address_is_refused(
    publisher: Publisher, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The outside world: a public name whose server stands here, and leads to a machine behind the wall.
    monkeypatch.setattr(feeds, "is_public", lambda machine: machine == "127.0.0.1")
    url = publisher.publish("/a.ics", b"", 302, Location="http://169.254.169.254/latest/meta-data/")

    assert refusal(lambda: feeds.fetch(url)).startswith("The calendar lies on a private network")


def test_connection_goes_to_the_address_that_was_checked(
    publisher: Publisher, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The outside world: a name server that answers with another machine the second time.
    answers = iter(["127.0.0.1", "10.9.9.9"])
    asked: list[str] = []

    def resolve(host: str, port: int, **kwargs: object) -> list[tuple[object, ...]]:
        asked.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (next(answers), port))]

    place = publisher.publish("/a.ics", b"BEGIN:VCALENDAR")
    real = socket.getaddrinfo
    monkeypatch.setattr(
        feeds.socket, "getaddrinfo", lambda host, *rest, **more: resolve(host, *rest, **more)
        if host == "rebinding.example" else real(host, *rest, **more),
    )  # fmt: skip

    content = feeds.fetch(place.replace("127.0.0.1", "rebinding.example"), private=True)

    assert (content, asked) == (b"BEGIN:VCALENDAR", ["rebinding.example"])


def test_name_with_one_private_address_among_public_ones_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (each, 80)) for each in ("93.184.215.14", "10.0.0.1")]
    monkeypatch.setattr(feeds.socket, "getaddrinfo", lambda *args, **kwargs: rows)

    assert refusal(lambda: feeds.resolved("mixed.example", 80, private=False)).startswith("The calendar lies")


def test_more_than_two_megabytes_are_refused(publisher: Publisher) -> None:
    url = publisher.publish("/a.ics", b"x" * (feeds.MOST_BYTES + 1))

    assert refusal(lambda: feeds.fetch(url, private=True)) == "The calendar is larger than 2 MB."


def test_compressed_answer_is_refused(publisher: Publisher) -> None:
    url = publisher.publish("/a.ics", b"x", Content_Encoding="gzip")

    assert "compressed" in refusal(lambda: feeds.fetch(url, private=True))


def test_answer_that_is_no_calendar_is_told_by_its_number(publisher: Publisher) -> None:
    assert refusal(lambda: feeds.fetch(f"{publisher.url}/gone", private=True)) == (
        "The calendar’s server answers “404” instead of the calendar."
    )


def test_server_that_drips_is_hung_up_on(publisher: Publisher, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feeds, "ALL_SECONDS", 0.5)
    publisher.drip = True
    url = publisher.publish("/a.ics", b"x" * 100)

    assert (
        refusal(lambda: feeds.fetch(url, private=True)) == "The calendar’s server takes too long to answer."
    )


def test_server_that_is_not_there_is_told(publisher: Publisher) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]

    assert refusal(lambda: feeds.fetch(f"http://127.0.0.1:{port}/", private=True)) == (
        "The calendar’s server does not answer."
    )
