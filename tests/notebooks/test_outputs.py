"""Outputs are brought into one form without losing anything."""

import unittest

from nbformat.v4 import new_output

from outputs import normalise
from samples import code_cell, notebook


def stream(name, text):
    return new_output("stream", name=name, text=text)


def normalised(*outputs):
    ran = notebook(code_cell("x", *outputs))
    ran.cells[0].metadata.execution = {"iopub.execute_input": "12:00"}
    normalise(ran)
    return ran.cells[0]


class Normalise(unittest.TestCase):
    def test_joins_each_stream_in_its_own_order(self):
        cell = normalised(stream("stdout", "1\n"), stream("stderr", "a\n"), stream("stdout", "2\n"))
        self.assertEqual([(output.name, output.text) for output in cell.outputs], [("stdout", "1\n2\n"), ("stderr", "a\n")])

    def test_puts_the_result_last_whenever_it_came(self):
        late = new_output("execute_result", data={"text/plain": "3"}, execution_count=2)
        one = normalised(late, stream("stdout", "1\n"))
        other = normalised(stream("stdout", "1\n"), late)
        self.assertEqual(one.outputs, other.outputs)
        self.assertEqual(one.outputs[1].data, {"text/plain": "3"})

    def test_counts_results_like_their_cells(self):
        cell = normalised(new_output("execute_result", data={"text/plain": "3"}, execution_count=2))
        self.assertEqual(cell.outputs[0].execution_count, cell.execution_count)

    def test_drops_the_times(self):
        self.assertNotIn("execution", normalised().metadata)

    def test_keeps_errors(self):
        error = new_output("error", ename="Error", evalue="broken", traceback=["broken"])
        self.assertEqual(normalised(error).outputs, [error])


if __name__ == "__main__":
    unittest.main()
