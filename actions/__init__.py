"""rasa-sdk actions: read the tracker, ask `knowledge`, compose the reply."""
