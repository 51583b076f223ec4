"""Whether the texts of a drawing can be read: none over another, none cut off."""

import json
from pathlib import Path

READ_TEXTS = (Path(__file__).parent / "texts.js").read_text()
READ_WORDS = (Path(__file__).parent / "words.js").read_text()
# A text's box holds more than its letters: accents above, descenders below. Boxes of two lines that
# touch by less than this share of their height still read well.
SLACK = 0.2


def text_problems(root):
    """What is wrong with the texts inside `root`, a handle of an element that holds SVG."""
    yield from problems_of(json.loads(root.evaluate(READ_TEXTS)))


def word_problems(root):
    """The same for the HTML inside `root`."""
    yield from problems_of(json.loads(root.evaluate(READ_WORDS)))


def problems_of(texts):
    for text in texts:
        if text["cut"]:
            yield f"the text \"{text['words']}\" is cut off"
    for one, other in neighbours(texts):
        if overlap(one["corners"], other["corners"]):
            yield f"the texts \"{one['words']}\" and \"{other['words']}\" overlap"


def neighbours(texts):
    """The pairs whose upright boxes share a height: of a long table's, few among many."""
    boxes = sorted(((*span(text["corners"], 1), number) for number, text in enumerate(texts)))
    for place, (_, bottom, number) in enumerate(boxes):
        for top, _, other in boxes[place + 1 :]:
            if top >= bottom:
                break
            yield texts[min(number, other)], texts[max(number, other)]


def span(corners, axis):
    places = [corner[axis] for corner in corners]
    return min(places), max(places)


def overlap(one, other):
    """Whether two turned rectangles overlap by more than the slack: no side keeps them apart."""
    slack = SLACK * min(thickness(one), thickness(other))
    return all(depth(one, other, axis) > slack for axis in [*axes(one), *axes(other)])


def axes(corners):
    """The directions of the sides of a rectangle, with length one."""
    for start, end in (corners[:2], corners[1:3]):
        dx, dy = end[0] - start[0], end[1] - start[1]
        length = (dx * dx + dy * dy) ** 0.5
        if length > 0:
            yield dx / length, dy / length


def thickness(corners):
    (ax, ay), (bx, by), (cx, cy), _ = corners
    return min(((bx - ax) ** 2 + (by - ay) ** 2) ** 0.5, ((cx - bx) ** 2 + (cy - by) ** 2) ** 0.5)


def depth(one, other, axis):
    """How far the shadows of two rectangles on an axis overlap; negative where they do not."""
    low, high = shadow(one, axis)
    other_low, other_high = shadow(other, axis)
    return min(high, other_high) - max(low, other_low)


def shadow(corners, axis):
    positions = [x * axis[0] + y * axis[1] for x, y in corners]
    return min(positions), max(positions)
