"""Runs notebooks like nbclient, and loses no line that the kernel sends late."""

from queue import Empty

from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionComplete

SECONDS_OF_QUIET = 0.2


class PatientClient(NotebookClient):
    """Takes in what arrives after the kernel has called a cell done.

    evcxr passes stdout and stderr on from threads of their own. nbclient drops what comes too late:
    with four busy processes beside it every 15th `Err` that left a cell through `?`, whose message
    on stderr is its only trace.
    """

    def __init__(self, *arguments, **options):
        super().__init__(*arguments, **options)
        self.asked = {}

    async def _async_poll_output_msg(self, parent_msg_id, cell, cell_index):
        self.asked[parent_msg_id] = cell, cell_index
        done = False
        while True:
            try:
                message = await self.kc.iopub_channel.get_msg(timeout=SECONDS_OF_QUIET if done else None)
            except Empty:
                return
            # An earlier cell's line may come as late as this; it goes to its own cell.
            owner = self.asked.get(message["parent_header"].get("msg_id"))
            if owner:
                done = self.takes_in(message, *owner) or done

    def takes_in(self, message, cell, cell_index):
        """Puts the message into its cell; True where it says that the cell is done."""
        try:
            self.process_message(message, cell, cell_index)
        except CellExecutionComplete:
            return True
        return False
