"""Privacy of the people who ask: what identifies a person is taken out of a message before Rasa sees it."""
