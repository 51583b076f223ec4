// The delta rule of one neuron with two inputs, operation by operation as the
// library has it: the same numbers to the last bit. Functions change the state
// and give it back.
var LARGEST = 1e100;
var MOST_UPDATES = 60, MOST_STARTS = 2000;

function frozenPoint(at, target) {
  return Object.freeze({ at: Object.freeze([at[0], at[1]]), target: target ? 1 : 0 });
}

function frozenPoints(points) {
  return Object.freeze(points.map(function (point) { return frozenPoint(point.at, point.target); }));
}

// what is not in `start` is that of an untrained perceptron
function create(start) {
  function value(name, otherwise) { return start[name] === undefined ? otherwise : start[name]; }
  var state = {
    points: frozenPoints(value("points", [])),
    weights: value("weights", [0, 0]).slice(), bias: value("bias", 0),
    rate: value("rate", 0.01), goal: value("goal", 0.01), epochs: value("epochs", 500), transfer: "step",
    order: value("order", "given"), seed: value("seed", 0),
    // the output of class 0: 0, or −1 for HardLims
    low: value("low", 0),
    names: value("names", ["x1", "x2"]), classes: value("classes", ["0", "1"]),
    // what follows Dataset::new in Rust to give the inputs their names
    named: value("named", "")
  };
  state.given = Object.freeze({
    points: state.points, weights: Object.freeze(state.weights.slice()), bias: state.bias,
    names: Object.freeze(state.names.slice()), classes: Object.freeze(state.classes.slice()),
    named: state.named
  });
  return reset(state);
}

// back to the weights of the beginning; points and settings stay
function reset(state) {
  state.weights = state.given.weights.slice();
  state.bias = state.given.bias;
  state.epoch = 0;
  state.errors = [0];
  // since the last sample that it learnt from
  state.byHand = false;
  state.updates = [];
  forget(state);
  return beginEpoch(state);
}

// other points, or those given at the beginning, and the training from there
function load(state, points) {
  var given = state.given, own = points === undefined;
  state.points = own ? given.points : frozenPoints(points);
  state.names = own ? given.names.slice() : ["x1", "x2"];
  state.classes = own ? given.classes.slice() : ["0", "1"];
  state.named = own ? given.named : "";
  return reset(state);
}

// both inputs from 0 to 1, and the training from the beginning
function scalePoints(state) {
  var places = scaledPlaces(state.points.map(function (point) { return point.at; }));
  state.points = Object.freeze(state.points.map(function (point, i) {
    return frozenPoint(places[i], point.target);
  }));
  return reset(state);
}

// from left to right, as the library adds up
function weightedSum(state, at) {
  return state.weights[0] * at[0] + state.weights[1] * at[1] + state.bias;
}

function output(state, at) { return weightedSum(state, at) > 0 ? 1 : state.low; }

function isRight(state, point) { return (weightedSum(state, point.at) > 0) === (point.target === 1); }

function right(state) {
  return state.points.filter(function (point) { return isRight(state, point); }).length;
}

// ½ Σ (target − output)², with the present weights
function measured(state) {
  var miss = 1 - state.low;
  return 0.5 * ((state.points.length - right(state)) * (miss * miss));
}

function sequenceOf(state) {
  var n = state.points.length;
  return state.order === "shuffled" ? shuffledOrder(n, state.seed) : state.points.map(function (_, i) { return i; });
}

// an epoch begins with the present weights
function beginEpoch(state) {
  state.next = 0;
  state.sequence = sequenceOf(state);
  state.errors[state.epoch] = measured(state);
  beginRecord(state);
  var weights = [state.weights[0], state.weights[1], state.bias], back = state.starts.length - 1;
  while (back >= 0 && !sameNumbers(state.starts[back], weights)) { back -= 1; }
  // after how many epochs the weights were here before; 0 if they were not
  state.period = back < 0 ? 0 : state.starts.length - back;
  state.starts.push(Object.freeze(weights));
  if (state.starts.length > MOST_STARTS) { state.starts.shift(); }
  return state;
}

function sameNumbers(a, b) { return a[0] === b[0] && a[1] === b[1] && a[2] === b[2]; }

// training goes in circles: the weights were here before, and not all points are right
function circles(state) { return state.period > 0 && state.errors[state.epoch] > 0; }

// whether a run of the library would end here: at its goal, or after its number of epochs
function reached(state) {
  return !isWithin(state) && (state.errors[state.epoch] < state.goal || (state.epoch + 1) % state.epochs === 0);
}

// what the next sample would do
function look(state) {
  if (state.points.length === 0) { return null; }
  var sample = state.sequence[state.next], point = state.points[sample];
  var sum = weightedSum(state, point.at), target = point.target ? 1 : state.low;
  var answer = sum > 0 ? 1 : state.low, error = target - answer, step = state.rate * error;
  return Object.freeze({
    epoch: state.epoch, sample: sample, at: point.at, target: target, sum: sum, output: answer,
    error: error, change: Object.freeze([step * point.at[0], step * point.at[1], step])
  });
}

// one sample
function step(state) {
  var update = look(state);
  if (!update) { return state; }
  state.byHand = false;
  if (update.error !== 0) {
    state.weights[0] += update.change[0];
    state.weights[1] += update.change[1];
    state.bias += update.change[2];
  }
  state.updates.push(update);
  if (state.updates.length > MOST_UPDATES) { state.updates.shift(); }
  state.looked.push(state.points[update.sample]);
  state.next += 1;
  return state.next === state.sequence.length ? finishEpoch(state) : state;
}

function finishEpoch(state) {
  recordEpoch(state);
  state.epoch += 1;
  return beginEpoch(state);
}

// to the end of this epoch
function epoch(state) {
  if (state.points.length === 0) { return state; }
  var present = state.epoch;
  while (state.epoch === present) { step(state); }
  return state;
}

// whether samples of the present epoch were looked at
function isWithin(state) { return state.next > 0 || state.broken; }

// a change by hand: `change` makes it. Within an epoch, this goes on with what is left of it.
function edit(state, change) {
  recordPart(state);
  change();
  state.starts = [];
  state.period = 0;
  if (!state.broken) { return beginEpoch(state); }
  return state.next >= state.sequence.length ? finishEpoch(state) : state;
}

function isPlace(at) {
  return at.length === 2 && Math.abs(at[0]) <= LARGEST && Math.abs(at[1]) <= LARGEST;
}

function withPoint(state, i, point) {
  if (!state.points[i]) { return state; }
  return edit(state, function () {
    var points = state.points.slice();
    points[i] = point;
    state.points = Object.freeze(points);
  });
}

function addPoint(state, at, target) {
  if (!isPlace(at)) { return state; }
  return edit(state, function () {
    state.sequence.push(state.points.length);
    state.points = Object.freeze(state.points.concat([frozenPoint(at, target)]));
  });
}

function movePoint(state, i, at) {
  return isPlace(at) && state.points[i] ? withPoint(state, i, frozenPoint(at, state.points[i].target)) : state;
}

function relabel(state, i) {
  var point = state.points[i];
  return point ? withPoint(state, i, frozenPoint(point.at, 1 - point.target)) : state;
}

function removePoint(state, i) {
  if (!state.points[i]) { return state; }
  return edit(state, function () {
    var place = state.sequence.indexOf(i);
    if (place < state.next) { state.next -= 1; }
    state.sequence.splice(place, 1);
    state.sequence = state.sequence.map(function (at) { return at > i ? at - 1 : at; });
    state.points = Object.freeze(state.points.filter(function (_, at) { return at !== i; }));
  });
}

function setWeights(state, weights, bias) {
  if (!isPlace(weights) || !(Math.abs(bias) <= LARGEST)) { return state; }
  return edit(state, function () {
    recordWeights(state, weights, bias);
    state.weights = [weights[0], weights[1]];
    state.bias = bias;
    state.byHand = true;
  });
}

// rate, goal, order ("given", "shuffled") and seed; values that make no sense change nothing
function set(state, name, value) {
  var fits = {
    rate: value > 0 && value <= LARGEST, goal: Math.abs(value) <= LARGEST,
    order: value === "given" || value === "shuffled",
    seed: Number.isSafeInteger(value) && value >= 0
  };
  if (!fits[name]) { return state; }
  return edit(state, function () { state[name] = value; });
}
