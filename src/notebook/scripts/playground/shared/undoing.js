// Undo and redo by buttons and keys, and what else both playgrounds have in common.

var KEYS = "Space and Shift+Space select a point, arrows move it, Enter changes its class, Delete removes it, " +
  "Insert or A adds one, 0 and 1 choose its class, Ctrl+Z undoes.";

// a row of controls with a name for screen readers
function group(parent, name, label) {
  var row = division(parent, name);
  row.setAttribute("role", "group");
  row.setAttribute("aria-label", label);
  return row;
}

// at the left of the row; `pause` is for a press while it plays
function playButton(app, row, pause) {
  var play = button(row, "Play", function () {
    if (!app.playing) { app.play(); return; }
    app.stop();
    pause();
  });
  play.className = "percept-first";
  play.style.minWidth = "76px";
  app.shows.push(function () { play.textContent = app.playing ? "Pause" : "Play"; });
}

// at its right
function undoButtons(app, row) {
  var back = button(row, "Undo", function () { app.undo(); }), forth = button(row, "Redo", function () { app.redo(); });
  back.style.marginLeft = "auto";
  app.shows.push(function () {
    back.disabled = app.stack.past.length === 0;
    forth.disabled = app.stack.future.length === 0;
  });
}

// `after` says what holds of the state
function undoingOn(app, panel, after) {
  app.stack = { past: [], future: [] };
  function exchange(way, from, words) {
    app.stop();
    if (app.stack[from].length === 0) { return; }
    way(app.stack, app.state);
    app.shown = null;
    app.edited = "";
    app.select(app.selected);
    app.fit();
    app.say(words + " " + after(app.state));
    app.redraw();
  }
  app.stop = function () { app.playing = false; };
  app.undo = function () { exchange(undo, "past", "Undone."); };
  app.redo = function () { exchange(redo, "future", "Done again."); };
  app.select = function (i) { app.selected = app.state.points[i] ? i : -1; };
  panel.addEventListener("keydown", function (event) {
    var key = event.key.toLowerCase();
    if (!(event.ctrlKey || event.metaKey) || /^(INPUT|TEXTAREA)$/.test(event.target.tagName)) { return; }
    if (key === "z" && !event.shiftKey) { app.undo(); } else if (key === "y" || key === "z") { app.redo(); } else { return; }
    event.preventDefault();
  });
}

// names the data that are there, also after undo; changed by hand, they are others
function dataChoice(app, row, options, take) {
  var names = new WeakMap([[app.state.points, app.data]]);
  app.loaded = function (name) { names.set(app.state.points, name); };
  var show = choice(row, "data", options.concat(DATA, [["own", "changed by hand"]]), take);
  row.querySelector("[value=own]").hidden = true;
  app.shows.push(function () {
    app.data = names.get(app.state.points) || "own";
    show(app.data);
  });
}

// what stands at the end of a panel; gives back what shows the state as Rust
function endOf(app, panel, help) {
  var fold = add(panel, "details", { style: "margin-bottom:8px" });
  add(fold, "summary", {}, "Hands and keys");
  add(fold, "p", {}, help);
  handsOn(app, app.svg);
  keysOn(app, app.svg);
  whenResized(panel, app.redraw);
  return codeOf(panel, "This state as Rust");
}
