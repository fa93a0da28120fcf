"""The callbacks of feedback: links, forms to answer on, and what the answers say."""
