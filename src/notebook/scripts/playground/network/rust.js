// The state as Rust: data, network, its weights to the last bit, and the trainer to go on with.
function rustTrainer(state) {
  var text = "GradientDescent::new()";
  function say(name, value, usual) {
    if (value !== usual) { text += "." + name + "(" + (typeof value === "string" ? value : literal(value)) + ")"; }
  }
  say("loss", state.loss === "Sse" ? "" : "Loss::" + state.loss, "");
  say("learning_rate", state.rate, 0.01);
  say("momentum", state.momentum, 0);
  if (state.batch) { text += state.shuffle ? ".batch_size(" + state.batch + ")" : ".online()"; }
  say("l2", state.l2, 0);
  say("l1", state.l1, 0);
  say("goal", state.goal, 0.01);
  return text;
}

function rust(state) {
  if (!state.points.length) { return "// There are no points, and no Dataset without."; }
  // the library has no playground of one class
  var both = state.points.some(function (point) { return point.target !== state.points[0].target; });
  var functions = state.transfers.map(function (name) { return "Transfer::" + name; });
  var alike = functions.every(function (name) { return name === functions[0]; });
  var network = "FeedForward::new(" + rustList(state.ranges.map(rustPair)) + ", " + rustList(state.sizes) + ")?";
  if (!alike || state.transfers[0] !== "TanSig") {
    network += "\n    .transfer(" + rustList(alike ? [functions[0]] : functions) + ")?";
  }
  if (state.seed !== "0") { network += "\n    .seed(" + state.seed + ")"; }
  return "let data = " + rustDataset(state.points, function (point) {
    return literal(targetOf(state, point));
  }, state.named) + ";\n" +
    "let mut network = " + network + ";\n" +
    "network.set_parameters(" + rustRows(state.parameters.map(literal)) + ")?;\n" +
    "let trainer = " + rustTrainer(state) + ";\n" +
    (both ? "network.playground(&data)?.trainer(trainer)?" : "network.train(&data, trainer)?");
}
