"""What the shipped model is trained on: our own wording and phrases people gave us."""
