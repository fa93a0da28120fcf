"""The two screens that every framework shows, and the same two in Dash, Shiny and Streamlit."""
