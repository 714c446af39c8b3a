"""Runs the command line: `python -m ivac`."""

from ivac.command_line import main

if __name__ == "__main__":
    main()
