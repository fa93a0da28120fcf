"""SEN2 benchmarking: what is loaded, and what a click on its pages does."""
