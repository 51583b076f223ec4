"""JupyterLab opens without its question about news, by the settings that setup writes."""

import json
import tempfile
import unittest
from pathlib import Path

import lab_settings
from common import JUPYTER_DATA
from jupyterlab_server.settings_utils import get_settings

(PLUGIN,) = lab_settings.DEFAULTS


class Defaults(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.settings = Path(folder.name) / "settings"
        self.path = self.settings / "overrides.json"

    def news(self, user):
        """What JupyterLab itself makes of the file, for a reader with these settings of their own."""
        own = self.settings.parent / "user" / f"{PLUGIN.replace(':', '/')}.jupyterlab-settings"
        own.parent.mkdir(parents=True, exist_ok=True)
        own.write_text(json.dumps(user))
        schemas = JUPYTER_DATA / "lab" / "schemas"
        told, _ = get_settings(str(self.settings), str(schemas), str(self.settings.parent / "user"), PLUGIN)
        return told["settings"].get("fetchNews", told["schema"]["properties"]["fetchNews"]["default"])

    def test_jupyterlab_does_not_ask(self):
        self.assertEqual(self.news({}), "none")
        lab_settings.ensure(self.path)
        self.assertEqual(self.news({}), "false")

    def test_a_readers_own_answer_counts(self):
        lab_settings.ensure(self.path)
        self.assertEqual(self.news({"fetchNews": "true"}), "true")

    def test_what_else_the_file_says_stays(self):
        self.settings.mkdir()
        other = {"a:b": {"c": 1}, PLUGIN: {"checkForUpdates": False}}
        self.path.write_text(json.dumps(other))
        lab_settings.ensure(self.path)
        self.assertEqual(json.loads(self.path.read_text()), {**other, PLUGIN: {"checkForUpdates": False, "fetchNews": "false"}})

    def test_a_second_setup_writes_nothing(self):
        lab_settings.ensure(self.path)
        self.path.chmod(0o444)
        before = self.path.stat().st_mtime_ns
        lab_settings.ensure(self.path)
        self.assertEqual(self.path.stat().st_mtime_ns, before)

    def test_a_file_that_cannot_be_read_is_written_anew(self):
        self.settings.mkdir()
        for broken in ("{", "[]"):
            self.path.write_text(broken)
            lab_settings.ensure(self.path)
            self.assertEqual(json.loads(self.path.read_text()), lab_settings.DEFAULTS)


if __name__ == "__main__":
    unittest.main()
