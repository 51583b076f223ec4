"""Whether the figures of a page can be read with a screen reader and by keyboard, in axe-core's words."""

import axe
import looks

# The impacts that axe-core knows besides are "minor" and "moderate".
SERIOUS = {"serious", "critical"}
# The output of a cell where a notebook wraps the figure in one.
RUN = """async () => {
    const outputs = [...document.querySelectorAll(".jp-OutputArea-output:has(figure.percept)")];
    const parts = outputs.length ? outputs : [...document.querySelectorAll("figure.percept")];
    if (!parts.length) return [];
    const { violations } = await axe.run({ include: parts }, { resultTypes: ["violations"] });
    return violations;
}"""


def problems(page):
    """All parts of the figures unfolded: what is folded away, axe-core leaves out."""
    page.query_selector("body").evaluate(looks.UNFOLD)
    page.evaluate(axe.require().read_text())
    for violation in page.evaluate(RUN):
        if violation["impact"] in SERIOUS:
            for node in violation["nodes"]:
                place = " ".join(map(str, node["target"]))
                yield f"{violation['impact']}: {violation['help']} ({violation['id']}) at {place}: {node['html'][:120]}"
