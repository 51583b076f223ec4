"""Whether every text stands out from what is behind it, as WCAG 2 measures it."""

import json
from pathlib import Path

READ_COLORS = (Path(__file__).parent / "contrast.js").read_text()
# "Contrast (Minimum)", level AA, for text of any size.
LEAST = 4.5


def contrast_problems(root):
    """The texts inside `root`, a handle of an element, that are hard to read."""
    for text in json.loads(root.evaluate(READ_COLORS)):
        found = ratio(text["color"], text["behind"])
        if found < LEAST:
            yield f"the text \"{text['words'][:60]}\" has a contrast of {found:.2f}, {LEAST} is the least"


def ratio(one, other):
    lighter, darker = sorted([luminance(one), luminance(other)], reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(color):
    red, green, blue = (linear(part / 255) for part in color)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def linear(part):
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
