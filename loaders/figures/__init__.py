"""The parts of a number in running text: unit, metric, time, status, subject; observations.py puts them together."""
