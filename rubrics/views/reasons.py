"""Why something is in a draft: the rules that fired, each as a sentence."""

from collections.abc import Iterable

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rubrics.derivation.verification import degree_label, years_label
from rubrics.models import Statement

# The names are those of the derivation; one that is younger than this list is shown as it is.
SENTENCES: dict[str, str | Promise] = {
    "heading-words": gettext_lazy("Its heading says that requirements follow."),
    "heading-unknown": gettext_lazy("Its heading is not known; its sentences read like requirements."),
    "inherited": gettext_lazy("It stands below a heading that says that requirements follow."),
    "before-first-heading": gettext_lazy("It stands before the first heading."),
    "lead-in-sentence": gettext_lazy("A sentence before the list says that requirements follow."),
    "list-item": gettext_lazy("It is an item of a list of requirements."),
    "nested-options": gettext_lazy("The items below it are options of this one requirement."),
    "one-of-list": gettext_lazy("The items below it are alternatives: one of them is enough."),
    "options-after-colon": gettext_lazy("What follows its colon are options of this one requirement."),
    "full-sentence": gettext_lazy("It is a whole sentence that asks for something."),
    "named-line": gettext_lazy("Its line is named as a requirement."),
    "unlisted-line": gettext_lazy("It is a line by itself among requirements."),
    "prose-asked": gettext_lazy("The sentence says that this is needed, wanted or required."),
    "prose-predicate": gettext_lazy("The sentence says what the person is, has or can do."),
    "prose-spoken-to": gettext_lazy("The sentence tells the reader what they bring."),
    "prose-fragment": gettext_lazy("It is a short phrase among requirements."),
    "prose-beside-fragments": gettext_lazy("It is a sentence among the short phrases of a list."),
    "necessity-from-list": gettext_lazy("Must or preferred: its list or heading says so."),
    "necessity-must-cue": gettext_lazy("A must: its words say so."),
    "necessity-preferred-cue": gettext_lazy("Preferred: its words say so."),
    "necessity-default": gettext_lazy("A must: nothing marks it as preferred."),
    "kind-words": gettext_lazy("Its kind follows from the sum of its words."),
    "kind-words-and-group": gettext_lazy("Its kind follows from its words and the heading of its group."),
    "kind-default": gettext_lazy("No word tells its kind; it counts as technical."),
    "kind-technical": gettext_lazy("No competency of the library fits its words; it is technical."),
    "interview-default": gettext_lazy("An interview can show it."),
    "interview-performance": gettext_lazy("It is something to be done, not a paper to be shown."),
    "interview-existence-also-verified": gettext_lazy("An interview can show it; that it exists can be verified."),
    "verify-years": gettext_lazy("Years are verified, never rated."),
    "verify-degree": gettext_lazy("A degree is verified, never rated."),
    "verify-credential": gettext_lazy("A licence or certificate is verified, never rated."),
    "verify-eligibility": gettext_lazy("A permission to do the work is verified, never rated."),
    "cue-words": gettext_lazy("Words of its statements point to this competency of the library."),
    "heading-is-name": gettext_lazy("The document names it in a heading."),
    "heading-cue": gettext_lazy("A heading of the document points to it."),
    "description-cue": gettext_lazy("The description below a heading points to it."),
    "trait-to-nearest-behaviour": gettext_lazy("The document names a trait; this is the nearest behaviour."),
    "double-barrelled-primary": gettext_lazy("A heading names two; this one is the first, the other is covered."),
}  # fmt: skip


def reasons(rules: Iterable[str]) -> list[str]:
    """The sentences of the rules, in the order in which they fired."""
    return [str(_sentence(rule)) for rule in rules]


def details(one: Statement) -> list[str]:
    """What holds for the statement: years, degrees, tools."""
    found = [years_label(years["minimum"], years["counts"]) + "." for years in one.details.get("years", [])]
    if degrees := one.details.get("degrees"):
        found.append(degree_label(degrees["levels"], [], "") + ".")
    if tools := one.details.get("tools"):
        found.append(_("Tools: %(tools)s.") % {"tools": ", ".join(tools)})
    return found


def settled(one: Statement) -> list[str]:
    """What a person's choice between contradicting places made of the statement, against its own words."""
    found = []
    for years in one.details.get("years", []):
        if "was" in years:
            words = {"now": years_label(years["minimum"], ""), "was": years["was"]}
            found.append(_("By the settled doubt this holds: %(now)s. This place says %(was)s.") % words)
    degrees = one.details.get("degrees", {})
    if "was" in degrees:
        words = {"now": degree_label(degrees["levels"], [], ""), "was": degree_label(degrees["was"], [], "")}
        found.append(_("By the settled doubt this holds: %(now)s. This place says: %(was)s.") % words)
    if "settled" in one.details:
        found.append(_("By the settled doubt this holds, whatever this place says."))
    return found


def _sentence(rule: str) -> str | Promise:
    if rule in SENTENCES:
        return SENTENCES[rule]
    if rule.startswith("kind-") and rule.endswith("-word"):
        return _("One of its words decides its kind: %(kind)s.") % {"kind": rule.split("-")[1]}
    return _("Rule “%(rule)s”.") % {"rule": rule.replace("-", " ")}
