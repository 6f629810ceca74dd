"""`nianbao mcp`: the answers for an agent on this machine, over standard input and output."""

from __future__ import annotations

from ui.commands.options import Arguments, Commands, add_model, new_command, open_library
from ui.faults import CommandFailed


def add_to(commands: Commands) -> None:
    """Declare the command."""
    parser = new_command(commands, "mcp", "供智能体使用的只读接口（MCP，标准输入输出）", run)
    add_model(parser)


def run(arguments: Arguments) -> int:
    """Serve until the agent closes the connection."""
    library = open_library(arguments)
    try:
        from ui.agents import agent_server

        server = agent_server(library)
    except ImportError as error:
        raise CommandFailed('需要先安装：pip install "nianbao[mcp]"，或 make mcp。') from error
    server.run("stdio")
    return 0
