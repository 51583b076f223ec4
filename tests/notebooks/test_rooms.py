"""The rooms of `src`: what may import what, and no circles."""

import tempfile
import unittest
from pathlib import Path

import rooms


def house(files):
    """A crate of these files, by their paths."""
    with tempfile.TemporaryDirectory() as folder:
        for path, text in files.items():
            file = Path(folder, path)
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text)
        return rooms.House(Path(folder))


class Rooms(unittest.TestCase):
    def test_no_room_imports_what_comes_after_it_and_there_is_no_circle(self):
        self.assertEqual(list(rooms.findings(rooms.House())), [])

    def test_an_arrow_back_up_is_found(self):
        found = house({
            "lib.rs": "mod data;\nmod view;\n",
            "data/mod.rs": "pub mod points;\n",
            "data/points.rs": "use crate::view::Chart;\n",
            "view/mod.rs": "pub struct Chart;\n",
        })
        self.assertEqual(list(rooms.findings(found)), ["data imports view"])

    def test_a_circle_is_found_through_what_a_folder_passes_on(self):
        found = house({
            "data/mod.rs": "pub mod a;\npub mod b;\npub use b::{B, C as D};\n",
            "data/a.rs": "use crate::data::{\n    B,\n};\npub struct A;\n",
            "data/b.rs": "pub struct B(super::a::A);\npub struct C;\n",
        })
        self.assertEqual(list(rooms.findings(found)), ["files in a circle: data/a, data/b"])

    def test_folders_of_a_room_make_no_circle(self):
        found = house({
            "view/mod.rs": "mod left;\nmod right;\n",
            "view/left/mod.rs": "pub mod a;\npub mod b;\n",
            "view/left/a.rs": "use crate::view::right::c::C;\n",
            "view/left/b.rs": "pub struct B;\n",
            "view/right/mod.rs": "pub mod c;\npub mod d;\n",
            "view/right/c.rs": "pub struct C;\n",
            "view/right/d.rs": "use crate::view::left::b::B;\n",
        })
        self.assertEqual(list(rooms.findings(found)), ["folders in a circle: view/left, view/right"])

    def test_tests_and_comments_may_import_anything(self):
        found = house({
            "data/mod.rs": "pub mod points;\nmod more;\n#[cfg(test)]\nmod samples;\n",
            "data/points.rs": "// use crate::view::Chart;\n#[cfg(test)]\nmod tests {\n    use crate::view::Chart;\n}\n",
            "data/more.rs": "pub struct More;\n",
            "data/samples.rs": "use crate::view::Chart;\n",
            "view/mod.rs": "pub struct Chart;\n",
        })
        self.assertEqual(list(rooms.findings(found)), [])


if __name__ == "__main__":
    unittest.main()
