"""What keeps Clara safe from whoever calls: limits, secrets, closed doors (see `docs/security.md`)."""
