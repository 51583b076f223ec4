// Buttons and fields of a perceptron's playground.
var SPEEDS = [1, 3, 10, 30, 100, 1000];
// samples a second up to which each is shown
var SEEN = 10;

function toolsIn(app, panel) {
  var row = group(panel, "tools", "training");
  playButton(app, row, app.changed);
  button(row, "One sample", function () { app.stop(); app.remember(); oneSample(app); app.changed(); });
  button(row, "One epoch", function () { app.stop(); app.remember(); oneEpoch(app); app.changed(); });
  button(row, "Reset", function () {
    app.stop();
    app.begin();
    reset(app.state);
    app.say("Back to the weights at the beginning. The points stay.");
    app.changed();
  });
  var speed = add(captioned(row, "speed"), "input", { type: "range", min: 0, max: SPEEDS.length - 1, step: 1, style: "vertical-align:middle" });
  function speedSaid() {
    var value = app.speed = SPEEDS[Number(speed.value)];
    speed.setAttribute("aria-valuetext", counted(value, "sample") + " per second");
    fill(speed, [0, SPEEDS.length - 1], Number(speed.value), colors.quiet);
    // there is nothing to mark at its beginning
    speed.style.setProperty("--zero", -9);
  }
  speed.value = 1;
  speed.addEventListener("input", speedSaid);
  speedSaid();
  undoButtons(app, row);
}

function oneSample(app) {
  var state = app.state, update = look(state);
  if (!update) { app.say("There are no points to learn from."); return; }
  app.shown = { update: update, weights: state.weights.slice(), bias: state.bias };
  step(state);
  app.said = state.next === 0 ? epochSaid(app) : "";
}

function oneEpoch(app) {
  app.shown = null;
  if (app.state.points.length === 0) { app.say("There are no points to learn from."); return; }
  var state = app.state, present = state.epoch, changes = 0, rest = state.sequence.length - state.next;
  var which = (state.next ? "the last " : "") + counted(rest, "sample");
  while (state.epoch === present) {
    if (look(state).error !== 0) { changes += 1; }
    step(state);
  }
  app.said = "Epoch " + state.epoch + ": " + changes + " of " + which + " changed the weights. " + epochSaid(app);
}

// data to begin with; those that are random have a count, a noise and a seed
function dataIn(app, row) {
  var given = app.start.points && app.start.points.length ? [["given", "given points"]] : [];
  var options = { count: 40, noise: 0.1, distance: 2, seed: 1 }, fields = [];
  function arrive() {
    app.select(-1);
    app.fit();
    app.judge();
    app.say(counted(app.state.points.length, "point") + (app.verdict.exists ? ": a line gets all right." :
      app.verdict.exists === null ? "." : ": no line gets all right."));
    app.changed();
  }
  function reload(fresh) {
    app.stop();
    if (fresh) { app.begin(); } else { app.edit("data"); }
    load(app.state, app.data === "given" ? undefined : dataToBeginWith(app.data, options));
    app.loaded(app.data);
    arrive();
  }
  dataChoice(app, row, given, function (name) {
    app.data = name;
    options.noise = name === "heaps" || name === "units" ? 0.4 : 0.1;
    app.wants = null;
    reload(true);
  });
  [["points", "count", 2, 200, 1], ["noise", "noise", 0, 5, 0.05], ["distance", "distance", 0, 20, 0.5], ["seed", "seed", 0, 1e9, 1]].forEach(function (look) {
    var label = captioned(row, look[0]);
    var shows = numberField(label, { name: look[0] + " of the data", least: look[2], most: look[3], step: look[4] }, function (value) {
      options[look[1]] = value;
      reload(false);
    });
    label.lastChild.style.width = "64px";
    fields.push(function () {
      var random = ["heaps", "units", "moons", "circles"].indexOf(app.data) >= 0;
      var fits = random && (look[1] !== "distance" || app.data === "heaps" || app.data === "units") || look[1] === "seed" && app.data === "ten";
      label.style.display = fits ? "" : "none";
      shows(options[look[1]]);
    });
  });
  button(row, "Scale inputs to 0…1", function () {
    app.stop();
    app.begin();
    scalePoints(app.state);
    arrive();
  });
  app.shows.push(function () { fields.forEach(function (field) { field(); }); });
}

function settingsIn(app, panel) {
  var row = group(panel, "settings", "settings");
  dataIn(app, row);
  function take(name, words) {
    return function (value) {
      app.edit(name);
      set(app.state, name, value);
      app.say(words + " " + (typeof value === "number" ? short(value) : value) + ".");
      app.changed();
    };
  }
  var rate = numberField(captioned(row, "learning rate"), { name: "learning rate", above: true, least: 0 }, take("rate", "Learning rate"));
  var order = choice(row, "order", [["given", "as given"], ["shuffled", "shuffled"]], take("order", "Order of the samples:"));
  var label = captioned(row, "seed of the order");
  var seed = numberField(label, { name: "seed of the order", least: 0, step: 1 }, take("seed", "Seed of the order"));
  label.lastChild.style.width = "64px";
  app.shows.push(function () {
    rate(app.state.rate);
    order(app.state.order);
    label.style.display = app.state.order === "shuffled" ? "" : "none";
    seed(app.state.seed);
  });
}
