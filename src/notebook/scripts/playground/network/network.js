// A network of layers: what it answers, and how it learns. Step by step as the
// library's GradientDescent, whose numbers differ in their last digits alone.
// Functions change the state and give it back.
var MOST_ERRORS = 1000;
var LEAK = 0.01, GELU = [0.7978845608028654, 0.044715];

function gelu(s) { return Math.tanh(GELU[0] * (s + GELU[1] * s * s * s)); }

function inside(low, high) { return function (s) { return s > low && s < high ? 1 : 0; }; }

function held(low, high) { return function (s) { return s < low ? low : s > high ? high : s; }; }

function logistic(s) { return 1 / (1 + Math.exp(-s)); }

// by name: the output of a weighted sum s, its derivative there (y is the output), its range, and
// the range of sums that it is not flat in
var TRANSFER = {
  TanSig: { of: Math.tanh, slope: function (s, y) { return 1 - y * y; }, range: [-1, 1], active: [-2, 2] },
  LogSig: { of: logistic, slope: function (s, y) { return y * (1 - y); }, range: [0, 1], active: [-4, 4] },
  PureLin: { of: function (s) { return s; }, slope: function () { return 1; }, range: [-Infinity, Infinity] },
  Relu: {
    of: function (s) { return s < 0 ? 0 : s; }, slope: function (s, y) { return y > 0 ? 1 : 0; },
    range: [0, Infinity]
  },
  LeakyRelu: {
    of: function (s) { return s < 0 ? LEAK * s : s; }, slope: function (s, y) { return y > 0 ? 1 : LEAK; },
    range: [-Infinity, Infinity]
  },
  Gelu: {
    of: function (s) { return 0.5 * s * (1 + gelu(s)); },
    slope: function (s) {
      var bend = gelu(s), steep = 1 - bend * bend, flat = 0.5 * (1 + bend);
      return steep === 0 ? flat : flat + 0.5 * s * steep * GELU[0] * (1 + 3 * GELU[1] * s * s);
    },
    range: [-0.170041, Infinity]
  },
  Softplus: {
    of: function (s) { return Math.max(s, 0) + Math.log1p(Math.exp(-Math.abs(s))); }, slope: logistic,
    range: [0, Infinity]
  },
  RadBas: {
    of: function (s) { return Math.exp(-s * s); },
    slope: function (s) { return -2 * (s * Math.exp(-s * s)); }, range: [0, 1]
  },
  SatLin: { of: held(0, 1), slope: inside(0, 1), range: [0, 1], active: [0, 1] },
  SatLins: { of: held(-1, 1), slope: inside(-1, 1), range: [-1, 1], active: [-1, 1] }
};

// by name: what an output adds to the loss, its derivative, whether the loss is a mean, and
// what the sum (or mean) is multiplied by
var LOSS = {
  Sse: { of: square, slope: twice, part: 0.5 },
  Mse: { of: square, slope: twice, mean: true },
  Sae: { of: function (o, t) { return Math.abs(o - t); }, slope: sideOf, part: 1 },
  Mae: { of: function (o, t) { return Math.abs(o - t); }, slope: sideOf, mean: true },
  BinaryCrossEntropy: {
    of: function (o, t) {
      o = bounded(o);
      return -(t * Math.log(o) + (1 - t) * Math.log(1 - o));
    },
    slope: function (o, t) { return o === bounded(o) ? (o - t) / (o * (1 - o)) : 0; }, mean: true
  }
};

function square(o, t) { return (o - t) * (o - t); }

function twice(o, t) { return 2 * (o - t); }

function sideOf(o, t) { return o > t ? 1 : o < t ? -1 : 0; }

function bounded(o) { return Math.min(Math.max(o, Number.EPSILON), 1 - Number.EPSILON); }

// inputs, size and function of each layer, and where its weights and biases lie in the list of
// parameters: weights neuron by neuron, then the biases
function layersOf(state) {
  var inputs = 2, start = 0;
  return state.sizes.map(function (neurons, i) {
    var biases = start + neurons * inputs;
    var layer = {
      inputs: inputs, neurons: neurons, start: start, biases: biases, end: biases + neurons,
      transfer: TRANSFER[state.transfers[i]], name: state.transfers[i]
    };
    inputs = neurons;
    start = layer.end;
    return layer;
  });
}

// room for a sample on its way through the layers and back
function machine(state) {
  var layers = layersOf(state), last = layers[layers.length - 1];
  return {
    layers: layers, parameters: state.parameters, n: last.end, loss: LOSS[state.loss],
    // the logistic function and the cross-entropy cancel each other's curves
    joined: state.loss === "BinaryCrossEntropy" && last.name === "LogSig",
    values: [[0, 0]].concat(layers.map(function (layer) { return new Array(layer.neurons).fill(0); })),
    sums: layers.map(function (layer) { return new Array(layer.neurons).fill(0); }),
    slopes: layers.map(function (layer) { return new Array(layer.neurons).fill(0); })
  };
}

// the output for a place; what each neuron gives is left in the machine's values
function answer(machine, at) {
  var p = machine.parameters, inputs = machine.values[0];
  inputs[0] = at[0];
  inputs[1] = at[1];
  for (var l = 0; l < machine.layers.length; l += 1) {
    var layer = machine.layers[l], sums = machine.sums[l], values = machine.values[l + 1];
    for (var j = 0; j < layer.neurons; j += 1) {
      var sum = p[layer.biases + j], first = layer.start + j * layer.inputs;
      for (var i = 0; i < layer.inputs; i += 1) { sum += p[first + i] * inputs[i]; }
      sums[j] = sum;
      values[j] = layer.transfer.of(sum);
    }
    inputs = values;
  }
  return inputs[0];
}

function lossOf(machine, target) {
  var last = machine.layers.length - 1, sum = machine.sums[last][0];
  if (machine.joined) { return Math.max(sum, 0) - sum * target + Math.log1p(Math.exp(-Math.abs(sum))); }
  return machine.loss.of(machine.values[last + 1][0], target);
}

// after `answer`: adds the gradient of the loss
function addSlopes(machine, target, part, gradient) {
  var last = machine.layers.length - 1, output = machine.values[last + 1][0], p = machine.parameters;
  machine.slopes[last][0] = machine.joined ? part * (output - target) :
    part * machine.loss.slope(output, target) * machine.layers[last].transfer.slope(machine.sums[last][0], output);
  for (var l = last; l >= 0; l -= 1) {
    var layer = machine.layers[l], slopes = machine.slopes[l], inputs = machine.values[l];
    for (var j = 0; j < layer.neurons; j += 1) {
      var first = layer.start + j * layer.inputs;
      gradient[layer.biases + j] += slopes[j];
      for (var i = 0; i < layer.inputs; i += 1) { gradient[first + i] += slopes[j] * inputs[i]; }
    }
    if (l > 0) { slopesBelow(machine, l, p); }
  }
}

function slopesBelow(machine, l, p) {
  var layer = machine.layers[l], slopes = machine.slopes[l], below = machine.slopes[l - 1];
  for (var i = 0; i < layer.inputs; i += 1) {
    var sum = 0;
    for (var j = 0; j < layer.neurons; j += 1) { sum += p[layer.start + j * layer.inputs + i] * slopes[j]; }
    below[i] = sum * machine.layers[l - 1].transfer.slope(machine.sums[l - 1][i], machine.values[l][i]);
  }
}

function targetOf(state, point) { return state.targets[point.target]; }

// the loss over the points, without the penalty
function dataError(state, machine) {
  var sum = 0, n = state.points.length;
  state.points.forEach(function (point) {
    answer(machine, point.at);
    sum += lossOf(machine, targetOf(state, point));
  });
  return (machine.loss.mean ? 1 / n : machine.loss.part) * sum;
}

function penaltyOf(state) {
  if (state.l2 === 0 && state.l1 === 0) { return 0; }
  var squares = 0, sizes = 0;
  state.parameters.forEach(function (p) {
    squares += p * p;
    sizes += Math.abs(p);
  });
  return 0.5 * state.l2 * squares + state.l1 * sizes;
}

// the gradient over some of the points: their part of a sum, an estimate of a mean
function slopesOver(state, machine, samples) {
  var gradient = new Array(machine.n).fill(0), n = samples.length;
  var part = machine.loss.mean ? 1 / n : machine.loss.part;
  samples.forEach(function (sample) {
    var point = state.points[sample];
    answer(machine, point.at);
    addSlopes(machine, targetOf(state, point), part, gradient);
  });
  var share = machine.loss.mean ? 1 : n / state.points.length;
  var l2 = share * state.l2, l1 = share * state.l1;
  if (l2 !== 0 || l1 !== 0) {
    machine.parameters.forEach(function (p, i) { gradient[i] += l2 * p + l1 * (p > 0 ? 1 : p < 0 ? -1 : 0); });
  }
  return gradient;
}

// what a run of the trainer knows besides the parameters; a change by hand begins a new one
function beginRun(state) {
  return {
    seed: state.seed, steps: state.parameters.map(function () { return 0; }),
    order: state.points.map(function (_, i) { return i; })
  };
}

function descend(state, run, gradient) {
  var part = (1 - state.momentum) * state.rate;
  for (var i = 0; i < gradient.length; i += 1) {
    run.steps[i] = state.momentum * run.steps[i] + part * gradient[i];
    state.parameters[i] -= run.steps[i];
  }
}

// the error of an epoch, measured before its steps: that of the present weights
function measure(state) {
  var error = state.points.length ? dataError(state, machine(state)) + penaltyOf(state) : 0;
  state.error = state.parameters.every(isFinite) ? error : Infinity;
  if (state.epoch % state.every === 0) { state.errors[state.epoch / state.every] = state.error; }
  // a long curve is kept with every second point
  if (state.errors.length > MOST_ERRORS) {
    state.errors = state.errors.filter(function (_, i) { return i % 2 === 0; });
    state.every *= 2;
  }
  return state;
}

function diverged(state) { return !isFinite(state.error); }

// one epoch of steps: after all points, or after each batch
function epoch(state) {
  if (state.points.length === 0 || diverged(state)) { return state; }
  var run = state.run = state.run || beginRun(state), before = state.parameters.slice();
  var room = machine(state), size = state.batch || state.points.length;
  if (state.batch && state.shuffle) {
    var random = fastRandom(run.seed);
    random.shuffle(run.order);
    run.seed = random.seed();
  }
  for (var first = 0; first < run.order.length; first += size) {
    descend(state, run, slopesOver(state, room, run.order.slice(first, first + size)));
  }
  state.epoch += 1;
  state.byHand = false;
  measure(state);
  // the last weights that are numbers stay
  if (diverged(state)) { state.parameters = before; }
  return state;
}

// whether a run of the library would end here
function reached(state) { return state.error < state.goal; }

// how many points are on the correct side of half-way between the targets
function right(state) {
  var room = machine(state), middle = state.targets[0] / 2 + state.targets[1] / 2;
  return state.points.filter(function (point) {
    return (answer(room, point.at) > middle) === (point.target === 1);
  }).length;
}
