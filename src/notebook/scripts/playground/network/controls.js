// Buttons and fields of a network's playground.
var SPEEDS = [5, 60, 600, 6000].map(function (epochs) { return [String(epochs), epochs + " epochs/s"]; });

function toolsIn(app, panel) {
  var state = app.state, row = group(panel, "tools", "training");
  playButton(app, row, app.pause);
  button(row, "One epoch", function () {
    app.stop();
    app.remember();
    var before = state.error;
    epoch(state);
    app.pause();
    if (!state.points.length) { app.say("There are no points to learn from."); return; }
    if (!diverged(state)) {
      app.say("Epoch " + state.epoch + ": the error " + (state.error < before ? "fell from " : state.error > before ? "rose from " :
        "stayed at ") + short(before) + (state.error === before ? "." : " to " + short(state.error) + "."));
    }
  });
  button(row, "Reset", function () {
    app.edit(function () { reset(state); });
    app.say("Back to the weights at the beginning. Points and settings stay.");
  });
  button(row, "New weights", function () {
    app.edit(function () { draw(state, BigInt.asUintN(64, BigInt(state.seed) + 1n)); });
    app.say("New random weights, of seed " + state.seed + ".");
  });
  var speed = choice(row, "speed", SPEEDS, function (value) { app.speed = Number(value); });
  speed(String(app.speed));
  undoButtons(app, row);
}

function layersIn(app, parent) {
  var state = app.state, row = group(parent, "tools", "hidden layers");
  var said = add(row, "span", {});
  function layered(change) {
    app.edit(function () { change(state); });
    app.say(counted(hidden(state), "hidden layer") + ", with new weights.");
  }
  var less = button(row, "−", function () { layered(removeLayer); }), more = button(row, "+", function () { layered(addLayer); });
  less.setAttribute("aria-label", "Take the last hidden layer away");
  more.setAttribute("aria-label", "Add a hidden layer");
  app.shows.push(function () {
    said.textContent = counted(hidden(state), "hidden layer");
    less.disabled = hidden(state) === 0;
    more.disabled = hidden(state) >= MOST_HIDDEN;
  });
}

function settingsIn(app, panel) {
  var state = app.state, row = group(panel, "settings", "settings");
  dataChoice(app, row, [["given", "given points"]], function (name) {
    app.edit(function () { load(state, name === "given" ? undefined : dataToBeginWith(name)); });
    app.loaded(name);
    app.select(-1);
    app.fit();
    app.say(counted(state.points.length, "point") + ", and new weights for them.");
  });
  function number(caption, name, look) {
    look.name = caption;
    return numberField(captioned(row, caption), look, function (value) {
      app.edit(function () { set(state, name, value); });
      app.say(caption + ": " + short(value) + ".");
    });
  }
  var rate = number("learning rate", "rate", { least: 0, above: true });
  var batch = choice(row, "points in a step", batches(state), function (value) {
    app.edit(function () {
      set(state, "batch", parseInt(value, 10));
      set(state, "shuffle", value !== "1 online");
    });
    app.say("Points in a step: " + batchSaid(value) + ".");
  });
  var momentum = number("momentum", "momentum", { least: 0, most: 0.999 });
  var l2 = number("L2 penalty", "l2", { least: 0 }), l1 = number("L1 penalty", "l1", { least: 0 });
  app.shows.push(function () {
    rate(state.rate);
    batch(batchOf(state));
    momentum(state.momentum);
    l2(state.l2);
    l1(state.l1);
  });
}

function batchOf(state) { return state.batch === 1 && !state.shuffle ? "1 online" : String(state.batch); }

function batchSaid(value) { return value === "0" ? "all" : value === "1 online" ? "1, in order" : value + ", shuffled"; }

function batches(state) {
  var values = ["0", "1 online", "1", "4", "10", "32"], own = batchOf(state);
  if (values.indexOf(own) < 0) { values.push(own); }
  return values.map(function (value) { return [value, batchSaid(value)]; });
}
