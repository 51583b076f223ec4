"""The playground's arithmetic without a browser, under the node that playwright brings."""

import json
import subprocess

from common import ROOT
from playground import find_node

FOLDER = ROOT / "src" / "notebook" / "scripts" / "playground"
# The answer is what `work(input)` of the last script gives.
MAIN = """
var text = require("fs").readFileSync(0, "utf8");
process.stdout.write(JSON.stringify(work(JSON.parse(text)), function (key, value) {
  return typeof value === "number" && !isFinite(value) ? String(value) : value;
}));
"""


def run(modules, work, data):
    """What the JavaScript function `work`, which may use everything in the modules, makes of the data.

    A module is a file in src/notebook/scripts/playground. There is no way past a missing node: it raises.
    """
    scripts = [(FOLDER / module).read_text() for module in modules]
    script = "\n".join(["(function () {", *scripts, work, MAIN, "})();"])
    done = subprocess.run([find_node(), "-e", script], input=json.dumps(data), capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise AssertionError(f"node failed:\n{done.stderr}")
    return json.loads(done.stdout)
