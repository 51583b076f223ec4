// Neurons with what they answer over the plane, and the connections between them.
var NEURON = 36, ROW = 44, HEAD = 92;

function diagramStyle() {
  return ".-diagram{margin-top:8px;position:relative}" + ".-diagram>svg{left:0;position:absolute;top:0}" +
    ".-diagram .-neuron{border:2px solid " + colors.quiet + ";border-radius:4px;box-sizing:border-box;height:" + NEURON + "px;min-height:0;overflow:hidden;padding:0;" +
    "position:absolute;transform:translate(-50%,-50%);width:" + NEURON + "px}" +
    ".-diagram .-input{border-color:" + colors.grid + "}" + ".-diagram .-neuron[aria-pressed=true]{border-color:" + colors.ink + ";" +
    "box-shadow:0 0 0 2px " + colors.ink + "}" +
    // what is white in them is as dim as the sheet in a dark page
    "& canvas,.-neuron{mix-blend-mode:multiply}" + ".-neuron canvas{display:block;height:100%;width:100%}" +
    ".-column{align-items:center;display:flex;flex-direction:column;gap:3px;position:absolute;" +
    "top:0;transform:translateX(-50%)}" +
    ".-column select{max-width:100%;padding:2px 0}" +
    ".-column button{min-height:24px;min-width:28px;padding:0 4px}" +
    ".-caption{font-size:12px;position:absolute;text-align:center;transform:translateX(-50%);" +
    "overflow:hidden;text-overflow:ellipsis;white-space:nowrap}" +
    ".-weights{display:flex;flex-wrap:wrap;gap:6px 14px;margin:4px 0 8px}" +
    ".-diagram+.-weights>b{flex-basis:100%}.-diagram+.-weights input{border-left-width:4px}";
}

function layerName(state, layer) { return layer === hidden(state) ? "output" : "layer " + (layer + 1); }

function neuronName(state, layer, neuron) {
  return layer === hidden(state) ? "the output" : "layer " + (layer + 1) + ", neuron " + (neuron + 1);
}

// what a connection comes from; the last of a neuron is its bias
function sourceName(state, layer, from) {
  if (from === layersOf(state)[layer].inputs) { return "bias"; }
  return layer === 0 ? state.names[from] : "neuron " + (from + 1);
}

// functions that can give what the last layer has to
function outputFunctions(state) {
  return Object.keys(TRANSFER).filter(function (name) {
    var range = TRANSFER[name].range, shares = range[0] >= 0 && range[1] <= 1;
    return state.targets.every(function (target) { return target >= range[0] && target <= range[1]; }) &&
      (state.loss !== "BinaryCrossEntropy" || shares);
  });
}

function placeOfNeuron(app, column, row) {
  var sizes = [2].concat(app.state.sizes), width = app.diagram.clientWidth || 400;
  var most = Math.max.apply(null, sizes), gap = sizes[column] < 3 ? ROW + 16 : ROW;
  return [
    (column + 0.5) / sizes.length * width,
    HEAD + Math.max(most * ROW, 2 * ROW + 32) / 2 + (row - (sizes[column] - 1) / 2) * gap
  ];
}

// all of it anew: another shape, or another width
function buildDiagram(app) {
  var state = app.state, root = app.diagram, sizes = [2].concat(state.sizes);
  var focused = root.contains(document.activeElement) && document.activeElement.getAttribute("aria-label");
  root.textContent = "";
  root.style.height = HEAD + Math.max(Math.max.apply(null, sizes) * ROW, 2 * ROW + 32) + 6 + "px";
  app.wires = add(root, "svg", { "aria-hidden": "true" });
  app.neurons = sizes.map(function (size, column) {
    buildHead(app, column);
    var canvases = [];
    for (var row = 0; row < size; row += 1) { canvases.push(buildNeuron(app, column, row)); }
    return canvases;
  });
  buildWires(app);
  buildWeights(app);
  root.querySelectorAll("[aria-label]").forEach(function (node) {
    if (focused && node.getAttribute("aria-label") === focused) { node.focus(); }
  });
}

function buildHead(app, column) {
  var state = app.state, layer = column - 1, name = column ? layerName(state, layer) : "inputs";
  var head = division(app.diagram, "column"), width = (app.diagram.clientWidth || 400) / (state.sizes.length + 1);
  head.style.left = placeOfNeuron(app, column, 0)[0] + "px";
  head.style.width = width - 4 + "px";
  add(head, "b", {}, name);
  if (column === 0) { return; }
  var last = layer === hidden(state);
  var list = add(head, "select", { "aria-label": "Activation of " + (last ? "the output" : name) });
  (last ? outputFunctions(state) : Object.keys(TRANSFER)).forEach(function (key) {
    add(list, "option", { value: key }, key);
  });
  list.value = state.transfers[layer];
  list.addEventListener("change", function () {
    app.edit(function () { setTransfer(state, layer, list.value); });
    app.say("The activation of " + (last ? "the output" : name) + " is " + list.value + ".");
  });
  if (last) { return; }
  var pair = add(head, "span", {}), size = state.sizes[layer];
  function sized(change) {
    app.edit(change);
    var n = state.sizes[layer];
    app.say(name + " has " + n + (n === 1 ? " neuron." : " neurons."));
  }
  var less = button(pair, "−", function () { sized(function () { removeNeuron(state, layer, size - 1); }); });
  pair.appendChild(document.createTextNode(" " + size + " "));
  var more = button(pair, "+", function () { sized(function () { addNeuron(state, layer); }); });
  less.setAttribute("aria-label", "Take the last neuron of " + name + " away");
  more.setAttribute("aria-label", "Add a neuron to " + name);
  less.disabled = size < 2;
  more.disabled = size >= MOST_NEURONS;
}

function buildNeuron(app, column, row) {
  var state = app.state, layer = column - 1, at = placeOfNeuron(app, column, row);
  var look = { "class": "percept-neuron", style: "left:" + at[0] + "px;top:" + at[1] + "px" };
  var place, last = layer === hidden(state);
  if (column) {
    place = button(app.diagram, "", function () { app.choose(layer, row); });
    place.setAttribute("aria-label", "Weights of " + neuronName(state, layer, row));
  } else {
    place = add(app.diagram, "div", {});
    look["class"] += " percept-input";
  }
  Object.keys(look).forEach(function (key) { place.setAttribute(key, look[key]); });
  if (column === 0 || last) {
    var caption = add(app.diagram, "span", { "class": "percept-caption" }, column ? app.target : state.names[row]);
    caption.style.cssText = "left:" + at[0] + "px;top:" + (at[1] + NEURON / 2 + 1) + "px;max-width:" +
      ((app.diagram.clientWidth || 400) / (state.sizes.length + 1) - 4) + "px";
  }
  return add(place, "canvas", { width: CELLS, height: CELLS, "aria-hidden": "true" });
}

// each connection as a line, and a wider one to take hold of
function buildWires(app) {
  var state = app.state, svg = app.wires, width = app.diagram.clientWidth || 400;
  svg.setAttribute("viewBox", "0 0 " + width + " " + parseFloat(app.diagram.style.height));
  app.lines = [];
  layersOf(state).forEach(function (shape, layer) {
    for (var j = 0; j < shape.neurons; j += 1) {
      for (var i = 0; i < shape.inputs; i += 1) { app.lines.push(buildWire(app, layer, j, i)); }
    }
  });
}

function buildWire(app, layer, neuron, from) {
  var a = placeOfNeuron(app, layer, from), b = placeOfNeuron(app, layer + 1, neuron), half = NEURON / 2;
  var ends = { x1: a[0] + half, y1: a[1], x2: b[0] - half, y2: b[1] };
  var seen = add(app.wires, "line", ends), wide = add(app.wires, "line", ends);
  wide.setAttribute("stroke", "transparent");
  wide.setAttribute("stroke-width", 11);
  wide.style.cursor = "pointer";
  wide.addEventListener("click", function () {
    app.choose(layer, neuron);
    app.weights.querySelectorAll("input")[from].select();
  });
  return { line: seen, title: add(wide, "title", {}), layer: layer, neuron: neuron, from: from };
}

// each connection and bias for the table of the output
function weightRows(state) {
  var rows = [];
  layersOf(state).forEach(function (shape, layer) {
    for (var j = 0; j < shape.neurons; j += 1) {
      for (var i = 0; i <= shape.inputs; i += 1) {
        rows.push([layer + 1, j + 1, sourceName(state, layer, i), significant(state.parameters[parameterAt(state, layer, j, i)], 6)]);
      }
    }
  });
  return rows;
}

// fields for the weights and the bias of the neuron that was chosen
function buildWeights(app) {
  var state = app.state, layer = app.chosen[0], neuron = app.chosen[1], shape = layersOf(state)[layer];
  app.weights.textContent = "";
  add(app.weights, "b", {}, "Weights of " + neuronName(state, layer, neuron));
  app.fields = [];
  for (var from = 0; from <= shape.inputs; from += 1) { app.fields.push(weightField(app, layer, neuron, from)); }
  if (layer < hidden(state) && state.sizes[layer] > 1) {
    button(app.weights, "Take this neuron away", function () {
      var said = neuronName(state, layer, neuron);
      app.edit(function () { removeNeuron(state, layer, neuron); });
      app.say(said + " was taken away.");
    });
  }
}

function weightField(app, layer, neuron, from) {
  var state = app.state, source = sourceName(state, layer, from), label = captioned(app.weights, source);
  var name = (source === "bias" ? "Bias" : "Weight of " + source) + ", " + neuronName(state, layer, neuron);
  var show = numberField(label, { name: name }, function (value) {
    app.edit(function () { setWeight(state, layer, neuron, from, value); });
  });
  return function () {
    var value = state.parameters[parameterAt(state, layer, neuron, from)];
    label.lastChild.style.borderLeftColor = sign(value);
    show(value);
  };
}

// what moves while it learns: widths, colours, surfaces, numbers
function drawDiagram(app) {
  var state = app.state, shapes = layersOf(state), largest = Number.MIN_VALUE, thin = app.start.widths[0];
  state.parameters.forEach(function (value) { largest = Math.max(largest, Math.abs(value)); });
  app.lines.forEach(function (wire) {
    var shape = shapes[wire.layer], value = state.parameters[shape.start + wire.neuron * shape.inputs + wire.from];
    var width = (thin + Math.abs(value) / largest * (app.start.widths[1] - thin)).toFixed(1);
    if (width !== wire.width || sign(value) !== wire.sign) {
      wire.width = width;
      wire.sign = sign(value);
      wire.line.setAttribute("stroke", wire.sign);
      wire.line.setAttribute("stroke-width", width);
      wire.line.setAttribute("stroke-dasharray", value < 0 ? "7 5" : "none");
    }
    if (!app.playing) {
      var source = wire.layer ? "layer " + wire.layer + ", neuron " + (wire.from + 1) : state.names[wire.from];
      wire.title.textContent = typeset(source + " → " + neuronName(state, wire.layer, wire.neuron) + ": weight " + short(value));
    }
  });
  app.neurons.forEach(function (canvases, column) {
    canvases.forEach(function (canvas, row) {
      var map = app.maps[column][row], layer = column - 1, last = layer === hidden(state);
      var range = column ? shapes[layer].transfer.range : [-Infinity, Infinity];
      paint(app.ramp, canvas, map, last ? state.targets : reachOfNeuron(map, range));
      var chosen = layer === app.chosen[0] && row === app.chosen[1];
      if (column) { canvas.parentNode.setAttribute("aria-pressed", String(chosen)); }
    });
  });
  app.fields.forEach(function (show) { show(); });
}
