"""SEN2 benchmarking: what each of its views looks like."""
