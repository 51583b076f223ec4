// A perceptron to play with: `root` is the figure of an output, `start` what it begins with.
var HELP = "A click adds a point; a click on a point changes its class; a point that is dragged out is removed. " +
  "The dashed line and the tip of the weights can be dragged. Keys: " + KEYS;

function playground(root, start) {
  colors = start.colors;
  var panel = panelIn(root);
  var app = {
    start: start, state: create(start), shows: [], selected: -1, adding: 1, shown: null, said: "",
    playing: false, wants: null, why: false, stretch: 0, held: null, over: "", data: "given", edited: ""
  };
  if (!app.state.points.length) { app.data = DATA[0][0]; load(app.state, dataToBeginWith(app.data)); }
  var code = function () {};
  styled(panel, panelStyle());
  // ends a series of changes of one kind, which are undone together
  app.remember = function () { remember(app.stack, app.state); app.edited = ""; };
  app.begin = function () { app.remember(); app.shown = null; };
  app.edit = function (kind) {
    if (app.edited !== kind) { app.begin(); }
    app.edited = kind;
    app.shown = null;
  };
  app.say = function (text) { app.said = text; };
  app.add = function (of) { app.adding = of; };
  app.fit = function () {
    app.spans = spansOf(app.state.points);
    app.stretch = 0;
  };
  app.described = function () {
    var state = app.state;
    return "Plane of " + state.names.join(" and ") + " with " + counted(state.points.length, "point") + ", " + rightSaid(state) + " " + equationSaid(state);
  };
  app.redraw = beforeNextFrame(function () {
    app.judge();
    app.why = app.wants === null ? app.verdict.exists === false : app.wants;
    drawPlane(app);
    app.shows.forEach(function (show) { show(); });
    if (!app.playing && !app.held) { code(rust(app.state)); }
  });
  app.changed = app.redraw;
  app.play = function () {
    app.remember();
    app.playing = true;
    var last = 0, due = 1;
    window.requestAnimationFrame(function frame(now) {
      if (!app.playing || !panel.isConnected) { return; }
      due = Math.min(due + (last ? (now - last) / 1000 * app.speed : 0), 200);
      last = now;
      var steps = Math.floor(due);
      due -= steps;
      for (var k = 0; k < steps && app.playing; k += 1) {
        oneSample(app);
        if (reached(app.state) || !app.state.points.length) {
          app.stop();
          app.said = epochSaid(app) || "Play ended after " + counted(app.state.epoch, "epoch") + "; press it again to go on.";
        }
      }
      if (steps > 0) {
        if (app.speed > SEEN) { app.shown = null; }
        if (app.speed > SEEN && app.playing) { app.said = circles(app.state) ? circlesSaid(app) : ""; }
        app.redraw();
      }
      window.requestAnimationFrame(frame);
    });
    app.redraw();
  };
  undoingOn(app, panel, rightSaid);
  app.fit();
  toolsIn(app, panel);
  var columns = division(panel, "columns"), left = division(columns, "left"), beside = division(columns, "beside");
  addingIn(app, left);
  // names of elements of a page are shared: this one is described without
  app.svg = add(left, "svg", { role: "application", tabindex: 0, "aria-roledescription": "plane", style: "margin-top:6px", "aria-description": HELP });
  add(left, "p", { style: "margin-top:4px" }, "A click on a point changes its class; a drag moves it.");
  legendIn(app, left);
  curveIn(app, left);
  countsIn(app, beside);
  saidIn(app, beside);
  weightsIn(app, beside);
  verdictIn(app, beside);
  ledgerIn(app, beside);
  settingsIn(app, panel);
  code = endOf(app, panel, HELP);
  numbersOf(app, root, [function (state) {
    return pointRows(state, function (point) { return isRight(state, point) ? "yes" : "no"; });
  }]);
  app.say("Press One sample and see what the perceptron does with it, or add points and drag what is in the plane.");
  app.redraw();
}
