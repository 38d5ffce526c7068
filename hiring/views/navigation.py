"""What the top bar offers to the person who is signed in."""

from django.http import HttpRequest


def navigation(request: HttpRequest) -> dict[str, object]:
    """Context processor: `nav` is a list of {"label", "url", "current"}."""
    return {"nav": []}
