"""Filters of the API: a number that is nobody's and one of a hidden row leave the same empty list."""

from django import forms
from django.db import models
from django_filters import rest_framework as filters

# What the column of a row's number can hold.
MOST = 2**63 - 1


class RowFilter(filters.NumberFilter):
    """By the number of a row that the listed ones point to, whether or not there is such a row.

    The library's own filter looks the row up, and says that it is no valid choice where there is none.
    """

    field_class = forms.IntegerField


BY_NUMBER = {"filter_class": RowFilter, "extra": lambda field: {"min_value": 0, "max_value": MOST}}


class RowFilterSet(filters.FilterSet):
    """Filters by related rows ask for their numbers."""

    FILTER_DEFAULTS = {
        **filters.FilterSet.FILTER_DEFAULTS,
        models.ForeignKey: BY_NUMBER,
        models.OneToOneField: BY_NUMBER,
    }


class Backend(filters.DjangoFilterBackend):
    """The library's backend with these filters."""

    filterset_base = RowFilterSet
