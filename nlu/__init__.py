"""Understanding: training examples, rules, and the project's own Rasa NLU components."""
