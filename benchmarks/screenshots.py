"""The pictures of the docs, taken from a running demo.

    make reset run            # in another terminal: the demo as it is loaded
    make screenshots

Takes claims, and saves one verdict, as the demo's people: reset it afterwards."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Final

from playwright.sync_api import Browser, Page, sync_playwright

ROOT: Final = Path(__file__).resolve().parents[1]
FOLDER: Final = ROOT / "docs" / "screenshots"
QUEUE: Final = "admin/reviews/review/"
DASHBOARD: Final = "admin/reviews/event/dashboard/"
DESK, PHONE = (1440, 900), (390, 844)
# What claims of the demo say, that a search of the queue finds one by.
COSTS, EVACUATED, FAILED = "Grayle cost million", "8,000 evacuated", "Grayle 11.40 pm"


class Visitor:
    """One of the demo's people in a browser of their own."""

    def __init__(self, browser: Browser, url: str, name: str, password: str) -> None:
        self.url, self.context = url, browser.new_context()
        self.page: Page = self.context.new_page()
        self.page.goto(url)
        self.page.fill("#id_username", name)
        self.page.fill("#id_password", password)
        self.press("button[type=submit]")

    def open(self, path: str) -> None:
        self.page.goto(self.url + path)
        self.page.wait_for_load_state("networkidle")

    def find(self, words: str) -> None:
        """Open the first claim that the words find, of any that is open."""
        self.open(f"{QUEUE}?view=unassigned&q={words.replace(' ', '+')}")
        self.press(".queue .statement a")
        self.page.wait_for_load_state("networkidle")

    def press(self, selector: str) -> None:
        with self.page.expect_navigation():
            self.page.locator(selector).first.click()

    def shoot(
        self, name: str, *, size: tuple[int, int] = DESK, scheme: str = "light"
    ) -> None:
        self.page.set_viewport_size({"width": size[0], "height": size[1]})
        self.page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]  # "light" or "dark"
        self.page.evaluate("document.activeElement.blur(); scrollTo(0, 0)")
        self.page.wait_for_timeout(300)
        self.page.screenshot(path=FOLDER / f"{name}.png")


def main() -> None:
    demo = json.loads((ROOT / "var" / "demo.json").read_text())
    passwords = {each["username"]: each["password"] for each in demo["logins"]}
    program = shutil.which("chromium") or shutil.which("google-chrome")
    flags = ["--no-sandbox", "--disable-gpu"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=flags)
        take_all(lambda name: Visitor(browser, demo["url"], name, passwords[name]))
        browser.close()


def take_all(visit: Callable[[str], Visitor]) -> None:
    ana, ben, carla, dora = map(visit, ("ana", "ben", "carla", "dora"))
    ana.open(QUEUE)
    ana.shoot("queue")
    ana.find(COSTS)
    ana.press("main button[data-key=a]")
    ana.page.wait_for_load_state("networkidle")
    ana.shoot("workspace")
    ana.shoot("phone-dark", size=PHONE, scheme="dark")
    carla.find(FAILED)
    carla.shoot("adjudication")
    ben.find(EVACUATED)
    ben.shoot("second-reading")
    # Carla is faster, and reads it otherwise.
    carla.find(EVACUATED)
    save(carla, "True", "The Courier counts people who left on their own.")
    save(ben, "Misleading", "Two figures stand side by side, 8,000 and 10,000.")
    ben.page.wait_for_selector(".conflict")
    ben.shoot("conflict")
    dora.open(DASHBOARD)
    dora.shoot("dashboard")


def save(reader: Visitor, word: str, reason: str) -> None:
    reader.page.click(f".ratings label:has(.word:text-is('{word}'))")
    reader.page.fill("#reason", reason)
    reader.press("button[name=then][value=stay]")


if __name__ == "__main__":
    main()
