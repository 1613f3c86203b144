"""`python -m recoupe`: the same as the command `recoupe`."""

from recoupe.cli import main

main()
