"""What an operator needs: health, metrics, logs for programs, and stopping without losing a turn."""
