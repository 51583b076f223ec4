// Beside the plane: counts, weights as bars, the equation, whether a line exists, the last updates.
var MOST_ROWS = 6;

function panelStyle() {
  return "& input[type=checkbox]{height:16px;vertical-align:-3px;width:16px}.-said{min-height:100px}" +
    ".-row{align-items:center;border-top:1px solid " + colors.grid + ";display:flex;gap:8px;padding:3px 0}" +
    ".-row b{flex:0 1 96px;overflow-wrap:anywhere}" +
    "& table{border-collapse:collapse;font-size:12px;font-variant-numeric:tabular-nums;width:100%}" +
    "& caption{font-weight:600;padding:6px 0 2px;text-align:left}" +
    "& th," + "& td{border-top:1px solid " + colors.grid + ";padding:2px 6px 2px 0;text-align:left}" +
    "& th{color:" + colors.quiet + ";font-weight:normal}" + sliderStyle("&");
}

function checkbox(parent, caption, take) {
  var label = add(parent, "label", {}), box = add(label, "input", { type: "checkbox", style: "margin:0 6px 0 0" });
  label.appendChild(document.createTextNode(caption));
  box.addEventListener("change", function () { take(box.checked); });
  return function (value) { box.checked = value; };
}

// a slider and a field for the same number; gives back what shows it, within ± `most`
function weightControl(parent, name, take) {
  var row = group(parent, "row", name);
  add(row, "b", { "aria-hidden": "true" }, name);
  var range = add(row, "input", { type: "range", step: "any", "aria-label": name + ", slider" });
  var span = [-1, 1];
  range.addEventListener("input", function () { take(read(Number(range.value), 3)); });
  // steps of a hundredth: without a step, keys would move it by one
  range.addEventListener("keydown", function (event) {
    var ways = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1 }, way = ways[event.key];
    if (!way) { return; }
    event.preventDefault();
    take(exact(Number(range.value) + way * span[1] / 50));
  });
  var show = numberField(row, { name: name }, take);
  return function (value, most) {
    span = [-most, most];
    range.min = -most;
    range.max = most;
    range.value = value;
    range.setAttribute("aria-valuetext", significant(value, 4));
    fill(range, span, value, sign(value));
    show(value);
  };
}

// tells whether a list has other members than at the last time
function changes() {
  var before = [];
  return function (now) {
    var same = now.length === before.length && now.every(function (member, i) { return member === before[i]; });
    before = now;
    return !same;
  };
}

function countsIn(app, parent) {
  var counts = add(parent, "p", { "class": "percept-count" });
  app.shows.push(function () {
    counts.textContent = "";
    add(counts, "strong", {}, right(app.state) + " of " + app.state.points.length);
    counts.appendChild(document.createTextNode(" " + (app.state.points.length === 1 ? "point" : "points") + " right. " + progress(app.state)));
  });
}

function saidIn(app, parent) {
  var said = add(parent, "div", { "class": "percept-said", role: "status", "aria-live": "polite" });
  app.shows.push(function () {
    var lines = app.shown ? stepSaid(app, app.shown).concat(app.said || []) : [app.said];
    // what changes many times a second is not read aloud
    said.setAttribute("aria-live", app.playing ? "off" : "polite");
    if (said.dataset.said === lines.join("\n")) { return; }
    said.dataset.said = lines.join("\n");
    said.textContent = "";
    lines.forEach(function (text) { add(said, "p", {}, text); });
  });
}

function weightsIn(app, parent) {
  var most = 0, names = app.state.names.map(function (name) { return "weight of " + name; }).concat("bias");
  function take(i, value) {
    var weights = app.state.weights.slice(), bias = app.state.bias;
    app.stop();
    app.edit("weight " + i);
    if (i < 2) { weights[i] = value; } else { bias = value; }
    setWeights(app.state, weights, bias);
    app.say(i < 2 ? weightsSaid(app.state) : biasSaid(app.state));
    app.changed();
  }
  var block = division(parent, "weights");
  var bars = names.map(function (name, i) {
    return weightControl(block, name, function (value) { take(i, value); });
  });
  var equation = add(parent, "p", { style: "margin-top:6px" });
  app.shows.push(function () {
    var values = app.state.weights.concat(app.state.bias), sizes = values.map(Math.abs);
    var largest = Math.max.apply(null, sizes);
    var holds = block.contains(document.activeElement) && app.state.epoch === 0;
    if (largest > most || most === 0 || (!holds && largest < most / 6)) { most = roundUp((largest || 10 * app.state.rate) * 1.4); }
    bars.forEach(function (show, i) { show(values[i], most); });
    equation.textContent = typeset(equationSaid(app.state)) +
      (app.ends || isFlat(app.state) ? "" : " The line lies outside the picture.");
  });
}

function verdictIn(app, parent) {
  var block = division(parent, "verdict"), text = add(block, "p", {}), seen = null;
  block.style.cssText = "border-top:1px solid " + colors.grid + ";padding-top:6px";
  var tick = checkbox(block, "show why", function (wanted) {
    app.wants = wanted;
    app.redraw();
  });
  app.judge = function () {
    if (seen === app.state.points) { return; }
    seen = app.state.points;
    app.verdict = verdict(seen);
  };
  app.shows.push(function () {
    text.textContent = typeset(verdictSaid(app));
    block.lastChild.style.display = app.verdict.line || app.verdict.of ? "" : "none";
    tick(app.why);
  });
}

function ledgerIn(app, parent) {
  var table = add(parent, "table", {});
  // in the dark, JupyterLab has white words in tables and a ground of their own behind the rows alone
  add(table, "caption", { style: "color:" + colors.ink }, "Last samples looked at");
  var head = add(add(table, "thead", {}), "tr", {}), body = add(table, "tbody", {});
  ["epoch", "row", "target", "output", "error", "change of weights", "of bias"].forEach(function (name) {
    add(head, "th", { scope: "col" }, name);
  });
  var isNew = changes();
  app.shows.push(function () {
    var last = app.state.updates.slice(-MOST_ROWS).reverse();
    if (!isNew([last.length, last[0]])) { return; }
    body.textContent = "";
    last.forEach(function (update) {
      var row = add(body, "tr", {}), nothing = update.error === 0;
      [update.epoch + 1, update.sample, short(update.target), short(update.output), short(update.error),
        nothing ? "none" : pair(update.change.slice(0, 2), 3), nothing ? "none" : significant(update.change[2], 3)
      ].forEach(function (cell) { add(row, "td", {}, String(cell)); });
    });
    if (!last.length) { add(add(body, "tr", {}), "td", { colspan: 7 }, "none so far"); }
  });
}

function curveIn(app, parent) {
  var svg = add(parent, "svg", { role: "img" });
  var isNew = changes();
  app.shows.push(function () {
    var errors = app.state.errors;
    if (!isNew([errors, errors.length, errors[errors.length - 1], app.plane.width])) { return; }
    errorCurve(svg, errors, "error before each epoch", colors.ink, 1);
  });
}

// what the marks of the plane stand for
function legendIn(app, parent) {
  var list = division(parent, "legend"), before = "";
  function item(text, draw) {
    var one = add(list, "span", {}), svg = add(one, "svg", { viewBox: "0 0 18 14", "aria-hidden": "true" });
    draw(svg);
    one.appendChild(document.createTextNode(text));
  }
  app.shows.push(function () {
    var shown = app.shown, wrong = right(app.state) < app.state.points.length, flat = isFlat(app.state), marks = flat ? "f" : "";
    marks += (app.ends ? "l" : "") + (wrong ? "w" : "") + (shown ? "s" : "") + (shown && shown.update.error ? "c" : "") + (app.why ? app.verdict.exists ? "m" : "n" : "");
    if (marks + "." === before) { return; }
    before = marks + ".";
    list.textContent = "";
    [0, 1].forEach(function (of) {
      item("output " + short(of ? 1 : app.state.low), function (svg) {
        box(svg, 0, 1, 18, 12, { fill: of ? colors.yes : colors.no, "fill-opacity": 0.16 });
      });
    });
    if (app.ends) {
      item("line (drag it)", function (svg) { drawLine(svg, [[0, 7], [18, 7]], { stroke: colors.ink, "stroke-width": 2, "stroke-dasharray": "7 4" }); });
    }
    item("weights (drag the " + (flat ? "ring)" : "tip)"), function (svg) {
      if (flat) { ring(svg, [9, 7], 6, { fill: colors.paper, stroke: colors.ink }); } else { arrow(svg, [1, 7], [17, 7], colors.ink, 2); }
    });
    if (wrong) { item("on the wrong side", function (svg) { wrongMark(svg, [9, 7], 1.6); }); }
    if (shown) { item("sample looked at", function (svg) { ring(svg, [9, 7], 6, { fill: colors.sample, stroke: colors.ink }); }); }
    if (shown && shown.update.error) {
      item("learning rate × error × input", function (svg) { arrow(svg, [1, 7], [17, 7], colors.change, 4); });
    }
    if (!app.why || !(app.verdict.line || app.verdict.of)) { return; }
    if (app.verdict.exists) {
      item("best line and its margin", function (svg) {
        drawLine(svg, [[0, 7], [18, 7]], { stroke: colors.quiet, "stroke-width": 1.5 });
        drawLine(svg, [[0, 2], [18, 2]], { stroke: colors.quiet, "stroke-width": 1.5, "stroke-dasharray": "2 4" });
        drawLine(svg, [[0, 12], [18, 12]], { stroke: colors.quiet, "stroke-width": 1.5, "stroke-dasharray": "2 4" });
      });
    } else {
      [0, 1].forEach(function (of) {
        item("between points of " + target(app.state, { target: of }), function (svg) {
          drawLine(svg, [[0, 7], [18, 7]], { stroke: of ? colors.yes : colors.no, "stroke-width": 3, "stroke-dasharray": of ? "2 3" : "none" });
        });
      });
      item("between points of both", function (svg) { shape(svg, "M0,-6L6,0L0,6L-6,0Z", 9, 7, { fill: colors.ink }); });
    }
  });
}
