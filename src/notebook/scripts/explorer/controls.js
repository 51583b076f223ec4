// Sliders, numbers and buttons of an explorer, and what moves them.
function begin() {
  return {
    inputs: start.inputs.map(input => input.input),
    weights: start.inputs.map(input => input.weight),
    thresholds: [start.threshold]
  };
}

function comparison(state, result, digits) {
  var threshold = significant(state.thresholds[0], digits), apart = short(Math.abs(result.margin));
  if (result.yes) { return "is greater than " + threshold + ", so yes, with " + apart + " to spare."; }
  return "is not greater than " + threshold + ", so no" +
    (result.margin === 0 ? "." : ": " + apart + " is missing.");
}

function refresh(app) {
  var state = app.state, result = app.result = decide(state);
  app.status.textContent = "";
  app.controls.forEach(show => show());
  app.code.value = code(state);
  app.pictures.style.display = result.known ? "" : "none";
  if (!result.known) {
    app.answer.textContent = "The weighted sum is beyond the range of 64-bit numbers.";
    app.words.textContent = "";
    return;
  }
  var digits = result.digits = digitsOf(state, result);
  var answer = result.yes ? "yes" : "no", color = result.yes ? colors.yes : colors.no;
  app.said = [
    "Weighted sum: " + spelledOut(state, digits) + " = " + significant(result.sum, digits) + ".",
    significant(result.sum, digits) + " " + comparison(state, result, digits),
    turning(state, result)
  ];
  if (start.classes) { app.said.push(start.classes); }
  if (start.tried) { app.said.push(tried(state)); }
  app.answer.textContent = "";
  // a line in the colour: words in it would be hard to read
  add(app.answer, "strong", { style: "border-bottom:3px solid " + color }, answer);
  app.answer.appendChild(document.createTextNode(typeset(app.said[1])));
  app.words.textContent = "";
  app.said.forEach((sentence, i) => {
    if (i !== 1) { add(app.words, "p", {}, sentence); }
  });
  draw(app);
}

function draw(app) {
  if (!app.result.known) { return; }
  drawBars(app);
  if (app.plane) { drawPlane(app); }
}

// a slider and a field for the same number
function control(app, row, caption, name, slider, key, i) {
  var pair = add(row, "div", { "class": "percept-control" });
  add(pair, "span", { "aria-hidden": "true" }, caption);
  var step = slider[2] || "any";
  var range = add(pair, "input", {
    type: "range", min: slider[0], max: slider[1], step: step, "aria-label": name + ", slider"
  });
  var field = add(pair, "input", { type: "number", step: step, "aria-label": name });
  function take(text) {
    var value = text === "" ? NaN : Number(text);
    field.setAttribute("aria-invalid", String(!isFinite(value)));
    if (isFinite(value)) {
      app.state[key][i] = value;
      refresh(app);
    }
  }
  range.addEventListener("input", () => take(range.value));
  field.addEventListener("input", () => take(field.value));
  field.addEventListener("blur", () => refresh(app));
  app.controls.push(() => {
    var value = app.state[key][i];
    range.value = value;
    if (value < slider[0] || value > slider[1]) {
      app.status.textContent =
        typeset(name + " is beyond its slider, which goes from " + slider[0] + " to " + slider[1] + ".");
    }
    // with the digits that its place on the slider takes
    var placed = (least, parts) => {
      var room = Math.abs(slider[1] - slider[0]) / parts;
      return fewest(least, digits => !(Math.abs(read(value, digits) - value) > room));
    };
    range.setAttribute("aria-valuetext", significant(value, placed(4, 1e3)));
    fill(range, slider, value, key === "weights" ? sign(value) : colors.quiet);
    if (document.activeElement !== field) {
      field.value = read(value, placed(6, 1e5));
      field.title = String(value);
      field.setAttribute("aria-invalid", "false");
    }
  });
}

function controls(app, panel) {
  start.inputs.forEach((input, i) => {
    var group = { "class": "percept-row", role: "group", "aria-label": input.name };
    var row = add(panel, "div", group);
    add(row, "span", { "class": "percept-name" }, input.name);
    control(app, row, "input", input.name + ", input", input.inputs, "inputs", i);
    control(app, row, "weight", input.name + ", weight", input.weights, "weights", i);
  });
  var row = add(panel, "div", { "class": "percept-row" });
  add(row, "span", { "class": "percept-name" }, "threshold");
  control(app, row, "yes above", "threshold", start.thresholds, "thresholds", 0);
  add(row, "span", { "class": "percept-control" });
}

function buttons(app, panel) {
  var row = add(panel, "div", { "class": "percept-buttons" });
  var reset = add(row, "button", { type: "button" }, "Reset");
  var copy = add(row, "button", { type: "button" }, "Copy as Rust");
  app.status = add(row, "span", { role: "status" });
  app.code = add(panel, "textarea", {
    readonly: "", rows: 2, spellcheck: "false", "aria-label": "This state as a line of Rust"
  });
  reset.addEventListener("click", () => {
    app.state = begin();
    app.span = null;
    app.behind = 0;
    refresh(app);
  });
  copy.addEventListener("click", () => {
    var say = text => { app.status.textContent = text; };
    var by_hand = () => {
      app.code.select();
      var done = false;
      try { done = document.execCommand("copy"); } catch (refused) { done = false; }
      say(done ? "Copied." : "Copy the selected line.");
    };
    if (!navigator.clipboard) { by_hand(); return; }
    navigator.clipboard.writeText(app.code.value).then(() => say("Copied."), by_hand);
  });
}

// `grab` says what the pointer holds, as a function that moves it, or nothing
function draggable(app, svg, grab) {
  var held = null;
  function place(event) {
    var seen = svg.getBoundingClientRect(), view = svg.viewBox.baseVal;
    var x = (event.clientX - seen.left) * view.width / seen.width;
    return [x, (event.clientY - seen.top) * view.height / seen.height];
  }
  svg.addEventListener("pointerdown", event => {
    held = grab(place(event));
    if (!held) { return; }
    svg.setPointerCapture(event.pointerId);
    event.preventDefault();
    held(place(event));
    refresh(app);
  });
  svg.addEventListener("pointermove", event => {
    if (held) { held(place(event)); refresh(app); }
  });
  ["pointerup", "pointercancel"].forEach(end => {
    svg.addEventListener(end, () => { held = null; });
  });
}

function drags(app) {
  draggable(app, app.bars, at => {
    if (Math.abs(at[0] - app.along(app.state.thresholds[0])) > 10) { return null; }
    var along = app.along;
    return to => { app.state.thresholds[0] = snapped(along.back(to[0]), start.thresholds); };
  });
  if (!app.plane) { return; }
  app.plane.style.touchAction = "none";
  draggable(app, app.plane, () => {
    var across = app.across;
    return to => {
      across.forEach((axis, i) => {
        app.state.inputs[i] = snapped(axis.back(to[i]), start.inputs[i].inputs);
      });
    };
  });
}

function redrawWhenResized(app, panel) {
  if (!window.ResizeObserver) { return; }
  var width = panel.clientWidth;
  new ResizeObserver(() => {
    if (panel.clientWidth === width) { return; }
    width = panel.clientWidth;
    app.behind = 0;
    window.requestAnimationFrame(() => draw(app));
  }).observe(panel);
}

function build(root) {
  var picture = root.querySelector("img");
  var panel = document.createElement("div");
  panel.className = "percept-explorer";
  // a notebook's own shortcuts would take the keys
  panel.setAttribute("data-lm-suppress-shortcuts", "true");
  panel.addEventListener("keydown", event => event.stopPropagation());
  add(panel, "style", {}).textContent = style;
  var app = { state: begin(), controls: [], span: null, behind: 0 };
  var answer = { "class": "percept-answer", role: "status", "aria-live": "polite" };
  app.answer = add(panel, "p", answer);
  app.pictures = add(panel, "div", { "class": "percept-pictures" });
  var bars = add(app.pictures, "div", { "class": "percept-bars" });
  app.bars = add(bars, "svg", { role: "img" });
  if (n === 2) {
    var plane = add(app.pictures, "div", { "class": "percept-plane" });
    app.plane = add(plane, "svg", { role: "img" });
  }
  app.words = add(n === 2 ? bars : panel, "div", { "class": "percept-words" });
  controls(app, panel);
  buttons(app, panel);
  drags(app);
  picture.parentNode.insertBefore(panel, picture);
  picture.parentNode.style.maxWidth = "880px";
  picture.style.display = "none";
  refresh(app);
  redrawWhenResized(app, panel);
}

document.querySelectorAll('figure.percept[data-percept="__KEY__"]').forEach(root => {
  if (root.dataset.live) { return; }
  root.dataset.live = "sliders";
  build(root);
});
