"""The server's parts: the front takes requests, killable worker processes answer them (see cixi_kg.server)."""
