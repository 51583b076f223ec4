"""Brings the outputs of a run into the one form that is committed: same content, same bytes."""


def normalise(notebook):
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs = in_order(cell.outputs)
            count_like_the_cell(cell)
            cell.metadata.pop("execution", None)


def in_order(outputs):
    """Stdout, stderr, then the rest: each stream whole.

    The kernel passes stdout, stderr and the result on from different threads, line by line, so that
    their order among each other differs from run to run. The order within each of them does not.
    """
    streams = {}
    others = []
    for output in outputs:
        if output.output_type != "stream":
            others.append(output)
        elif output.name in streams:
            streams[output.name].text += output.text
        else:
            streams[output.name] = output
    return [streams[name] for name in sorted(streams, reverse=True)] + others


def count_like_the_cell(cell):
    """The kernel counts its results from 2, the cells of a run from top to bottom count from 1."""
    for output in cell.outputs:
        if output.output_type == "execute_result":
            output.execution_count = cell.execution_count
