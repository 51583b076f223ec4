"""A replay on the notebooks' pages: its buttons, its slider and its keys show the right epoch."""

import time
import unittest

import looks
from common import PAGES
from players import PLAYER, Player, short
from session import BLOCKED, SCRIPTLESS, open_page
from texts import text_problems

READ_ROWS = "rows => rows.map(row => [...row.cells].map(cell => cell.textContent))"


class Replays(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        pages = sorted(PAGES.glob("*.html"))
        cls.pages = [path for path in pages if "percept-replay" in path.read_text(encoding="utf-8")]

    def test_a_page_has_a_replay(self):
        self.assertTrue(self.pages)

    def look(self, check):
        """Looks at every replay of every page; plotly.js is out of reach, a replay does without."""
        for path in self.pages:
            with self.subTest(path.name), open_page(path, BLOCKED) as page:
                for root in page.query_selector_all(PLAYER):
                    check(Player(page, root))
                self.assertEqual(page.complaints, [])

    def test_it_stands_in_the_place_of_its_picture(self):
        def check(player):
            self.assertFalse(looks.is_visible(player.figure, looks.PICTURE))
            self.assertEqual(player.shown(), 0)
            self.assertGreater(player.last, 0)

        self.look(check)

    def test_every_control_has_a_name(self):
        def check(player):
            names = [control.get_attribute("aria-label") for control in player.controls()]
            self.assertEqual(len(names), 5)
            self.assertTrue(all(names), names)

        self.look(check)

    def test_every_picture_is_named_by_its_own_words(self):
        def check(player):
            names = set()
            for frame in range(player.last + 1):
                name = player.find("svg[role=img]").get_attribute("aria-label")
                self.assertTrue(name.startswith(f"{player.counter()}. Learning, "), name)
                # the sentences stand at the left, lines of 13 pixels
                for words in player.sentences():
                    self.assertIn(words, name, f"picture {frame}")
                names.add(name)
                player.click("forward")
            self.assertEqual(len(names), player.last + 1)

        self.look(check)

    def test_buttons_step(self):
        def check(player):
            steps = [("forward", 1), ("back", 0), ("back", 0), ("forward", 1), ("reset", 0)]
            for button, frame in steps:
                player.click(button)
                self.assertEqual(player.shown(), frame)

        self.look(check)

    def test_every_picture_has_the_numbers_of_its_epoch(self):
        def check(player):
            for frame in range(player.last + 1):
                self.assertEqual(player.shown(), frame)
                self.assert_numbers(player, frame)
                self.assertEqual(list(text_problems(player.find("svg[role=img]"))), [], f"picture {frame}")
                player.click("forward")
            self.assertEqual(player.shown(), player.last)

        self.look(check)

    def assert_numbers(self, player, frame):
        """The numbers of the table stand in the picture, if the table has a row an epoch of one neuron."""
        rows = player.figure.eval_on_selector_all(":scope > details:first-of-type tr", READ_ROWS)
        head, *rows = rows
        if head[-1] in ("accuracy", "root mean square miss"):
            self.assertEqual(len(rows), player.last + 1)
            self.assertTrue(player.counter().startswith(f"epoch {rows[frame][0]} of "), player.counter())
        if head[0] != "epochs of learning" or len(rows) != player.last + 1 or len(head) != 5:
            return
        done, error, *weights = rows[frame]
        picture = player.picture()
        self.assertEqual(player.counter(), f"epoch {done} of {player.last}, error {short(error)}")
        self.assertTrue(any(f": error {short(error)}." in words for words in picture), picture)
        for weight in weights:
            self.assertIn(short(weight), picture)

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

    def test_it_plays_pauses_and_begins_again(self):
        def check(player):
            player.click("play")
            self.assertEqual(player.label("play"), "Pause")
            player.click("play")
            stopped = player.shown()
            time.sleep(1.5)
            self.assertEqual((player.shown(), player.label("play")), (stopped, "Play"))
            player.click("play")
            player.wait_until(lambda: player.shown() == player.last)
            player.wait_until(lambda: player.label("play") == "Play")
            player.click("play")
            player.wait_until(lambda: player.shown() < player.last)

        self.look(check)

    def test_without_scripts_the_picture_moves_by_itself(self):
        for path in self.pages:
            with self.subTest(path.name), open_page(path, SCRIPTLESS) as page:
                for figure in page.query_selector_all("figure.percept"):
                    if len(figure.query_selector_all(":scope > details")) < 2:
                        continue
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
