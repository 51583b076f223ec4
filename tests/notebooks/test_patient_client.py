"""A line that arrives after its cell is done is not lost."""

import asyncio
import unittest
from queue import Empty
from types import SimpleNamespace

from patient_client import PatientClient
from samples import code_cell, notebook


def message(cell, kind, **content):
    header = {"msg_type": kind}
    return {"parent_header": {"msg_id": cell}, "header": header, "msg_type": kind, "content": content}


def line(cell, text):
    return message(cell, "stream", name="stderr", text=text)


def done(cell):
    return message(cell, "status", execution_state="idle")


class Channel:
    """Gives the messages in turn; says that there is none when asked with a time limit, else fails."""

    def __init__(self, messages):
        self.messages = messages

    async def get_msg(self, timeout):
        if self.messages:
            return self.messages.pop(0)
        if timeout is None:
            raise AssertionError("waits for ever")
        raise Empty


def texts_after(*rounds):
    """What each cell holds after each round of messages was taken in for its cell."""
    ran = notebook(*(code_cell("x") for _ in rounds))
    client = PatientClient(ran, record_timing=False)
    # What nbclient sets where it starts a cell.
    client.clear_before_next_output = False
    for number, messages in enumerate(rounds):
        client.kc = SimpleNamespace(iopub_channel=Channel(list(messages)))
        asyncio.run(client._async_poll_output_msg(str(number), ran.cells[number], number))
    return ["".join(output.text for output in cell.outputs) for cell in ran.cells]


class PatientClientTest(unittest.TestCase):
    def test_takes_in_a_line_before_the_end(self):
        self.assertEqual(texts_after([line("0", "a"), done("0")]), ["a"])

    def test_takes_in_a_line_after_the_end(self):
        self.assertEqual(texts_after([done("0"), line("0", "a")]), ["a"])

    def test_gives_a_line_that_comes_during_the_next_cell_to_its_own(self):
        self.assertEqual(texts_after([done("0")], [line("0", "a"), line("1", "b"), done("1")]), ["a", "b"])

    def test_leaves_messages_of_strangers_alone(self):
        self.assertEqual(texts_after([line("?", "a"), done("0")]), [""])


if __name__ == "__main__":
    unittest.main()
