"""What people see in a browser: pages and scripts on the bot's own port, with security headers."""
