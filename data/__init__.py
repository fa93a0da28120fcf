"""What is kept: schemas, the store, importers and the demo library. Only this package touches disk."""
