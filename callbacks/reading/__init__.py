"""Documents read from the command line: one bundle, many bundles, or lists of sentences."""
