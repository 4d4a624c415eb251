"""Where things are (locatedIn): companies, platforms and projects in places and zones."""
