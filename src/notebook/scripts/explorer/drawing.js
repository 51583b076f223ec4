// The pictures of an explorer: bars, plane, samples.
function around(low, high, share) {
  var room = (high / 2 - low / 2) * 2 * share || 0.5;
  return [Math.max(low - room, -Number.MAX_VALUE), Math.min(high + room, Number.MAX_VALUE)];
}

// where the names end, and where the bars do: the arithmetic stands behind them
function columns(app, width, arithmetic, products) {
  var names = start.inputs.map(input => input.name).concat("weighted sum");
  var left = Math.min(widest(names) + 10, width * 0.4);
  // it never becomes narrower, so that bars stand still while a slider moves
  app.behind = Math.max(app.behind, widest(arithmetic) + 14);
  var brief = width - left - app.behind < 130;
  var behind = brief ? widest(products) + 14 : app.behind;
  return { left: left, right: width - behind, said: brief ? products : arithmetic };
}

function steps(app) {
  var sum = 0;
  return start.inputs.map((input, i) => {
    var product = app.state.weights[i] * app.state.inputs[i], from = sum;
    sum += product;
    return { name: input.name, from: from, to: sum, product: product };
  });
}

// what stays in sight: as it was, unless something lies outside
function span(app, rows) {
  var ends = [0, app.state.thresholds[0], app.result.sum];
  rows.forEach(row => ends.push(row.to));
  var low = Math.min.apply(null, ends), high = Math.max.apply(null, ends);
  var inside = app.span && low >= app.span[0] && high <= app.span[1];
  if (!inside) { app.span = around(low, high, 0.12); }
  return app.span;
}

function drawBars(app) {
  var state = app.state, result = app.result, rows = steps(app), svg = app.bars;
  var said = value => significant(value, result.digits);
  var answer = said(result.sum) + " → " + (result.yes ? "yes" : "no");
  var width = Math.max(svg.parentNode.clientWidth || 640, 260);
  var products = rows.map(row => said(row.product));
  var arithmetic = products.map((product, i) => {
    return said(state.weights[i]) + " × " + said(state.inputs[i]) + " = " + product;
  });
  var place = columns(app, width, arithmetic.concat(answer), products.concat(answer));
  var left = place.left, right = place.right, x = scale(span(app, rows), left, right);
  var high = 27, top = 24, bottom = top + high * (n + 1), at = x(state.thresholds[0]);
  var about = "Bars of weight × input against the threshold. ";
  empty(svg, width, bottom + 38, about + app.said.join(" "));
  box(svg, at, top, right - at, bottom - top, { fill: colors.yes, "fill-opacity": 0.07 });
  box(svg, left, top, at - left, bottom - top, { fill: colors.no, "fill-opacity": 0.06 });
  drawAxis(svg, app.span, x, top, bottom);
  words(svg, (left + right) / 2, bottom + 34, "weight × input, added up", { anchor: "middle" });
  rows.push({ name: "weighted sum", from: 0, to: result.sum, product: 0 });
  rows.forEach((row, i) => {
    var y = top + i * high, from = x(row.from), to = x(row.to);
    var look = { anchor: "end", weight: i === n ? 600 : "normal", room: left - 8 };
    if (i < n) { line(svg, [to, y + 5], [to, y + high + 5], colors.quiet); }
    var long = Math.max(Math.abs(to - from), 1);
    box(svg, Math.min(from, to), y + 5, long, high - 10, { fill: sign(row.product) });
    words(svg, left - 8, y + high / 2 + 4, row.name, look);
    words(svg, right + 10, y + high / 2 + 4, place.said[i], { weight: look.weight });
  });
  line(svg, [at, top - 4], [at, bottom + 4], "dashed");
  var threshold = "no ← threshold " + said(state.thresholds[0]) + " → yes", half = wide(threshold) / 2;
  var middle = Math.min(Math.max(at, half), width - half);
  words(svg, middle, top - 10, threshold, { anchor: "middle" });
  // something wide enough to take hold of
  var handle = { fill: "transparent", style: "cursor:ew-resize" };
  box(svg, at - 9, top - 6, 18, bottom - top + 10, handle);
  app.along = x;
}

function drawAxis(svg, span, x, top, bottom) {
  var last = -Infinity, list = ticks(span), digits = apart(list, 4);
  list.forEach(tick => {
    var label = significant(tick, digits), half = wide(label) / 2;
    line(svg, [x(tick), top], [x(tick), bottom], colors.grid);
    if (x(tick) - half < last + 6) { return; }
    words(svg, x(tick), bottom + 16, label, { fill: colors.quiet, anchor: "middle" });
    last = x(tick) + half;
  });
}

// what is drawn in the plane, and what it is called
function marksOfPlane() {
  var list = [["diamond", "the inputs"]];
  if (!start.tried) { return list; }
  if (!start.tried.wanted.length) { return list.concat([["square", "sample"]]); }
  return list.concat([
    ["square", "should be yes"], ["circle", "should be no"], ["cross", "wrong side"]
  ]);
}

// the marks in lines that fit, below each other; how high they are
function legend(svg, width, top) {
  var x = 4, y = top + 12;
  marksOfPlane().forEach(mark => {
    var room = 18 + wide(mark[1]);
    if (x > 4 && x + room > width) { x = 4; y += 18; }
    if (svg) {
      markOf(svg, mark[0], x + 7, y - 4);
      words(svg, x + 18, y, mark[1]);
    }
    x += room + 12;
  });
  return y + 12 - top;
}

function markOf(svg, name, x, y) {
  var look = { fill: name === "circle" ? colors.no : colors.yes, stroke: colors.ink };
  if (name === "diamond") {
    var ink = { fill: colors.ink, stroke: colors.paper, "stroke-width": 2 };
    return shape(svg, "M0,-8L8,0L0,8L-8,0Z", x, y, ink);
  }
  if (name === "circle") {
    look.cx = x;
    look.cy = y;
    look.r = 5;
    return add(svg, "circle", look);
  }
  box(svg, x - 4.5, y - 4.5, 9, 9, look);
  if (name === "cross") { crossed(svg, x, y); }
}

// width and height of the plane: a unit is as long on both axes, unless their ranges differ much
function extent(spans, room) {
  var ratio = (spans[0][1] - spans[0][0]) / (spans[1][1] - spans[1][0]);
  if (!(ratio >= 0.25 && ratio <= 4)) { return [room, Math.min(room, 238)]; }
  var high = Math.min(room / ratio, 300);
  return [high * ratio, high];
}

function drawPlane(app) {
  var state = app.state, svg = app.plane;
  var spans = start.inputs.map((input, i) => {
    var value = state.inputs[i], range = input.inputs;
    return around(Math.min(range[0], value), Math.max(range[1], value), 0.06);
  });
  var width = Math.max(svg.parentNode.clientWidth || 300, 220);
  var levels = ticks(spans[1]), digits = apart(levels, 4);
  var marked = levels.map(level => significant(level, digits));
  var left = widest(marked) + 10;
  var size = extent(spans, width - 12 - left), height = size[1] + 62;
  left += (width - 12 - left - size[0]) / 2;
  var right = left + size[0], top = 24, bottom = height - 38;
  var x = scale(spans[0], left, right), y = scale(spans[1], bottom, top);
  var high = height + legend(null, width, height);
  empty(svg, width, high, "The plane of the two inputs. " + app.said[1]);
  drawRegions(svg, state, spans, corner => {
    return [left + corner[0] * (right - left), bottom + corner[1] * (top - bottom)];
  });
  drawAxis(svg, spans[0], x, bottom, bottom);
  levels.forEach((level, i) => {
    words(svg, left - 5, y(level) + 4, marked[i], { fill: colors.quiet, anchor: "end" });
  });
  var below = { anchor: "middle", room: width - 8 };
  words(svg, (left + right) / 2, bottom + 33, start.inputs[0].name, below);
  words(svg, 2, 13, start.inputs[1].name, { room: width - 4 });
  if (start.tried) { drawSamples(app, x, y); }
  var diamond = { fill: colors.ink, stroke: colors.paper, "stroke-width": 2, style: "cursor:move" };
  shape(svg, "M0,-9L9,0L0,9L-9,0Z", x(state.inputs[0]), y(state.inputs[1]), diamond);
  legend(svg, width, height);
  app.across = [x, y];
}

function drawRegions(svg, state, spans, place) {
  var largest = Math.max(Math.abs(state.weights[0]), Math.abs(state.weights[1])) || 1;
  var a = state.weights[0] / largest, b = state.weights[1] / largest;
  var c = state.thresholds[0] / largest;
  var values = CORNERS.map(corner => {
    return a * spans[0][corner[0]] + b * spans[1][corner[1]] - c;
  });
  if (!values.every(isFinite)) { return; }
  [true, false].forEach(yes => {
    var polygon = side(values, yes).map(place);
    if (polygon.length < 3) { return; }
    var color = yes ? colors.yes : colors.no, x = 0, y = 0;
    add(svg, "polygon", { points: polygon.join(" "), fill: color, "fill-opacity": 0.16 });
    polygon.forEach(corner => {
      x += corner[0] / polygon.length;
      y += corner[1] / polygon.length;
    });
    words(svg, x, y + 4, yes ? "yes" : "no", { anchor: "middle", weight: 600 });
  });
  // the corners that both sides have
  var no = side(values, false).map(String);
  var ends = side(values, true).filter(corner => no.indexOf(String(corner)) >= 0);
  if (ends.length === 2) { line(svg, place(ends[0]), place(ends[1]), "dashed"); }
}

function drawSamples(app, x, y) {
  start.tried.rows.forEach((row, i) => {
    var wanted = start.tried.wanted[i], px = x(row[0]), py = y(row[1]);
    markOf(app.plane, wanted === false ? "circle" : "square", px, py);
    if (wanted !== undefined && (dot(app.state.weights, row) > app.state.thresholds[0]) !== wanted) {
      crossed(app.plane, px, py);
    }
  });
}
