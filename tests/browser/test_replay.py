"""A replay on the notebooks' pages: its buttons, its slider and its keys show the right epoch."""

import time
import unittest

import looks
import values
from common import PAGES
from players import PLAYER, Player
from session import BLOCKED, SCRIPTLESS, open_page
# Timers that are set from now on are `pace` times as quick; the last pause asked for is kept.
AT_PACE = """pace => {
    window.ownInterval ??= window.setInterval;
    window.setInterval = (act, pause) => window.ownInterval(act, (window.pause = pause) / pace);
}"""
# As long as two pictures of a replay that plays would take.
TWO_PICTURES_LATER = "() => new Promise(done => setTimeout(done, 2.5 * window.pause))"
FAST = 20


class ReplayPages(unittest.TestCase):
    """Pages of notebooks with replays, as many as the notebooks' outputs hold."""

    @classmethod
    def setUpClass(cls):
        wanted = {path: values.in_notebook(values.notebook_of(path))[0]["replay"] for path in cls.find_pages()}
        cls.pages = {path: number for path, number in wanted.items() if number}
        if not cls.pages:
            raise AssertionError("no notebook has a replay: run `make check-notebooks` first")

    @staticmethod
    def find_pages():
        return sorted(PAGES.glob("*.html"))

    def look(self, check):
        """Looks at every replay of every page; plotly.js is out of reach, a replay does without."""
        for path, number in self.pages.items():
            with self.subTest(path.name), open_page(path, BLOCKED) as page:
                roots = page.query_selector_all(PLAYER)
                self.assertEqual(len(roots), number)
                for root in roots:
                    check(Player(page, root))
                self.assertEqual(page.complaints, [])


class Pictures(ReplayPages):
    def test_it_stands_in_the_place_of_its_picture(self):
        def check(player):
            self.assertFalse(looks.is_visible(looks.read(player.figure)["picture"]))
            self.assertEqual(player.shown(), 0)
            self.assertGreater(player.last, 0)

        self.look(check)

    def test_every_picture_has_the_numbers_of_its_row(self):
        def check(player):
            compared, frames = 0, player.frames()
            for frame in frames:
                player.go(frame)
                self.assertEqual(player.shown(), frame)
                self.assertEqual(list(player.problems()), [], f"picture {frame}")
                compared += player.row() is not None
            rows = player.table[1]
            # a run of which pictures are left out has rows for others; one shown whole has one for each
            self.assertTrue(compared > 1 and (compared == len(frames) or len(rows) > 25), (compared, len(rows)))

        self.look(check)


class Buttons(ReplayPages):
    def test_every_control_has_a_name(self):
        def check(player):
            names = [control.get_attribute("aria-label") for control in player.controls()]
            self.assertEqual(len(names), 5)
            self.assertTrue(all(names), names)

        self.look(check)

    def test_every_picture_is_named_by_its_own_words(self):
        def check(player):
            names, frames = set(), player.frames()
            for frame in frames:
                player.go(frame)
                name = player.find("svg[role=img]").get_attribute("aria-label")
                self.assertTrue(name.startswith(f"{player.counter()}. Learning, "), name)
                # the sentences stand at the left, lines of 13 pixels
                for words in player.sentences():
                    self.assertIn(words, name, f"picture {frame}")
                names.add(name)
            self.assertEqual(len(names), len(frames))

        self.look(check)

    def test_buttons_step(self):
        def check(player):
            steps = [("forward", 1), ("back", 0), ("back", 0), ("forward", 1), ("reset", 0)]
            for button, frame in steps:
                player.click(button)
                self.assertEqual(player.shown(), frame)

        self.look(check)

    def test_the_slider_listens_to_keys(self):
        def check(player):
            player.find("input").focus()
            for key, frame in [("ArrowRight", 1), ("End", player.last), ("Home", 0)]:
                player.page.keyboard.press(key)
                self.assertEqual(player.shown(), frame)

        self.look(check)

    def test_buttons_listen_to_keys(self):
        def check(player):
            player.find(".percept-forward").focus()
            for key, frame in [("Enter", 1), ("Space", min(2, player.last)), ("Home", 0), ("End", player.last)]:
                player.page.keyboard.press(key)
                self.assertEqual(player.shown(), frame)
            player.page.keyboard.press("ArrowLeft")
            self.assertEqual(player.shown(), player.last - 1)

        self.look(check)

    def test_a_click_in_the_picture_hands_it_the_keys(self):
        def check(player):
            player.find("svg[role=img]").click(position={"x": 300, "y": 200})
            self.assertEqual(player.shown(), 0)
            for key, frame in [("ArrowRight", 1), ("ArrowLeft", 0), ("End", player.last), ("Home", 0)]:
                player.page.keyboard.press(key)
                self.assertEqual(player.shown(), frame)
            player.page.keyboard.press("Space")
            self.assertEqual(player.label("play"), "Pause")
            player.page.keyboard.press("Space")
            self.assertEqual(player.label("play"), "Play")
            told = player.find("svg[role=img] title").evaluate("title => title.textContent")
            self.assertIn("arrow keys", told)

        self.look(check)

    def test_it_plays_pauses_and_begins_again(self):
        def check(player):
            player.page.evaluate(AT_PACE, 1)
            player.click("play")
            self.assertEqual(player.label("play"), "Pause")
            player.click("play")
            stopped = player.shown()
            player.page.evaluate(TWO_PICTURES_LATER)
            self.assertEqual((player.shown(), player.label("play")), (stopped, "Play"))
            player.page.evaluate(AT_PACE, FAST)
            player.click("play")
            player.wait_until(lambda: player.shown() == player.last)
            player.wait_until(lambda: player.label("play") == "Play")
            player.page.evaluate(AT_PACE, 1)
            player.click("play")
            player.wait_until(lambda: player.shown() < player.last)

        self.look(check)


class Scriptless(ReplayPages):
    def test_the_picture_moves_by_itself(self):
        for path, number in self.pages.items():
            with self.subTest(path.name), open_page(path, SCRIPTLESS) as page:
                figures = page.query_selector_all(looks.FIGURES)
                moving = [figure for figure in figures if len(figure.query_selector_all(":scope > details")) == 2]
                self.assertEqual(len(moving), number)
                for figure in moving:
                    self.assert_moves(figure)

    def assert_moves(self, figure):
        picture = figure.query_selector(looks.PICTURE)
        before = picture.screenshot()
        deadline = time.monotonic() + 10
        while picture.screenshot() == before and time.monotonic() < deadline:
            time.sleep(0.3)
        self.assertTrue(picture.screenshot() != before, "it stands still")
        strip = figure.query_selector_all(":scope > details")[1]
        strip.query_selector("summary").click()
        self.assertTrue(strip.query_selector("img").is_visible())


if __name__ == "__main__":
    unittest.main()
