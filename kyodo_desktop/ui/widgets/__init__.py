"""The pieces that screens are made of; none knows a service."""
