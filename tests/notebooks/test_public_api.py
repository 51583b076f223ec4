"""What is public of the crate, against the committed list."""

import unittest

import public_api


class PublicApi(unittest.TestCase):
    def test_the_list_is_that_of_today(self):
        known = public_api.LIST.read_text(encoding="utf-8").splitlines()
        self.assertEqual(known, public_api.lines(), "if this is meant: `make public-api`, and say so in the changelog")

    def test_functions_fields_variants_and_traits_are_listed(self):
        text = (
            "pub struct Point {\n    pub at: [f64; 2],\n    hidden: f64,\n}\n"
            "impl Point {\n    pub fn of(at: [f64; 2]) -> Self {\n    }\n    fn inner(&self) {}\n}\n"
            "impl fmt::Debug for Point {\n}\n"
            "pub enum Side {\n    Left,\n    At {\n        place: f64,\n    },\n}\n"
            "pub trait Draws {\n    fn draw(&self) -> String;\n}\nimpl Other {\n    pub fn no(&self) {}\n}\n"
        )
        self.assertEqual(
            list(public_api.listed(text, {"Point", "Side", "Draws"})),
            [
                "pub struct Point", "Point.at: [f64; 2]", "Point::fn of(at: [f64; 2]) -> Self", "Point: fmt::Debug",
                "pub enum Side", "Side::Left", "Side::At { place: f64 }", "pub trait Draws",
                "Draws::fn draw(&self) -> String",
            ],
        )


if __name__ == "__main__":
    unittest.main()
