// What was done since the beginning, as few training runs as say it all: whole
// epochs ("run"), samples of an epoch that was changed by hand ("part"), the
// error that such an epoch began with ("measure"), and weights set by hand ("set").
var MOST_DONE = 60, MOST_WRITTEN = 2000;

function presentWeights(state) { return Object.freeze([state.weights[0], state.weights[1], state.bias]); }

// nothing was done yet
function forget(state) {
  state.done = [];
  // epochs of the error curve before `done`, and the weights that it begins with
  state.lost = 0;
  state.from = presentWeights(state);
  state.starts = [];
}

function beginRecord(state) {
  state.looked = [];
  state.broken = false;
  state.at = presentWeights(state);
}

function recordEpoch(state) {
  if (state.broken) { recordLooked(state); return; }
  var last = state.done[state.done.length - 1], item = {
    kind: "run", from: state.at, points: state.points, order: state.order, seed: state.seed,
    rate: state.rate, goal: state.goal, epochs: 1,
    // a run of the library would have ended before this epoch
    early: state.errors[state.epoch] < state.goal
  };
  var same = last && ["kind", "points", "order", "seed", "rate", "goal"].every(function (key) {
    return last[key] === item[key];
  });
  if (same) {
    item.from = last.from;
    item.epochs += last.epochs;
    item.early = item.early || last.early;
    state.done.pop();
  }
  record(state, item);
}

// before a change by hand: what this epoch has done so far
function recordPart(state) {
  if (!isWithin(state)) { return; }
  if (!state.broken) {
    record(state, {
      kind: "measure", from: state.at, points: state.points, order: state.order, seed: state.seed,
      rate: state.rate, goal: state.goal
    });
    state.broken = true;
  }
  recordLooked(state);
}

function recordLooked(state) {
  if (state.looked.length > 0) {
    var points = Object.freeze(state.looked);
    record(state, { kind: "part", from: state.at, points: points, rate: state.rate, goal: state.goal });
  }
  state.looked = [];
  state.at = presentWeights(state);
}

// weights that are set one after the other: the last ones count
function recordWeights(state, weights, bias) {
  var set = Object.freeze([weights[0], weights[1], bias]), last = state.done.length - 1;
  state.at = set;
  if (last < 0) { state.from = set; return; }
  var from = presentWeights(state);
  if (state.done[last].kind === "set") { from = state.done.pop().from; }
  record(state, { kind: "set", from: from, weights: set });
}

// more than anyone reads is left out from the beginning on
function record(state, item) {
  state.done.push(Object.freeze(item));
  while (state.done.length > 1 && (state.done.length > MOST_DONE || writtenPoints(state.done) > MOST_WRITTEN)) {
    var gone = state.done.shift();
    state.lost += gone.kind === "run" ? gone.epochs : gone.kind === "measure" ? 1 : 0;
    state.from = state.done[0].from;
  }
}

function writtenPoints(done) {
  var written = 0, present = null;
  done.forEach(function (item) {
    if (item.kind === "set" || item.points === present) { return; }
    written += item.points.length;
    if (item.kind !== "part") { present = item.points; }
  });
  return written;
}
