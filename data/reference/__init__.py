"""Published figures that ship with the app, and the script that writes them down."""
