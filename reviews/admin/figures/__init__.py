"""The dashboard's figures made ready for the page: shapes, agreement."""
