"""Why a Source was not taken in."""


class SourceRefused(Exception):
    """Nothing was stored. ``code`` is stable, ``field`` what was given wrongly, and
    ``say`` what is wrong with it and the fix. As text it says both."""

    def __init__(self, code: str, field: str, say: str) -> None:
        super().__init__(f"{field}: {say}")
        self.code, self.field, self.say = code, field, say
