# What developers run; .ci/run runs the same.

# all tests
test:
    pytest -n auto --dist loadfile

# lint, format and types
lint:
    ruff check .
    ruff format --check .
    mypy

# the figures of benchmarks/
bench:
    python benchmarks/run.py
