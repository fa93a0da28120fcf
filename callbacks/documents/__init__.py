"""Supporting Documents: open a bundle, accept what it suggests, put right what was made out."""
