"""Measurements and screenshots of the running product; each module is a command of its own."""
