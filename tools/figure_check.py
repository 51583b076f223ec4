"""What the mime bundle of a figure must hold."""

import base64
import binascii
import re
from html.parser import HTMLParser
from xml.etree import ElementTree

PLOTLY = "application/vnd.plotly.v1+json"
HTML = "text/html"
TEXT = "text/plain"
SVG_DATA = re.compile(r"data:image/svg\+xml;base64,(.+)", re.DOTALL)
# The class of the title and the sentences of a figure.
WORDS = "percept-words"
DRAWN = {"path", "line", "rect", "circle", "ellipse", "polygon", "polyline", "text"}


def figure_problems(data, wanted):
    """What is missing or empty in the bundle `data`, of which the types `wanted` are required."""
    for mime_type in wanted:
        if is_empty(data.get(mime_type)):
            yield f"its figure has no {mime_type}" if mime_type not in data else f"its {mime_type} is empty"
    if PLOTLY in wanted and not is_empty(data.get(PLOTLY)):
        yield from plotly_problems(data[PLOTLY])
    if not is_empty(data.get(HTML)):
        yield from html_problems(data[HTML], picture_required=PLOTLY in wanted)


def is_empty(content):
    return not (content.strip() if isinstance(content, str) else content)


def plotly_problems(figure):
    if not isinstance(figure, dict):
        yield f"its {PLOTLY} is not JSON"
    elif not figure.get("data"):
        yield f"its {PLOTLY} draws nothing: `data` is empty"


def html_problems(html, picture_required):
    images = images_of(html)
    if picture_required and not images:
        yield f"its {HTML} has no <img>"
    for image in images:
        if is_empty(image.get("alt") or ""):
            yield f"an <img> of its {HTML} has no alt text"
        yield from picture_problems(image.get("src") or "")


def images_of(html):
    collector = ImageCollector()
    collector.feed(html)
    return collector.images


class ImageCollector(HTMLParser):
    """The attributes of every <img>, those inside <noscript> included, and the words above it on its sheet."""

    def __init__(self):
        super().__init__()
        self.images = []
        self.words = None
        self.in_words = False

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        if tag == "img":
            self.images.append({**attributes, "words": self.words or []})
            self.words = None
        elif attributes.get("class") == WORDS:
            self.words, self.in_words = [], True

    def handle_data(self, data):
        if self.in_words and data.strip():
            self.words.append(data.strip())

    def handle_endtag(self, tag):
        self.in_words = self.in_words and tag != "div"


def picture_problems(source):
    svg = SVG_DATA.fullmatch(source)
    if svg is None:
        yield f"the picture of its {HTML} is not an SVG as base64 data: {source[:40] or '(no src)'}"
        return
    try:
        root = ElementTree.fromstring(base64.b64decode(svg.group(1), validate=True))
    except binascii.Error as error:
        yield f"the picture of its {HTML} is not base64: {error}"
    except ElementTree.ParseError as error:
        yield f"the picture of its {HTML} is not XML: {error}"
    else:
        if local_name(root.tag) != "svg":
            yield f"the picture of its {HTML} is <{local_name(root.tag)}>, not <svg>"
        elif not any(local_name(element.tag) in DRAWN for element in root.iter()):
            yield f"the picture of its {HTML} draws nothing"


def local_name(tag):
    return str(tag).rpartition("}")[2]
