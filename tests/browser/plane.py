"""The plane of a playground, as hands and keys use it."""

PLAYGROUND = "figure.percept > .percept-sheet > .percept-playground"
# Where a place of the plane is on the screen: by the numbers on its axes.
PLACE = """(svg, [x, y]) => {
    const edge = svg.getBoundingClientRect();
    const read = (anchor, coordinate, shift) => [...svg.querySelectorAll("text")]
        .filter(text => text.getAttribute("text-anchor") === anchor && /^[−\\d.]+$/.test(text.textContent))
        .map(text => [Number(text.textContent.replace("−", "-")), Number(text.getAttribute(coordinate)) + shift]);
    const at = (list, value) => {
        const [[a, p], [b, q]] = list;
        return p + (value - a) * (q - p) / (b - a);
    };
    return [edge.left + at(read("middle", "x", 0), x), edge.top + at(read("end", "y", -4), y)];
}"""
NEXT_FRAME = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
EXACT = "panel => [...panel.querySelectorAll('.percept-weights input[type=number]')].map(field => Number(field.title))"


class Playground:
    """One panel, and what is done with it."""

    def __init__(self, page, panel=None):
        self.page = page
        self.panel = panel or page.query_selector(PLAYGROUND)
        self.plane = self.panel.query_selector("svg[role=application]")

    def settle(self):
        self.page.evaluate(NEXT_FRAME)

    def press(self, name):
        self.panel.query_selector(f"button:text-is('{name}')").click()
        self.settle()

    def place(self, x, y):
        return self.plane.evaluate(PLACE, [x, y])

    def click(self, x, y):
        self.page.mouse.click(*self.place(x, y))
        self.settle()

    def drag(self, start, end):
        """Between two places of the plane."""
        self.drag_to(start, self.place(*end))

    def drag_to(self, start, end):
        self.page.mouse.move(*self.place(*start))
        self.page.mouse.down()
        self.page.mouse.move(*end, steps=4)
        self.page.mouse.up()
        self.settle()

    def touch(self, start, end=None):
        """A finger that comes down on one place, and goes to another one."""
        session = self.page.context.new_cdp_session(self.page)
        (x, y), (to_x, to_y) = self.place(*start), self.place(*(end or start))

        def send(kind, points):
            session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

        send("touchStart", [{"x": x, "y": y}])
        for part in (0.3, 0.7, 1) if end else ():
            send("touchMove", [{"x": x + (to_x - x) * part, "y": y + (to_y - y) * part}])
        send("touchEnd", [])
        session.detach()
        self.settle()

    def keys(self, *keys):
        for key in keys:
            self.page.keyboard.press(key)
        self.settle()

    def fill(self, name, value):
        self.panel.query_selector(f"input[type=number][aria-label='{name}']").fill(str(value))
        self.settle()

    def choose(self, value):
        """An option by its value; no two lists have the same."""
        self.panel.query_selector(f"select:has(option[value='{value}'])").select_option(value)
        self.settle()

    def numbers(self):
        """Both weights and the bias with all digits."""
        return self.panel.evaluate(EXACT)

    def code(self):
        return self.panel.query_selector("textarea").input_value()

    def said(self):
        return self.panel.query_selector(".percept-said").inner_text()

    def count(self):
        return self.panel.query_selector(".percept-count").inner_text()

    def verdict(self):
        return self.panel.query_selector(".percept-verdict").inner_text()

    def table(self):
        """Rows of the last table under the output, whose numbers are open."""
        rows = self.page.query_selector_all("figure.percept > details table:last-child tr")
        return [row.inner_text().split("\t") for row in rows]

    def open_numbers(self):
        self.page.query_selector("figure.percept > details > summary").click()
        # the page says that it was opened after the click
        self.settle()
        self.settle()

    def texts(self):
        """Of the plane's drawing."""
        return [node.text_content() for node in self.plane.query_selector_all("text")]
