"""How the API reads requests and writes answers. No route is defined here."""
