"""What people are told: messages in the product, and by e-mail where a server is set."""
