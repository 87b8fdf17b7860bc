"""Generated input by the thousand: nothing may crash, hang, or be answered with an error of the server's.

`make test` runs a small share that is the same each time; `make fuzz` a hundred thousand new ones.
"""
