"""An interrupt takes all variables with it; a run with a checkpoint goes on to the same bits."""

import tempfile
import time
import unittest
from pathlib import Path
from queue import Empty

from jupyter_client.manager import KernelManager

from common import KERNEL_NAME, ROOT

SECONDS_TO_BUILD = 900
SECONDS_PER_CELL = 60
EPOCHS, INTERRUPTED_AFTER = 400, 40
DEP = f':dep percept = {{ path = "{ROOT}" }}\nuse percept::prelude::*;'
DATA = """
let moons = toy::moons(40, 0.2, 1)?;
let (train, held_out) = moons.split(0.7, 1)?;
let mut network = FeedForward::new(train.ranges(), [4, 1])?.seed(2);
"""
# a run that takes its time, so that it can be interrupted
RUN = f"""
let trainer = Adam::new().batch_size(5).validation(&held_out).patience(1000).epochs({EPOCHS}).goal(0.0)
    .checkpoint("run.checkpoint", 5).resume("run.checkpoint");
let history = network.train_watching(&train, trainer, |epoch| {{
    std::fs::write("epoch", epoch.number().to_string()).unwrap();
    if !std::path::Path::new("first").exists() {{
        std::fs::write("first", epoch.number().to_string()).unwrap();
    }}
    std::thread::sleep(std::time::Duration::from_millis(25));
    std::ops::ControlFlow::Continue(())
}})?;
"""
WITHOUT = f"""
let trainer = Adam::new().batch_size(5).validation(&held_out).patience(1000).epochs({EPOCHS}).goal(0.0);
let history = network.train(&train, trainer)?;
"""
BITS = """
let mut bits = Vec::new();
for number in network.parameters().iter().chain(history.errors()).chain(history.validation_errors()) {
    bits.push(number.to_bits());
}
println!("{:?} {:?}", history.stop(), bits);
"""


class Interrupt(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.path = Path(cls.folder.name)
        cls.manager = KernelManager(kernel_name=KERNEL_NAME)
        cls.manager.start_kernel(cwd=cls.path)
        cls.client = cls.manager.client()
        cls.client.start_channels()
        cls.client.wait_for_ready(timeout=SECONDS_PER_CELL)
        cls.run_cell(DEP, SECONDS_TO_BUILD)

    @classmethod
    def tearDownClass(cls):
        cls.client.stop_channels()
        cls.manager.shutdown_kernel(now=True)
        cls.folder.cleanup()

    @classmethod
    def run_cell(cls, source, seconds=SECONDS_PER_CELL, during=lambda: None):
        """All that a cell says, with what is done while it runs."""
        request = cls.client.execute(source)
        said, done = [], False
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if not done:
                done = during() is not False
            try:
                message = cls.client.get_iopub_msg(timeout=0.05)
            except Empty:
                continue
            if message["parent_header"].get("msg_id") != request:
                continue
            content = message["content"]
            said.append(content.get("text") or "\n".join(content.get("traceback", [])) or content.get("data", {}).get("text/plain", ""))
            if content.get("execution_state") == "idle":
                return "\n".join(said)
        raise AssertionError(f"did not end within {seconds} s: {said}")

    def epoch(self):
        written = self.path / "epoch"
        return int(written.read_text() or 0) if written.exists() else 0

    def test_a_run_goes_on_to_the_same_bits(self):
        self.run_cell(DATA)

        def interrupt():
            if self.epoch() < INTERRUPTED_AFTER:
                return False
            self.manager.interrupt_kernel()

        self.run_cell(RUN, during=interrupt)
        stopped = self.epoch()
        self.assertTrue(INTERRUPTED_AFTER <= stopped < EPOCHS, stopped)
        # nothing is left of the session but the file
        self.assertIn("network", self.run_cell("network.n_inputs()"))
        self.assertNotRegex(self.run_cell("network.n_inputs()"), r"^\s*2\s*$")
        before = (self.path / "run.checkpoint").stat().st_mtime_ns
        self.run_cell(DEP, SECONDS_TO_BUILD)
        self.run_cell(DATA)
        (self.path / "first").unlink()
        self.run_cell(RUN)
        resumed = self.run_cell(BITS)
        # it went on, and did not begin anew
        first = int((self.path / "first").read_text())
        self.assertGreater(first, 1)
        self.assertLessEqual(first, stopped + 1)
        self.assertGreater((self.path / "run.checkpoint").stat().st_mtime_ns, before)
        self.run_cell(DATA)
        self.run_cell(WITHOUT)
        whole = self.run_cell(BITS)
        self.assertIn("EpochsReached", whole)
        self.assertEqual(resumed, whole)


if __name__ == "__main__":
    unittest.main()
