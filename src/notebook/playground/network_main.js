// A network to play with: `root` is the figure of an output, `start` what it begins with.
var HELP = "A click in the plane adds a point; a click on a point changes its class; a point that is dragged out is removed. " +
  "A click on a neuron or on a connection shows its weights. Keys in the plane: Space and Shift+Space select a point, arrows " +
  "move it, Enter changes its class, Delete removes it, Insert or A adds one, 0 and 1 choose its class, Ctrl+Z undoes.";

function epochSaid(state) {
  if (diverged(state)) { return "The weights grew beyond all numbers: Reset, with a smaller learning rate."; }
  return "After " + counted(state.epoch, "epoch") + ": error " + short(state.error) + ". " + rightSaid(state);
}

function countsIn(app, parent) {
  var counts = add(parent, "p", { "class": "percept-count" });
  app.said = add(parent, "p", { "class": "percept-said", role: "status", style: "min-height:0" });
  app.shows.push(function () {
    var state = app.state;
    counts.textContent = "";
    add(counts, "strong", {}, right(state) + " of " + state.points.length);
    counts.appendChild(document.createTextNode((state.points.length === 1 ? " point" : " points") + " right. Epoch " +
      state.epoch + ", error " + typeset(short(state.error)) + "."));
  });
}

function legendIn(app, parent) {
  var list = division(parent, "legend"), state = app.state;
  function item(text, picture) {
    var one = add(list, "span", {}), svg = add(one, "svg", { viewBox: "0 0 18 14", "aria-hidden": "true" });
    picture(svg);
    one.appendChild(document.createTextNode(typeset(text)));
  }
  function wire(value) {
    return function (svg) {
      add(svg, "line", { x1: 0, x2: 18, y1: 7, y2: 7, stroke: sign(value), "stroke-width": 3, "stroke-dasharray": value < 0 ? "7 4" : "none" });
    };
  }
  item("positive weight", wire(1));
  item("negative weight", wire(-1));
  item("output " + short((state.targets[0] + state.targets[1]) / 2), function (svg) {
    add(svg, "line", { x1: 0, x2: 18, y1: 7, y2: 7, stroke: colors.ink, "stroke-width": 2, "stroke-dasharray": "7 4" });
  });
  item("on the wrong side", function (svg) { wrongMark(svg, [9, 7], 1.6); });
}

function playground(root, start) {
  colors = start.colors;
  var panel = panelIn(root), stack = { past: [], future: [] }, state = create(start);
  var app = {
    state: state, start: start, stack: stack, shows: [], selected: -1, adding: 1, playing: false, held: null, over: "",
    data: "given", speed: 60, chosen: [0, 0], target: start.target,
    // there is no line and no arrow to take hold of
    tip: [Infinity, Infinity], anchor: [0, 0], ends: null
  };
  var code = function () {}, shape = "";
  app.ramp = rampOf(start.shades);
  add(panel, "style", {}).textContent = diagramStyle();
  app.remember = function () { remember(stack, state); };
  app.begin = app.remember;
  // what a hand changes: it can be undone, and play ends
  app.edit = function (change) {
    app.stop();
    app.remember();
    change();
    app.changed();
  };
  app.say = function (text) { app.said.textContent = typeset(text); };
  app.select = function (i) { app.selected = state.points[i] ? i : -1; };
  app.add = function (of) { app.adding = of; app.changed(); };
  app.choose = function (layer, neuron) {
    app.chosen = [layer, neuron];
    buildWeights(app);
    app.say("Weights of " + neuronName(state, layer, neuron) + ".");
    app.changed();
  };
  app.fit = function () { app.spans = spansOf(state.points); };
  app.described = function () {
    return "Output of the network as colour over " + state.names.join(" and ") + ", with " +
      counted(state.points.length, "point") + ": " + rightSaid(state);
  };
  function measured() { return "error: " + start.measure + (state.l2 || state.l1 ? " with a penalty" : ""); }
  function drawAll() {
    var now = [state.sizes, state.transfers, app.diagram.clientWidth].join();
    if (now !== shape) {
      shape = now;
      if (!(app.chosen[1] < state.sizes[app.chosen[0]])) { app.chosen = [hidden(state), 0]; }
      buildDiagram(app);
    }
    drawPlane(app);
    drawDiagram(app);
    errorCurve(app.curve, state.errors, measured(), colors.ink, state.every);
    app.shows.forEach(function (show) { show(); });
    if (!app.playing && !app.held) { code(rust(state)); }
  }
  app.redraw = beforeNextFrame(drawAll);
  app.changed = app.redraw;
  app.pause = function () {
    app.say(epochSaid(state));
    app.redraw();
  };
  function exchange(way, from, words) {
    app.stop();
    if (from.length === 0) { return; }
    way(stack, state);
    app.select(app.selected);
    app.fit();
    app.say(words + " " + epochSaid(state));
    app.redraw();
  }
  app.undo = function () { exchange(undo, stack.past, "Undone."); };
  app.redo = function () { exchange(redo, stack.future, "Done again."); };
  app.stop = function () { app.playing = false; };
  app.play = function () {
    app.remember();
    app.playing = true;
    var last = 0, due = 1;
    window.requestAnimationFrame(function frame(now) {
      if (!app.playing || !panel.isConnected) { return; }
      due += last ? Math.min(now - last, 100) / 1000 * app.speed : 0;
      last = now;
      // no more than a part of a frame's time
      for (var begun = performance.now(); due >= 1 && app.playing && performance.now() - begun < 9; due -= 1) {
        var above = !reached(state);
        epoch(state);
        if (diverged(state) || !state.points.length) { app.stop(); }
        if (above && reached(state)) {
          app.stop();
          app.say("The goal is reached: the error is below " + short(state.goal) + ". " + epochSaid(state));
        }
      }
      due = Math.min(due, 1);
      if (diverged(state)) { app.pause(); }
      app.redraw();
      window.requestAnimationFrame(frame);
    });
    app.say("Playing.");
    app.redraw();
  };
  panel.addEventListener("keydown", function (event) {
    var key = event.key.toLowerCase();
    if (!(event.ctrlKey || event.metaKey) || /^(INPUT|TEXTAREA)$/.test(event.target.tagName)) { return; }
    if (key === "z" && !event.shiftKey) { app.undo(); } else if (key === "y" || key === "z") { app.redo(); } else { return; }
    event.preventDefault();
  });
  app.fit();
  toolsIn(app, panel);
  countsIn(app, panel);
  var columns = division(panel, "columns"), left = division(columns, "left"), beside = division(columns, "beside");
  layersIn(app, left);
  app.diagram = division(left, "diagram");
  app.weights = division(left, "weights");
  app.weights.setAttribute("role", "group");
  app.weights.setAttribute("aria-label", "weights of a neuron");
  addingIn(app, beside);
  var plane = add(beside, "div", { style: "position:relative;margin-top:6px" });
  app.canvas = add(plane, "canvas", { width: CELLS, height: CELLS, "aria-hidden": "true" });
  app.svg = add(plane, "svg", { role: "application", tabindex: 0, "aria-roledescription": "plane", style: "position:relative", "aria-description": HELP });
  legendIn(app, beside);
  app.curve = add(add(beside, "div", {}), "svg", { role: "img" });
  settingsIn(app, panel);
  add(add(panel, "details", { style: "margin-bottom:8px" }), "summary", {}, "Hands and keys");
  add(panel.querySelector("details"), "p", {}, HELP);
  code = codeOf(panel, "This state as Rust");
  handsOn(app, app.svg);
  keysOn(app, app.svg);
  app.say("Press Play and see the network learn, or change it: neurons, weights, points.");
  app.redraw();
  whenResized(panel, app.redraw);
}
