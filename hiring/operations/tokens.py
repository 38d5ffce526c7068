"""API tokens: shown once, stored as hashes, ended at will. Made on the site, never from a password alone."""

from datetime import datetime

from django.db import transaction
from knox.models import AuthToken

from hiring.accounts.models import User
from rubrics.ledger.chain import record


@transaction.atomic
def make(*, by: User, at: datetime) -> str:
    """A new token of one's own; the text is returned this once and cannot be read again."""
    token, text = AuthToken.objects.create(by)
    record("token.made", by, by=by, at=at, data={"token": token.token_key})
    return str(text)


@transaction.atomic
def end(*, token: AuthToken, by: User, at: datetime) -> None:
    """End one of one's own tokens. Raises ValueError for somebody else's."""
    if token.user_id != by.pk:
        raise ValueError("A token is ended by the person whose it is.")
    record("token.ended", by, by=by, at=at, data={"token": token.token_key})
    token.delete()
