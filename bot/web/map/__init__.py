"""The map of the data: a page at ``/mapa``, and the same as JSON at ``/api/policy``."""
