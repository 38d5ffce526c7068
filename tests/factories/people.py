"""People with roles."""

import factory
from django.contrib.auth.models import Group

from hiring.accounts.models import User
from hiring.roles import ROLES_BY_KEY


class UserFactory(factory.django.DjangoModelFactory):
    """A person without any role; the password of all test people is "correct horse"."""

    class Meta:
        model = User
        skip_postgeneration_save = True

    email = factory.Sequence(lambda n: f"person{n}@example.org")
    full_name = factory.Sequence(lambda n: f"Person {n}")
    time_zone = "Europe/Oslo"

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        return model_class.objects.create_user(kwargs.pop("email"), "correct horse", **kwargs)


def make_person(name: str, *roles: str) -> User:
    """A person with the named roles, such as make_person("Ada Berg", "interviewer")."""
    staff = any(ROLES_BY_KEY[role].staff for role in roles)
    email = f"{name.lower().replace(' ', '.')}@example.org"
    user = UserFactory(email=email, full_name=name, is_staff=staff)
    user.groups.set(Group.objects.filter(name__in=roles))
    assert user.groups.count() == len(roles), "sync_roles has not written the groups"
    return user
