"""Starts the kernel program given as argument, tries what percept relies on, and prints its version. Runs in `.venv`.

Where something is not as percept needs it, it says what on stderr and ends with 1.
"""

import os
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from queue import Empty

from jupyter_client.kernelspec import KernelSpec
from jupyter_client.manager import KernelManager

SECONDS_TO_ANSWER = 120
SECONDS_AFTER_ITS_END = 20
OLDEST = (0, 21)
MANIFEST = '[package]\nname = "tiny"\nversion = "0.1.0"\nedition = "2021"\n'
SHOWN = """pub struct Shown;
impl Shown {
    pub fn evcxr_display(&self) {
        println!("EVCXR_BEGIN_CONTENT text/html\\n<b>42</b>\\nEVCXR_END_CONTENT");
        println!("EVCXR_BEGIN_CONTENT text/plain\\nforty-two\\nEVCXR_END_CONTENT");
    }
}"""
# What is tried, the cell, and what has to be in its outputs.
TRIALS = [
    ("a cell that asks for quick compiling", ":opt 0", []),
    ("a crate from a folder beside the notebook", ':dep tiny = { path = "tiny" }', []),
    ("its functions", "tiny::seven()", ["7"]),
    ("a variable", "let kept = 6 * 7;", []),
    ("that variable in a later cell, and what is printed", 'println!("kept {kept}")', ["kept 42"]),
    ("a type of one's own", SHOWN, []),
    ("a value that shows itself in two forms", "Shown", ["<b>42</b>", "forty-two"]),
    ("a form that is JSON", 'println!("EVCXR_BEGIN_CONTENT application/x+json\\n{{\\"a\\":1}}\\nEVCXR_END_CONTENT")', ["{'a': 1}"]),
    ("a file beside the notebook", 'std::fs::read_to_string("tiny/Cargo.toml").is_ok()', ["true"]),
    ("an error through `?`", 'Err::<(), _>("refused".to_string())?', ["refused"]),
    ("how a program tells that it runs in a notebook", 'std::env::var("EVCXR_IS_RUNTIME").is_ok()', ["true"]),
]


class OneProgram(KernelManager):
    """A manager of a program that has no spec yet."""

    def __init__(self, program):
        super().__init__()
        self._kernel_spec = KernelSpec(argv=[program, "--control_file", "{connection_file}"], interrupt_mode="message")


def main():
    with tempfile.TemporaryDirectory(prefix="percept-smoke-") as name:
        folder = Path(name)
        (folder / "tiny" / "src").mkdir(parents=True)
        (folder / "tiny" / "Cargo.toml").write_text(MANIFEST)
        (folder / "tiny" / "src" / "lib.rs").write_text("pub fn seven() -> i32 { 7 }\n")
        manager = OneProgram(sys.argv[1])
        # It greets on stdout.
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        manager.start_kernel(cwd=folder, env={**os.environ, "EVCXR_TMPDIR": str(folder / "built")}, **quiet)
        client = manager.client()
        client.start_channels()
        try:
            return try_out(client, folder)
        except (RuntimeError, TimeoutError) as problem:
            return f"it does not answer: {problem}"
        finally:
            client.stop_channels()
            manager.shutdown_kernel(now=True)


def try_out(client, folder):
    client.wait_for_ready(timeout=SECONDS_TO_ANSWER)
    version = client.kernel_info(reply=True, timeout=SECONDS_TO_ANSWER)["content"]["implementation_version"]
    print(version)
    if tuple(map(int, version.split(".")[:2])) < OLDEST:
        return f"it is older than {'.'.join(map(str, OLDEST))}"
    for what, cell, wanted in TRIALS:
        shown = outputs(client, cell, wanted)
        if any(text not in shown for text in wanted):
            return f"{what} (`{cell.splitlines()[0]}`) gives {shown.strip() or 'nothing'}"
    if not (folder / "built" / "src" / "lib.rs").exists():
        return "it does not build where EVCXR_TMPDIR says"
    return 0


def outputs(client, cell, wanted):
    """All that a cell prints and shows. What it writes to stderr may come after its end."""
    request = client.execute(cell)
    shown, end = [], time.monotonic() + SECONDS_TO_ANSWER
    is_over = False
    while time.monotonic() < end and not (is_over and all(text in "\n".join(shown) for text in wanted)):
        with suppress(Empty):
            message = client.get_iopub_msg(timeout=0.1)
            if message["parent_header"].get("msg_id") == request:
                content = message["content"]
                shown += map(str, [content.get("text", ""), *content.get("data", {}).values(), content.get("evalue", "")])
                if content.get("execution_state") == "idle":
                    is_over, end = True, min(end, time.monotonic() + SECONDS_AFTER_ITS_END)
    return "\n".join(shown)


if __name__ == "__main__":
    sys.exit(main())
