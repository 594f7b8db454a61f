"""Pages: how much of an article's text comes out of its page, and how little else.

Scored as the article extraction benchmark does: multisets of 4 words in a row,
precision and recall averaged over pages, F1 of the two averages."""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import mean

from lxml import etree, html

from benchmarks.quality import Line, Task, find, read_rows
from claims.extraction.page.cleaning import name_lines, split_lines
from claims.extraction.page.reading import read
from claims.ingest.pages import read_page
from claims.ingest.refusals import SourceRefused


def split_words(words: str) -> frozenset[str]:
    return frozenset(words.split())


RUN = 4
WORD = re.compile(r"\w+")
UNSEEN = split_words(
    "audio canvas datalist head iframe input link meta noscript object option"
    " script select style svg template textarea title video"
)
BLOCKS = split_words(
    "address article aside blockquote body button caption center dd details dialog"
    " dir div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header"
    " hgroup hr li main menu nav ol pre section summary table tbody tfoot thead tr"
    " ul"
)
BREAKS = {
    **dict.fromkeys(BLOCKS, "\n"),
    "br": "\n",
    "p": "\n\n",
    "td": "\t",
    "th": "\t",
}
HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
BLANKS = re.compile(r"\s+")


def text_form(page: str) -> str:
    """The visible text as a person copies it out of a browser: a line for each block,
    a blank line around paragraphs, tabs between the cells of a table.

    Left out: scripts, styles, the inside of forms' fields, and what the page itself
    hides by the attribute "hidden" or by a style of its own."""
    parser = html.HTMLParser(encoding="utf-8", huge_tree=True)
    root = html.document_fromstring(page.encode(), parser=parser)
    written = "".join(write(root))
    lines = (re.sub(" +", " ", line).strip() for line in written.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def write(root: html.HtmlElement) -> Iterator[str]:
    for event, element in walk(root):
        edge = BREAKS.get(element.tag, "") if isinstance(element.tag, str) else ""
        if event == "start":
            yield edge + BLANKS.sub(" ", element.text or "")
        elif event == "end":
            yield "" if element.tag in ("td", "th", "br") else edge
        if event != "start" and element is not root:
            yield BLANKS.sub(" ", element.tail or "")


def walk(root: html.HtmlElement) -> Iterator[tuple[str, html.HtmlElement]]:
    """ "start" and "end" of the elements to be seen, "skip" for the others."""
    walker = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
    skipped = None
    for event, element in walker:
        if event in ("comment", "pi"):
            yield "skip", element
        elif event == "start" and is_unseen(element):
            skipped = element
            walker.skip_subtree()
        elif element is skipped:
            yield "skip", element
        else:
            yield event, element


def is_unseen(element: html.HtmlElement) -> bool:
    return (
        element.tag in UNSEEN
        or "hidden" in element.attrib
        or HIDDEN.search(element.get("style", "")) is not None
    )


def body_of(text: str) -> str:
    """The paragraphs that are searched for claims, with the headings between them."""
    lines = name_lines(list(split_lines(read(text).text)))
    body = [at for at, line in enumerate(lines) if not line.reason]
    if not body:
        return ""
    return "\n".join(
        line.text
        for line in lines[body[0] : body[-1] + 1]
        if not line.reason or "heading" in line.reason
    )


def body_of_page(page: str) -> str:
    try:
        return read_page(page).text
    except SourceRefused:
        return ""


def runs_of(text: str) -> Counter[tuple[str, ...]]:
    words = WORD.findall(text)
    return Counter(
        tuple(words[at : at + RUN])
        for at in range(max(1, len(words) - RUN + 1) if words else 0)
    )


def compare(given: str, true: str) -> tuple[float, float]:
    """Precision and recall of one page."""
    found, expected = runs_of(given), runs_of(true)
    shared = (found & expected).total()
    return shared / max(1, found.total()), shared / max(1, expected.total())


def score_all(rows: list[tuple[str, str]], extract: Callable[[str], str]) -> float:
    scores = [compare(extract(given), true) for given, true in rows]
    precision = mean(score[0] for score in scores)
    recall = mean(score[1] for score in scores)
    return 2 * precision * recall / max(1e-9, precision + recall)


def score(data: Path) -> list[Line]:
    lines = []
    for path in find(data, "pages/"):
        rows = [(row["html"], row["article"]) for row in read_rows(path)]
        texts = [(text_form(page), article) for page, article in rows]
        as_text = score_all(texts, body_of)
        as_html = score_all(rows, body_of_page)
        everything = score_all(texts, str)
        name = path.name.partition(".")[0]
        lines += [
            Line(f"{name} as text, 4-gram F1", as_text, everything, None, 0.88),
            Line(f"{name} as HTML, 4-gram F1", as_html, 0.956, 0.958, 0.96),
        ]
    return lines


# For HTML the baseline is trafilatura with its defaults, and the published figure is
# what the benchmark's own page gives for it over all of its pages.
TASKS = (Task("pages", ("pages/",), score),)
