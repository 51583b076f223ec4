"""Starts the kernel program given as argument and prints the version it tells. Runs in `.venv`."""

import subprocess
import sys

from jupyter_client.kernelspec import KernelSpec
from jupyter_client.manager import KernelManager

SECONDS_TO_ANSWER = 30


class OneProgram(KernelManager):
    """A manager of a program that has no spec yet."""

    def __init__(self, program):
        super().__init__()
        self._kernel_spec = KernelSpec(argv=[program, "--control_file", "{connection_file}"])


def main():
    manager = OneProgram(sys.argv[1])
    # It greets on stdout.
    manager.start_kernel(stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    client = manager.client()
    client.start_channels()
    try:
        client.wait_for_ready(timeout=SECONDS_TO_ANSWER)
        told = client.kernel_info(reply=True, timeout=SECONDS_TO_ANSWER)
        print(told["content"]["implementation_version"])
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)


if __name__ == "__main__":
    main()
