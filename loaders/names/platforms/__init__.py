"""Zones and parks, institutes and laboratories, digital platforms."""
