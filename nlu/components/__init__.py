"""Rasa components that `config.yml` names by their path."""
