"""A small executed notebook in which the check finds nothing, as the tests' starting point."""

import base64

from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from figure_check import HTML, PLOTLY, TEXT

SVG = '<svg xmlns="http://www.w3.org/2000/svg"><circle cx="5" cy="5" r="2"/></svg>'
KERNEL = {"name": "rust", "display_name": "Rust", "language": "rust"}
# Where the cells of `good_notebook` are, counted as the check counts them.
PRINTING, FIGURE, TABLE = 2, 3, 4


def good_notebook():
    return notebook(
        new_markdown_cell("# Four points"),
        code_cell("print()", new_output("stream", name="stdout", text="Epoch: 1; Error: 2.0;\n")),
        code_cell("points", result(figure_bundle()), tag="figure"),
        code_cell("table", result({HTML: "<table></table>", TEXT: "1 2"}), tag="html-figure"),
    )


def notebook(*cells):
    return new_notebook(cells=list(cells), metadata={"kernelspec": KERNEL})


def code_cell(source, *outputs, tag=None):
    cell = new_code_cell(source, execution_count=1, outputs=list(outputs))
    if tag:
        cell.metadata.tags = [tag]
    return cell


def result(data):
    return new_output("execute_result", data=data, execution_count=1)


def figure_bundle(svg=SVG, alt="Four points in two classes"):
    picture = f'<img alt="{alt}" src="data:image/svg+xml;base64,{base64_of(svg)}">'
    return {
        PLOTLY: {"data": [{"type": "scatter", "x": [1.0], "y": [2.0]}], "layout": {}},
        HTML: f'<figure class="percept">{picture}</figure>',
        TEXT: "4 samples, 2 inputs",
    }


def base64_of(text):
    return base64.b64encode(text.encode()).decode()
