"""`nianbao reindex`: make the library's vectors anew, for instance with another model."""

from __future__ import annotations

from ui.commands.options import Arguments, Commands, add_model, library_path, new_command
from ui.terminal import say


def add_to(commands: Commands) -> None:
    """Declare the command."""
    parser = new_command(commands, "reindex", "重建检索向量（更换模型后使用）", run)
    add_model(parser)


def run(arguments: Arguments) -> int:
    """Rebuild what is derived; the reports themselves stay as they are."""
    from index import Library

    with Library.reindex(library_path(arguments), model=arguments.model) as library:
        say(f"已为 {len(library.cards())} 份报告重建检索向量。")
    return 0
