"""Where things are: the store, and the files that ship with the project."""

import os
from pathlib import Path

STORE_VARIABLE = "CIXI_KG_STORE"


def store_folder(given: Path | None = None) -> Path:
    """The store's folder: the one given, else CIXI_KG_STORE, else the platform's user data folder."""
    if given is not None:
        return given
    named = os.environ.get(STORE_VARIABLE)
    if named:
        return Path(named)
    import platformdirs

    return Path(platformdirs.user_data_dir("cixi-kg", appauthor=False)) / "store"
