"""`python -m recoupe.cli`: the command."""

from recoupe.cli import main

if __name__ == "__main__":
    main()
