"""The phrase book as data; `README.md` beside this file explains its notation."""
