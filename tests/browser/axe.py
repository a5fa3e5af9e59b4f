"""What keeps people out of a page, as axe-core finds it. Used by the tests beside it."""

from typing import Any, Final

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

GRAVE: Final = ("serious", "critical")


def barriers(page: Page) -> list[str]:
    """A line for each grave finding: the rule, what it says, and where."""
    found: list[dict[str, Any]] = Axe().run(page).response["violations"]
    return [
        f"{v['id']} ({v['impact']}): {v['help']}: {node['html'][:240]}"
        for v in found
        if v["impact"] in GRAVE
        for node in v["nodes"]
    ]
