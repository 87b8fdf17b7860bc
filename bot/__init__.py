"""What runs: set-up, command line, server, channels."""
