"""Evidence packs: an answer with all that is needed to check it, years later, without a library."""

from ui.pack.layout import FORMAT, PackBroken
from ui.pack.verifying import Finding, Verdict, verify_pack
from ui.pack.writing import PackOutdated, write_pack

__all__ = [
    "FORMAT",
    "Finding",
    "PackBroken",
    "PackOutdated",
    "Verdict",
    "verify_pack",
    "write_pack",
]
