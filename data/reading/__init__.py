"""What the reader of documents knows: lists of words, trained weights, a dictionary of terms."""
