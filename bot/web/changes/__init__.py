"""What changed between versions: ``/cambios``, as JSON at ``/api/changes``, and as an Atom feed."""
