"""The invented library and authority, and the scripts that build them."""
