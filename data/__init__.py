"""What is kept: schemas, the store, importers, the demo library. Nothing else touches disk."""
