// A network's beginning, its layers, and what is changed by hand.
var MOST_NEURONS = 8, MOST_HIDDEN = 3;

function frozenPoints(points) {
  return Object.freeze(points.map(function (point) {
    return Object.freeze({ at: Object.freeze(point.at.slice()), target: point.target });
  }));
}

// what is not in `start` is that of an untrained trainer and network
function create(start) {
  function value(name, otherwise) { return start[name] === undefined ? otherwise : start[name]; }
  var state = {
    points: frozenPoints(value("points", [])), targets: value("targets", [0, 1]).slice(),
    ranges: value("ranges", [[0, 1], [0, 1]]), sizes: value("sizes", [1]).slice(),
    transfers: value("transfers", ["TanSig"]).slice(), seed: String(value("seed", "0")),
    rate: value("rate", 0.01), momentum: value("momentum", 0),
    // 0 is all points
    batch: value("batch", 0), shuffle: value("shuffle", true), l2: value("l2", 0), l1: value("l1", 0),
    loss: value("loss", "Sse"), goal: value("goal", 0.01),
    names: value("names", ["x1", "x2"]), classes: value("classes", ["0", "1"]), named: value("named", "")
  };
  state.parameters = start.parameters ? start.parameters.slice() : drawn(state);
  state.start = state.parameters.slice();
  state.given = Object.freeze({
    points: state.points, ranges: state.ranges, names: state.names, classes: state.classes, named: state.named
  });
  return reset(state);
}

// back to the weights of the beginning; points and settings stay
function reset(state) {
  state.parameters = state.start.slice();
  state.epoch = 0;
  state.errors = [];
  // since the last epoch
  state.byHand = false;
  state.every = 1;
  state.run = null;
  return measure(state);
}

// weights drawn anew, as FeedForward::new does with this seed
function draw(state, seed) {
  if (seed !== undefined) { state.seed = String(seed); }
  state.start = drawn(state);
  return reset(state);
}

// other points, or those given at the beginning, and training from new weights for their ranges
function load(state, points) {
  var given = state.given, own = points === undefined;
  state.points = own ? given.points : frozenPoints(points);
  state.names = own ? given.names : ["x1", "x2"];
  state.classes = own ? given.classes : ["0", "1"];
  state.named = own ? given.named : "";
  state.ranges = own ? given.ranges : [0, 1].map(function (i) {
    var values = state.points.map(function (point) { return point.at[i]; });
    return [Math.min.apply(null, values), Math.max.apply(null, values)];
  });
  return draw(state);
}

// the training goes on with what was changed by hand
function edited(state) {
  state.run = null;
  return measure(state);
}

function isNumber(value) { return typeof value === "number" && Math.abs(value) <= 1e100; }

// rate, momentum, l2, l1, goal, batch, shuffle, loss; values that make no sense change nothing
function set(state, name, value) {
  var fits = {
    rate: value > 0, momentum: value >= 0 && value < 1, l2: value >= 0, l1: value >= 0, goal: true,
    batch: Number.isSafeInteger(value) && value >= 0
  };
  var isOther = name === "shuffle" || (name === "loss" && LOSS[value]);
  if (!isOther && !(isNumber(value) && fits[name])) { return state; }
  state[name] = value;
  return edited(state);
}

function setTransfer(state, layer, name) {
  state.transfers[layer] = name;
  return edited(state);
}

// of a neuron's connections the bias is the last
function parameterAt(state, layer, neuron, from) {
  var shape = layersOf(state)[layer];
  return from === shape.inputs ? shape.biases + neuron : shape.start + neuron * shape.inputs + from;
}

function setWeight(state, layer, neuron, from, value) {
  if (!isNumber(value)) { return state; }
  state.parameters[parameterAt(state, layer, neuron, from)] = value;
  state.byHand = true;
  return edited(state);
}

function withPoints(state, points) {
  state.points = Object.freeze(points);
  return edited(state);
}

function addPoint(state, at, target) {
  if (!at.every(isNumber)) { return state; }
  return withPoints(state, state.points.concat(frozenPoints([{ at: at, target: target }])));
}

function changePoint(state, i, at, target) {
  if (!state.points[i] || !at.every(isNumber)) { return state; }
  var points = state.points.slice();
  points[i] = frozenPoints([{ at: at, target: target }])[0];
  return withPoints(state, points);
}

function movePoint(state, i, at) { return changePoint(state, i, at, state.points[i].target); }

function relabel(state, i) { return changePoint(state, i, state.points[i].at, 1 - state.points[i].target); }

function removePoint(state, i) {
  return withPoints(state, state.points.filter(function (_, at) { return at !== i; }));
}

function hidden(state) { return state.sizes.length - 1; }

// a hidden layer more before the output, or one less: all weights are drawn anew
function addLayer(state) {
  if (hidden(state) >= MOST_HIDDEN) { return state; }
  var like = Math.max(hidden(state) - 1, 0);
  state.transfers.splice(hidden(state), 0, hidden(state) ? state.transfers[like] : "TanSig");
  state.sizes.splice(hidden(state), 0, hidden(state) ? state.sizes[like] : 4);
  return draw(state);
}

function removeLayer(state) {
  if (hidden(state) === 0) { return state; }
  state.transfers.splice(hidden(state) - 1, 1);
  state.sizes.splice(hidden(state) - 1, 1);
  return draw(state);
}

// A neuron more, the last of its layer. What it sees is drawn; the next layer does not listen to
// it before it has learnt to: the answers stay as they are.
function addNeuron(state, layer) {
  var before = layersOf(state), size = state.sizes[layer];
  if (layer >= hidden(state) || size >= MOST_NEURONS) { return state; }
  state.sizes[layer] += 1;
  var after = layersOf(state), fresh = drawn(state);
  return reshaped(state, before, after, function (l, neuron, from) {
    if (l === layer && neuron === size) { return fresh[parameterAt(state, l, neuron, from)]; }
    if (l === layer + 1 && from === size) { return 0; }
    return [neuron, l === layer + 1 && from > size ? from - 1 : from];
  });
}

// the neuron and all its connections
function removeNeuron(state, layer, gone) {
  var before = layersOf(state);
  if (layer >= hidden(state) || state.sizes[layer] < 2) { return state; }
  state.sizes[layer] -= 1;
  return reshaped(state, before, layersOf(state), function (l, neuron, from) {
    return [l === layer && neuron >= gone ? neuron + 1 : neuron, l === layer + 1 && from >= gone ? from + 1 : from];
  });
}

// `whence` says where a parameter comes from: a number, or the neuron and the connection before
function reshaped(state, before, after, whence) {
  function moved(old) {
    var list = [];
    after.forEach(function (layer, l) {
      var was = before[l];
      function take(neuron, from) {
        var place = whence(l, neuron, from);
        if (!Array.isArray(place)) { return place; }
        return old[place[1] === was.inputs ? was.biases + place[0] : was.start + place[0] * was.inputs + place[1]];
      }
      for (var j = 0; j < layer.neurons; j += 1) {
        for (var i = 0; i <= layer.inputs; i += 1) {
          list[i === layer.inputs ? layer.biases + j : layer.start + j * layer.inputs + i] = take(j, i);
        }
      }
    });
    return list;
  }
  state.parameters = moved(state.parameters);
  state.start = moved(state.start);
  return edited(state);
}

// D. Nguyen, B. Widrow, 1990, as the library draws: random directions, spread over the ranges
function drawn(state) {
  var random = fastRandom(state.seed), list = [], ranges = state.ranges;
  layersOf(state).forEach(function (layer) {
    spreadOut(layer, list, ranges, random);
    ranges = new Array(layer.neurons).fill(layer.transfer.range);
  });
  return list;
}

function spreadOut(layer, list, ranges, random) {
  var length = 0.7 * Math.pow(layer.neurons, 1 / layer.inputs), active = layer.transfer.active || [-1, 1];
  var stretch = 0.5 * (active[1] - active[0]), middle = 0.5 * (active[1] + active[0]);
  for (var i = layer.start; i < layer.biases; i += 1) { list[i] = -1 + 2 * random.real(); }
  for (var j = 0; j < layer.neurons; j += 1) {
    var first = layer.start + j * layer.inputs, row = list.slice(first, first + layer.inputs);
    var norm = Math.sqrt(row.reduce(function (sum, w) { return sum + w * w; }, 0));
    var bias = layer.neurons > 1 ? -length + 2 * length * (j / (layer.neurons - 1)) : 0;
    row = row.map(function (w) { return length * (norm > 0 ? w / norm : 1 / Math.sqrt(layer.inputs)); });
    bias = stretch * (row[0] < 0 ? -bias : bias) + middle;
    row.forEach(function (weight, at) {
      var range = widenedRange(ranges[at]), factor = 2 / (range[1] - range[0]);
      weight *= stretch;
      bias += weight * (1 - range[1] * factor);
      list[first + at] = weight * factor;
    });
    list[layer.biases + j] = bias;
  }
}

function widenedRange(range) {
  var low = isFinite(range[0]) ? range[0] : -1, high = isFinite(range[1]) ? range[1] : 1;
  var size = Math.max(Math.abs(low), Math.abs(high)), width = high - low;
  if (width > 1e-12 * size && width >= 1e-100 && width < 1e100) { return [low, high]; }
  return size < 1e9 ? [low - 1, low + 1] : [-1, 1];
}
