"""What every page of the served site needs: the library, the templates and the settings."""

from __future__ import annotations

from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, PackageLoader, StrictUndefined

from ui.labels import (
    CHECK,
    DERIVED,
    FORM,
    OUTCOME,
    PARTS,
    SCOPE,
    STATE,
    STATUS,
    TRUST,
    TRUST_MEANING,
)
from ui.web import links
from ui.web.headers import OWN_PAGE

if TYPE_CHECKING:
    from index import Library

# The pages of the heading, in its order: (address, name).
NAVIGATION = (
    ("/", "问答"),
    ("/library", "报告库"),
    ("/compare", "比较"),
    ("/check", "查草稿"),
)


@dataclass(frozen=True, slots=True)
class Settings:
    """How the site is served; `staff_password_file` holds the hash that opens the staff's pages."""

    staff_password_file: Path | None = None


@dataclass(frozen=True, slots=True)
class Site:
    """One served library with its look."""

    library: Library
    settings: Settings = Settings()
    templates: Environment = field(default_factory=lambda: _templates())

    def navigation(self) -> tuple[tuple[str, str], ...]:
        """Return the pages of the heading; the staff's only where there is a password for them."""
        staff = (("/staff/add", "收报告"),) if self.settings.staff_password_file else ()
        return (*NAVIGATION, *staff)

    def page(
        self, request: Request, template: str, status: int = 200, **shown: Any
    ) -> HTMLResponse:
        """Return a page of `ui/web/templates`, filled; everything in it is escaped.

        The template gets `path` and `navigation` beside what is `shown`.
        """
        content = self.templates.get_template(template).render(
            path=request.url.path,
            navigation=self.navigation(),
            **shown,
        )
        return HTMLResponse(content, status, headers=OWN_PAGE)


def static_folder() -> Path:
    """Return the folder of the style sheets and scripts."""
    return Path(str(files("ui.web").joinpath("static")))


def _templates() -> Environment:
    templates = Environment(
        loader=PackageLoader("ui.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    templates.globals.update(
        CHECK=CHECK,
        DERIVED=DERIVED,
        FORM=FORM,
        OUTCOME=OUTCOME,
        PARTS=PARTS,
        SCOPE=SCOPE,
        STATE=STATE,
        STATUS=STATUS,
        TRUST=TRUST,
        TRUST_MEANING=TRUST_MEANING,
        **links.ADDRESSES,
    )
    return templates
