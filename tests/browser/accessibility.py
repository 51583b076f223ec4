"""Whether the values of a page can be read with a screen reader and by keyboard, in axe-core's words."""

import looks
from axe import AXE

# The impacts that axe-core knows besides are "minor" and "moderate".
SERIOUS = {"serious", "critical"}
# The outputs of cells where a notebook wraps the values in them.
RUN = """async () => {
    const values = "figure.percept, .percept-page, .percept-check";
    const outputs = [...document.querySelectorAll(".jp-OutputArea-output")].filter(output => output.querySelector(values));
    const parts = outputs.length ? outputs : [...document.querySelectorAll(values)];
    if (!parts.length) return [];
    const { violations } = await axe.run({ include: parts }, { resultTypes: ["violations"] });
    return violations;
}"""


RUN_WHOLE = """async () => (await axe.run(document, { resultTypes: ["violations"] })).violations"""


def problems(page):
    """Of the values on a page."""
    yield from found_by(page, RUN)


def page_problems(page):
    """Of the whole page, with what stands around its values."""
    yield from found_by(page, RUN_WHOLE)


def found_by(page, run):
    """All parts of the values unfolded: what is folded away, axe-core leaves out."""
    page.query_selector("body").evaluate(looks.UNFOLD)
    page.evaluate(AXE.require().read_text())
    for violation in page.evaluate(run):
        if violation["impact"] in SERIOUS:
            for node in violation["nodes"]:
                place = " ".join(map(str, node["target"]))
                yield f"{violation['impact']}: {violation['help']} ({violation['id']}) at {place}: {node['html'][:120]}"
