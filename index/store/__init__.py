"""The library's SQLite database, the only place that knows SQL.

`database` opens connections, `schema` says what the tables are, `writing` and `reading` hold the
statements, `lexical` the word index, `packing` the shapes of what is stored as JSON.
"""
