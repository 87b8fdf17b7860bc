"""Several workers of one ``clara serve``: what is heavy is loaded once, and who shares it is forked."""
