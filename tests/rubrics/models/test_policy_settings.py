"""Every setting is explained, and none can be set that nothing obeys."""

from pathlib import Path

from rubrics.models.policy import DEFAULTS
from rubrics.models.policy_settings import GROUPS, SETTINGS

ROOT = Path(__file__).parents[3]


def test_every_setting_is_explained_once() -> None:
    named = [each.name for group in GROUPS for each in group.settings]

    assert sorted(named) == sorted(DEFAULTS)
    assert [each.name for each in SETTINGS.values() if not (str(each.label) and str(each.help))] == []


def test_a_setting_that_can_be_set_is_read_somewhere_and_has_bounds() -> None:
    sources = [path for app in ("hiring", "rubrics") for path in (ROOT / app).rglob("*.py")]
    own = ("policy.py", "policy_settings.py", "policy_rules.py")
    code = "".join(path.read_text() for path in sources if path.name not in own)
    free = [each for each in SETTINGS.values() if not each.fixed]

    assert [each.name for each in free if f'"{each.name}"' not in code] == []
    numbers = [each for each in free if not isinstance(DEFAULTS[each.name], bool)]
    assert [each.name for each in numbers if each.least is None or each.most is None] == []
