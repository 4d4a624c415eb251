"""Where things are: the store, and the files that ship with the project."""

import os
import tomllib
from pathlib import Path

from ontology.errors import CallError

STORE_VARIABLE = "CIXI_KG_STORE"
ENDPOINTS_VARIABLE = "CIXI_KG_ENDPOINTS"
SETTINGS_VARIABLE = "CIXI_KG_SETTINGS"


def store_folder(given: Path | None = None) -> Path:
    """The store's folder: the one given, else CIXI_KG_STORE, else the platform's user data folder."""
    if given is not None:
        return given
    named = os.environ.get(STORE_VARIABLE)
    if named:
        return Path(named)
    import platformdirs

    return Path(platformdirs.user_data_dir("cixi-kg", appauthor=False)) / "store"


def endpoint(given: Path | None = None) -> str:
    """The SPARQL endpoint that --store or CIXI_KG_STORE names in place of a folder, "" where it is a folder."""
    named = str(given) if given is not None else os.environ.get(STORE_VARIABLE, "")
    scheme, colon, rest = named.partition(":/")
    return f"{scheme}://{rest.lstrip('/')}" if colon and scheme in ("http", "https") else ""


def settings_file() -> Path:
    """The settings file: CIXI_KG_SETTINGS, else settings.toml in the platform's user configuration folder."""
    named = os.environ.get(SETTINGS_VARIABLE)
    if named:
        return Path(named)
    import platformdirs

    return Path(platformdirs.user_config_dir("cixi-kg", appauthor=False)) / "settings.toml"


def allowed_endpoints() -> tuple[str, ...]:
    """The endpoints that a query may name in SERVICE: CIXI_KG_ENDPOINTS (addresses, with blanks or commas between
    them), else `endpoints` of the settings file, else none. CallError for what is no list of addresses.
    """
    named = os.environ.get(ENDPOINTS_VARIABLE)
    if named is not None:
        found: object = named.replace(",", " ").split()
        where = ENDPOINTS_VARIABLE
    else:
        where = str(settings_file())
        try:
            found = tomllib.loads(settings_file().read_text(encoding="utf-8")).get("endpoints", [])
        except FileNotFoundError:
            return ()
        except (OSError, ValueError) as error:
            raise CallError(f"the settings {where} cannot be read: {error}") from error
    if not isinstance(found, list) or not all(isinstance(each, str) for each in found):
        raise CallError(f"endpoints in {where} is to be a list of addresses")
    for each in found:
        if not each.startswith(("http://", "https://")):
            raise CallError(f"{each[:80]!r} in {where} is no endpoint: it is an address with http:// or https://")
    return tuple(found)
