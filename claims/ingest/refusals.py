"""Why a Source was not taken in."""


class SourceRefused(Exception):
    """Nothing was stored. ``code`` is stable, ``message`` names the field and fix."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
