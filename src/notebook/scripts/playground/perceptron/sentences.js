// What a playground of a perceptron says.

// a number after an operator
function factor(value) { return value < 0 ? "(" + short(value) + ")" : short(value); }

function progress(state) {
  var trained = state.next ? "Epoch " + (state.epoch + 1) + ", sample " + state.next + " of " + state.sequence.length :
    state.epoch && "After " + counted(state.epoch, "epoch");
  return (trained || "Not trained yet") + byHandSaid(state, trained) + ".";
}

// 0.5·x1 − 0.2·x2 + 0.1
function weightedSumSaid(state) {
  var text = "";
  function term(value, name) {
    if (value === 0) { return; }
    var size = short(Math.abs(value));
    text += (text ? (value < 0 ? " - " : " + ") : value < 0 ? "-" : "") + (name && size === "1" ? name : size + (name ? "·" + name : ""));
  }
  term(state.weights[0], state.names[0]);
  term(state.weights[1], state.names[1]);
  term(state.bias, "");
  return text || "0";
}

function equationSaid(state) {
  var flat = isFlat(state), one = state.classes[1], other = state.classes[0];
  if (flat) {
    return "Weighted sum: " + weightedSumSaid(state) + " everywhere, " +
      (state.bias > 0 ? "greater than 0: output " + one : "not greater than 0: output " + other) + " everywhere, and no line.";
  }
  return "Output " + one + " where " + weightedSumSaid(state) + " > 0, else " + other + ".";
}

// what happened with a sample
function stepSaid(app, shown) {
  var update = shown.update, state = app.state, w = shown.weights, at = update.at;
  var sum = factor(w[0]) + " × " + factor(at[0]) + " + " + factor(w[1]) + " × " + factor(at[1]) + " + " + factor(shown.bias);
  var text = "Row " + update.sample + ", " + pair(at) + ": weighted sum " + sum + " = " + short(update.sum) +
    (update.sum > 0 ? ", greater than 0: output " : ", not greater than 0: output ") + short(update.output);
  if (update.error === 0) { return [text + ", as its target. Nothing changes."]; }
  var by = short(state.rate) + " × " + factor(update.error);
  return [
    text + ", target " + short(update.target) + ", error " + short(update.error) + ".",
    "Learning rate × error × input = " + by + " × " + pair(at) + " = " + pair(update.change.slice(0, 2)) +
      " changes the weights, " + by + " = " + short(update.change[2]) + " the bias."
  ];
}

function circlesSaid(app) {
  var state = app.state;
  return "Training goes in circles: after " + (state.period === 1 ? "each epoch" : "every " + state.period + " epochs") +
    " the weights are the same again, so it never ends." + (app.verdict.exists ? "" : " No line gets all points right.");
}

// after an epoch, or where play ends
function epochSaid(app) {
  var state = app.state;
  if (circles(state)) { return circlesSaid(app); }
  if (allRight(state)) { return "All points are right: no sample changes anything any more."; }
  return "";
}

function allRight(state) { return state.points.length > 0 && right(state) === state.points.length; }

// how far the line is from (0, 0), where units are the same
function awaySaid(state) {
  var length = Math.hypot(state.weights[0], state.weights[1]);
  if (state.bias === 0) { return "With bias 0 the line goes through (0, 0)."; }
  return "The line is " + short(Math.abs(state.bias) / length) + " from (0, 0): the bias divided by the length of the weights.";
}

function isFlat(state) { return state.weights[0] === 0 && state.weights[1] === 0; }

var NO_LINE = ". With weights of 0 there is no line: the bias alone decides.";

function biasSaid(state) {
  if (isFlat(state)) { return "Bias " + short(state.bias) + NO_LINE; }
  return "Bias " + short(state.bias) + ": it moves the line and does not turn it. " + awaySaid(state);
}

function weightsSaid(state) {
  if (isFlat(state)) { return "Weights " + pair(state.weights) + NO_LINE; }
  return "Weights " + pair(state.weights) + ": the line is at right angles to them. " + awaySaid(state);
}

function verdictSaid(app) {
  var verdict = app.verdict, state = app.state, classes = state.classes;
  if (verdict.exists === null) { return "Whether a line exists is unknown: the points come too close for the numbers."; }
  if (!verdict.exists && verdict.of[0].length + verdict.of[1].length === 2) {
    return "No line exists that gets all points right: at " + pair(verdict.at) + " is a point of each class.";
  }
  if (!verdict.exists) {
    return "No line exists that gets all points right. Where points are on one side of a line, so is all that lies between them; " +
      pair(verdict.at) + " lies between points of " + target(state, { target: 0 }) + " and also between points of " +
      target(state, { target: 1 }) + ", and would have to be on both sides.";
  }
  if (!state.points.length) { return "There are no points: a click in the plane adds one."; }
  if (!verdict.line) { return "All points have the same target: a bias alone gets them right."; }
  return "A line that gets all points right exists: the best keeps " + short(verdict.margin) +
    " away from the nearest points, rows " + verdict.on.join(", ").replace(/, (\d+)$/, " and $1") + ".";
}
