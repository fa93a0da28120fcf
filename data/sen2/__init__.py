"""Published SEN2 statistics: reading the DfE's releases, and keeping them beside one another."""
