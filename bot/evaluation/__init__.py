"""Scoring the assistant on labelled questions, through everything that a person's message passes."""
