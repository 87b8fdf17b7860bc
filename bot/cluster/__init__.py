"""What several workers share in Redis: whose turn it is, and small notes on conversations."""
