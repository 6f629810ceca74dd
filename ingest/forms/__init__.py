"""The statutory forms as data: one TOML file a form, read by `ingest.form`."""
