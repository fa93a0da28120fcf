"""The SEN2 person-level return from our casework: its modules, and what is wrong with them."""
