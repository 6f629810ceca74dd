"""A question becomes an Answer with its evidence; `ask` shows the whole path."""

from qa.answer import Answer
from qa.ask import ask, converse
from qa.dialogue import Conversation

__all__ = ["Answer", "Conversation", "ask", "converse"]
