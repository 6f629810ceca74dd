"""The command line and the chat: they ask `qa` and show what it answers. No logic lives here."""
