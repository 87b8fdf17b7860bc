"""The only place that knows the policy: facts, concepts and their names, sources, jurisdictions.

Content is written as YAML in ``content/`` and loaded into SQL; answers are queries on it.
This package imports nothing else of the project.
"""
