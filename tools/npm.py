"""A file out of a package of npm: found on this machine, or fetched once."""

import os
import shutil
import subprocess
import tarfile
import tempfile
from pathlib import Path
from typing import NamedTuple

from common import Problem, run, step


class NpmFile(NamedTuple):
    """The file `inside` of `package` at `version`, kept at `path`."""

    package: str
    version: str
    inside: str
    path: Path
    # What it is there for, and the environment variable that names one fetched elsewhere.
    purpose: str
    variable: str

    @property
    def title(self):
        return f"{self.package} {self.version}"

    @property
    def remedy(self):
        return (
            f"Have npm at hand and the network reachable, or name the file {Path(self.inside).name} of {self.title}, "
            f"fetched elsewhere: {self.variable}=/path/to/{Path(self.inside).name} make ..."
        )

    def find(self):
        """Its path, or None; the one that the environment names comes first."""
        named = os.environ.get(self.variable)
        if named and not Path(named).is_file():
            raise Problem(f"{self.variable} names {named}, which is not a file.")
        return Path(named) if named else self.path if self.path.exists() else None

    def require(self):
        path = self.find()
        if path is None:
            raise Problem(f"{self.title} is missing, {self.purpose}. {self.remedy}")
        return path

    def ensure(self):
        """Fetches it with npm where it is not there yet."""
        if self.find() is None:
            if shutil.which("npm") is None:
                raise Problem(f"npm is missing, which fetches {self.title}, {self.purpose}. {self.remedy}")
            self.fetch()

    def fetch(self):
        with step(f"Fetching {self.title}"), tempfile.TemporaryDirectory() as folder:
            command = ["npm", "pack", "--silent", "--pack-destination", folder, f"{self.package}@{self.version}"]
            run(command, self.remedy, cwd=folder, stdout=subprocess.DEVNULL)
            with tarfile.open(next(Path(folder).glob("*.tgz"))) as package:
                content = package.extractfile(f"package/{self.inside}").read()
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self.path.write_bytes(content)
