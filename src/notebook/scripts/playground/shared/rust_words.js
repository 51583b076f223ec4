// Lists and data as Rust.
function rustList(items) { return "[" + items.join(", ") + "]"; }

function rustPair(at) { return rustList(at.map(literal)); }

// lines of about 100 characters
function rustRows(items) {
  var lines = [], line = "";
  items.forEach(function (item, i) {
    var text = item + (i + 1 < items.length ? "," : "");
    if (line && line.length + text.length > 92) { lines.push(line); line = ""; }
    line += (line ? " " : "") + text;
  });
  lines.push(line);
  return lines.length === 1 ? "[" + line + "]" : "[\n        " + lines.join("\n        ") + "\n    ]";
}

// `target` gives a point's target in Rust; `named` is what follows
function rustDataset(points, target, named) {
  var rows = rustRows(points.map(function (point) { return rustPair(point.at); }));
  var targets = rustRows(points.map(target)), text = "Dataset::new(" + rows + ", " + targets + ")?";
  if (text.length > 80) { text = "Dataset::new(\n    " + rows + ",\n    " + targets + ",\n)?"; }
  return text + named;
}
