// A network to play with: `root` is the figure of an output, `start` what it begins with.
var HELP = "A click in the plane adds a point; a click on a point changes its class; a point that is dragged out is removed. " +
  "A click on a neuron or on a connection shows its weights. Keys in the plane: " + KEYS;

function epochSaid(state) {
  if (diverged(state)) { return "Training diverged. Choose a smaller learning rate, then press Reset."; }
  return "After " + counted(state.epoch, "epoch") + ": error " + short(state.error) + ". " + rightSaid(state);
}

function countsIn(app, parent) {
  var counts = add(parent, "p", { "class": "percept-count", style: "margin-top:10px" });
  app.said = add(parent, "p", { "class": "percept-said", role: "status" });
  app.shows.push(function () {
    var state = app.state;
    counts.textContent = "";
    add(counts, "strong", {}, right(state) + " of " + state.points.length);
    counts.appendChild(document.createTextNode((state.points.length === 1 ? " point" : " points") + " right. Epoch " +
      state.epoch + ", error " + typeset(short(state.error)) + byHandSaid(state, state.epoch) + "."));
  });
}

function legendIn(app, parent) {
  var list = division(parent, "legend"), state = app.state;
  // `drawn` is where it is in the picture, if there is any
  function item(text, picture, drawn) {
    var one = add(list, "span", {}), svg = add(one, "svg", { viewBox: "0 0 18 14", "aria-hidden": "true" });
    picture(svg);
    one.appendChild(document.createTextNode(typeset(text)));
    if (drawn) { app.shows.push(function () { one.style.display = drawn().lastChild ? "" : "none"; }); }
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
  }, function () { return app.border; });
  item("on the wrong side", function (svg) { wrongMark(svg, [9, 7], 1.6); }, function () { return app.crosses; });
}

function playground(root, start) {
  colors = start.colors;
  var panel = panelIn(root), state = create(start);
  var app = {
    state: state, start: start, shows: [], selected: -1, adding: 1, playing: false, held: null, over: "",
    data: "given", speed: 60, chosen: [0, 0], target: start.target,
    // there is no line and no arrow to take hold of
    tip: [Infinity, Infinity], anchor: [0, 0], ends: null
  };
  var code = function () {}, shape = "";
  app.ramp = rampOf(start.shades);
  styled(panel, diagramStyle());
  app.remember = function () { remember(app.stack, state); };
  app.begin = app.remember;
  // what a hand changes: it can be undone, and play ends
  app.edit = function (change) {
    app.stop();
    app.remember();
    change();
    app.changed();
  };
  app.say = function (text) { app.said.textContent = typeset(text); };
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
  undoingOn(app, panel, epochSaid);
  app.fit();
  toolsIn(app, panel);
  countsIn(app, panel);
  var columns = division(panel, "columns"), left = division(columns, "left"), beside = division(columns, "beside");
  layersIn(app, left);
  app.diagram = division(left, "diagram");
  app.weights = group(left, "weights", "weights of a neuron");
  addingIn(app, beside);
  var plane = add(beside, "div", { style: "position:relative;margin-top:6px" });
  app.canvas = add(plane, "canvas", { width: CELLS, height: CELLS, "aria-hidden": "true" });
  app.svg = add(plane, "svg", { role: "application", tabindex: 0, "aria-roledescription": "plane", style: "position:relative", "aria-description": HELP });
  legendIn(app, beside);
  app.curve = add(add(beside, "div", {}), "svg", { role: "img" });
  settingsIn(app, panel);
  code = endOf(app, panel, HELP);
  numbersOf(app, root, [weightRows, pointRows]);
  app.say("Press Play and see the network learn, or change it: neurons, weights, points.");
  app.redraw();
}
