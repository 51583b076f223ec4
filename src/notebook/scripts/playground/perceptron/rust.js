// The state as Rust: run there, it gives the same weights and the same error
// curve to the last bit.

function rustData(state, points) {
  return rustDataset(points, function (point) { return String(point.target ? 1 : state.low); }, state.named);
}

function rustTrain(data, rate, goal, epochs) {
  var rule = "Delta::new()";
  if (rate !== 0.01) { rule += ".learning_rate(" + literal(rate) + ")"; }
  if (goal !== 0.01) { rule += ".goal(" + literal(goal) + ")"; }
  return "perceptron.train(&" + data + ", " + rule + ".epochs(" + epochs + "))?";
}

function rustWeights(weights) {
  return [
    "perceptron.set_weights([" + rustPair([weights[0], weights[1]]) + "])?;",
    "perceptron.set_biases([" + literal(weights[2]) + "])?;"
  ];
}

// what is still to be written of the present epoch
function rustItems(state) {
  var end = { kind: "measure", points: state.points, order: state.order, seed: state.seed, rate: state.rate, goal: state.goal };
  var part = { kind: "part", points: state.looked, rate: state.rate, goal: state.goal };
  var items = state.done.slice(), last = items[items.length - 1];
  // the last error of a run is that of the present weights
  var told = last && last.kind === "run" && last.points === end.points && last.order === end.order &&
    last.seed === end.seed && !isWithin(state);
  if (!state.broken && !told) { items.push(end); }
  if (state.looked.length > 0) { items.push(part); }
  return items;
}

function rust(state) {
  var items = rustItems(state), lines = [], present = null;
  var firstItem = items.filter(function (item) { return item.kind === "run" || item.kind === "measure"; })[0];
  if (state.lost > 0) { lines.push("// the first " + state.lost + " epochs are left out"); }
  var first = firstItem || { points: state.points, order: state.order, seed: state.seed };
  function give(item) {
    var same = present && present.points === item.points &&
      (present.order === item.order && (item.order === "given" || present.seed === item.seed));
    if (same || item.points.length === 0) { return; }
    var order = item.order === "shuffled" ? ".shuffle(" + item.seed + ")?" : "";
    lines.push("let points = " + rustData(state, item.points) + order + ";");
    present = item;
  }
  give(first);
  var begins = state.from.some(function (weight) { return weight !== 0 || 1 / weight < 0; });
  var changes = begins || items.some(function (item) { return item.kind === "set" || item.points.length > 0; });
  lines.push("let " + (changes ? "mut " : "") + "perceptron = Perceptron::new(" +
    (present ? "points.ranges()" : "[[0.0, 1.0], [0.0, 1.0]]") + ", 1)?" +
    (state.low ? ".transfer(Transfer::HardLims)" : "") + ";");
  if (begins) { lines = lines.concat(rustWeights(state.from)); }
  if (items.length === 1 && items[0].points.length > 0 && items[0].kind !== "part") {
    lines.push("let history = " + rustOnly(items[0]) + ";");
    return lines.join("\n");
  }
  lines.push("let mut errors: Vec<f64> = Vec::new();");
  items.forEach(function (item, i) {
    var last = i + 1 === items.length;
    if (item.kind === "set") {
      lines = lines.concat(rustWeights(item.weights));
    } else if (item.kind === "part") {
      lines.push("let samples = " + rustData(state, item.points) + ";");
      lines.push(rustTrain("samples", item.rate, item.goal > 0.01 ? 0 : 0.01, 2) + ";");
    } else if (item.points.length === 0) {
      lines.push("errors.push(0.0);");
    } else {
      give(item);
      lines.push("let history = " + rustOnly(item) + ";");
      var all = item.kind === "measure" || last;
      lines.push("errors.extend_from_slice(" + (all ? "history.errors()" :
        "&history.errors()[.." + item.epochs + "]") + ");");
    }
  });
  return lines.join("\n");
}

function rustOnly(item) {
  if (item.kind === "measure") { return rustTrain("points", item.rate, item.goal, 1); }
  return rustTrain("points", item.rate, item.early ? 0 : item.goal, item.epochs + 1);
}
