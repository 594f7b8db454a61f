"""How days, times and numbers are written, in each language of the desk."""

from django.utils.formats import number_format


def grouped(number: int) -> str:
    """With the thousands apart: 1,234, or 1.234 in German."""
    return str(number_format(number, use_l10n=True, force_grouping=True))


def rounded(number: float, places: int) -> str:
    """0.98, or 0,98 in German."""
    return str(number_format(number, places, use_l10n=True))
