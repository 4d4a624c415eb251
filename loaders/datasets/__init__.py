"""Tables of others as facts: a mapping, written in TOML by a person, says what each column means."""
