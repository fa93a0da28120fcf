"""What feedback says of outcomes, packages, clusters and settings, and how sure that is."""
