"""How fast Clara is, beside a stock Rasa assistant of the same examples: `make bench`."""
