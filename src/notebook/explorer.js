(function () {
  var start = __STATE__;
  var colors = start.colors;
  var n = start.inputs.length;
  var SVG = "http://www.w3.org/2000/svg";
  var style =
    ".percept-explorer{background:" + colors.paper + ";border:1px solid " + colors.grid +
    ";border-radius:8px;box-sizing:border-box;color:" + colors.ink + ";color-scheme:light;" +
    "container-type:inline-size;font:13px/1.45 system-ui,sans-serif;max-width:880px;" +
    "padding:14px 16px;text-align:left}" +
    ".percept-explorer p{margin:0 0 6px}.percept-words{margin-top:10px}" +
    ".percept-answer{font-size:15px}.percept-answer strong{font-size:22px;margin-right:10px}" +
    ".percept-pictures,.percept-row,.percept-buttons{display:flex;flex-wrap:wrap;gap:4px 18px}" +
    ".percept-bars{flex:3 1 340px;min-width:0}.percept-plane{flex:2 1 270px;min-width:0}" +
    ".percept-explorer svg{display:block;width:100%;user-select:none}" +
    ".percept-row{align-items:center;border-top:1px solid " + colors.grid + ";padding:4px 0}" +
    ".percept-name{flex:1 1 120px;font-weight:600;overflow-wrap:anywhere}" +
    "@container (max-width:680px){.percept-name{flex-basis:100%}}" +
    ".percept-control{align-items:center;display:flex;flex:3 1 240px;gap:8px}" +
    ".percept-control span{color:" + colors.quiet + ";min-width:70px}" +
    ".percept-explorer input,.percept-explorer button,.percept-explorer textarea{background:" +
    colors.paper + ";border:1px solid " + colors.quiet + ";border-radius:4px;" +
    "box-sizing:border-box;color:" + colors.ink + ";font:inherit;margin:0;padding:2px 6px}" +
    ".percept-explorer input[type=range]{border:0;flex:1;min-width:80px;padding:0;width:80px}" +
    ".percept-explorer input[type=number]{width:92px}" +
    ".percept-explorer input[aria-invalid=true]{border-color:" + colors.against + "}" +
    ".percept-explorer button{cursor:pointer;padding:4px 12px}" +
    ".percept-buttons{align-items:center;border-top:1px solid " + colors.grid + ";" +
    "padding:8px 0 6px}" +
    ".percept-explorer textarea{font-family:monospace;resize:vertical;width:100%}" +
    ".percept-explorer :focus-visible{outline:2px solid " + colors.for + ";outline-offset:2px}";

  // left to right below 8 terms, in 8 lanes from there on: as the library adds up
  function dot(a, b) {
    var sum = 0, i = 0;
    if (a.length >= 8) {
      var l = [-0, -0, -0, -0, -0, -0, -0, -0];
      for (; i + 8 <= a.length; i += 8) {
        for (var j = 0; j < 8; j += 1) { l[j] += a[i + j] * b[i + j]; }
      }
      sum = ((l[0] + l[1]) + (l[2] + l[3])) + ((l[4] + l[5]) + (l[6] + l[7]));
    }
    for (; i < a.length; i += 1) { sum += a[i] * b[i]; }
    return sum;
  }

  function decide(state) {
    var sum = dot(state.weights, state.inputs);
    var margin = sum - state.thresholds[0];
    return { sum: sum, margin: margin, yes: sum > state.thresholds[0], known: isFinite(margin) };
  }

  // four significant digits; half-way between two, the even one
  function short(value) {
    if (value === 0) { return "0"; }
    if (!isFinite(value)) { return value !== value ? "NaN" : value > 0 ? "∞" : "-∞"; }
    var tie = /^(-?\d\.\d\d[02468])50*(e.*)$/.exec(value.toExponential(60));
    var text = tie ? tie[1] + tie[2] : value.toExponential(3);
    var rounded = Number(text), size = Math.abs(rounded);
    return size >= 1e-5 && size < 1e7 ? String(rounded) : text.replace(/\.?0*e\+?/, "e");
  }

  // a float in Rust, with the digits that it takes to read it back
  function literal(value) {
    var size = Math.abs(value);
    if (size !== 0 && (size >= 1e16 || size < 1e-4)) {
      return value.toExponential().replace("e+", "e");
    }
    var text = 1 / value === -Infinity ? "-0" : String(value);
    return text.indexOf(".") < 0 ? text + ".0" : text;
  }

  function code(state) {
    var weights = start.inputs.map(function (input, i) {
      return "(" + input.code + ", " + literal(state.weights[i]) + ")";
    });
    return "Perceptron::by_hand([" + weights.join(", ") + "], " + literal(state.thresholds[0]) + ")?" +
      start.transfer + ".decide([" + state.inputs.map(literal).join(", ") + "])?";
  }

  function spelledOut(state) {
    var text = "";
    for (var i = 0; i < Math.min(n, 6); i += 1) {
      var weight = state.weights[i], input = state.inputs[i];
      text += i > 0 ? (weight < 0 ? " - " : " + ") : weight < 0 ? "-" : "";
      text += short(Math.abs(weight)) + " × ";
      text += input < 0 ? "(" + short(input) + ")" : short(input);
    }
    return n > 6 ? text + " + … (" + (n - 6) + " more terms)" : text;
  }

  function comparison(sum, threshold) {
    var left = short(sum), right = short(threshold);
    var alike = left === right && sum !== threshold;
    return alike ? literal(sum) + " > " + literal(threshold) : left + " > " + right;
  }

  // the edge with the digits that are shown, rounded to the side that turns the answer
  function beyond(edge, rises) {
    var shown = Number(short(edge));
    if (rises ? shown >= edge : shown <= edge) { return shown; }
    var unit = Math.pow(10, Math.floor(Math.log10(Math.abs(edge))) - 3);
    return rises ? shown + unit : shown - unit;
  }

  function change(from, edge, rises, yes) {
    var said = short(beyond(edge, rises));
    var way = rises ? "more" : "less";
    return "from " + short(from) + " to " + (yes ? said + " or " + way : way + " than " + said);
  }

  function turning(state, result) {
    var strongest = 0;
    state.weights.forEach(function (weight, i) {
      if (Math.abs(weight) >= Math.abs(state.weights[strongest])) { strongest = i; }
    });
    var weight = state.weights[strongest], input = state.inputs[strongest];
    var edge = input - result.margin / weight, ways = "";
    if (isFinite(edge)) {
      ways = start.inputs[strongest].name + " " +
        change(input, edge, (weight > 0) !== result.yes, result.yes) + ", or ";
    }
    return "Smallest change that turns it: " + ways + "the threshold " +
      change(state.thresholds[0], result.sum, result.yes, result.yes) + ".";
  }

  function tried(state) {
    var samples = start.tried, hits = 0;
    samples.rows.forEach(function (row, i) {
      var wanted = samples.wanted.length ? samples.wanted[i] : true;
      if ((dot(state.weights, row) > state.thresholds[0]) === wanted) { hits += 1; }
    });
    var many = samples.rows.length;
    return hits + " of " + many + (many === 1 ? " sample " : " samples ") +
      (samples.wanted.length ? "on the right side" : "answered with yes") +
      (many < samples.all ? ", taken evenly from " + samples.all : "") + ".";
  }

  function add(parent, name, attributes, text) {
    var svg = name === "svg" || parent.namespaceURI === SVG;
    var node = svg ? document.createElementNS(SVG, name) : document.createElement(name);
    Object.keys(attributes).forEach(function (key) { node.setAttribute(key, attributes[key]); });
    if (text !== undefined) { node.textContent = text; }
    parent.appendChild(node);
    return node;
  }

  var ruler = document.createElement("canvas").getContext("2d");

  // how wide words are, in pixels
  function wide(text) {
    ruler.font = "600 12px system-ui,sans-serif";
    return ruler.measureText(text).width;
  }

  function widest(texts) { return Math.max.apply(null, texts.map(wide)); }

  function words(parent, x, y, text, look) {
    look = look || {};
    var node = add(parent, "text", {
      x: x, y: y, fill: look.fill || colors.ink, "font-size": look.size || 12,
      "font-weight": look.weight || "normal", "text-anchor": look.anchor || "start"
    }, text);
    if (look.room < wide(text)) {
      node.setAttribute("textLength", look.room);
      node.setAttribute("lengthAdjust", "spacingAndGlyphs");
    }
  }

  function sign(value) {
    return value > 0 ? colors.for : value < 0 ? colors.against : colors.quiet;
  }

  // halved, so that no range is too wide for a float
  function scale(span, from, to) {
    var half = span[1] / 2 - span[0] / 2;
    var place = function (value) { return from + (value / 2 - span[0] / 2) / half * (to - from); };
    place.back = function (pixel) { return span[0] + (pixel - from) / (to - from) * half * 2; };
    return place;
  }

  function around(low, high, share) {
    var room = (high / 2 - low / 2) * 2 * share || 0.5;
    return [Math.max(low - room, -Number.MAX_VALUE), Math.min(high + room, Number.MAX_VALUE)];
  }

  // round positions, 1, 2 or 5 times a power of ten apart
  function ticks(span) {
    var raw = span[1] / 5 - span[0] / 5, power = Math.floor(Math.log10(raw)), list = [];
    [1, 2, 5, 10].some(function (factor) {
      var step = Number(factor + "e" + power);
      if (!(step > 0) || step < raw * 0.999) { return false; }
      var last = Math.floor(span[1] / step);
      for (var i = Math.ceil(span[0] / step); i <= last && list.length < 12; i += 1) {
        list.push(Number((i * step).toPrecision(12)));
      }
      return true;
    });
    return list;
  }

  // a value on the slider's positions
  function snapped(value, slider) {
    value = Math.min(Math.max(value, slider[0]), slider[1]);
    var steps = Math.round(value / slider[2]);
    return isFinite(steps) ? Number((steps * slider[2]).toPrecision(12)) : value;
  }

  function empty(svg, width, height, description) {
    while (svg.firstChild) { svg.removeChild(svg.firstChild); }
    svg.setAttribute("viewBox", "0 0 " + width + " " + height);
    svg.setAttribute("aria-label", description);
  }

  // where the names end, and where the bars do: the arithmetic stands behind them
  function columns(app, width, arithmetic, products) {
    var names = start.inputs.map(function (input) { return input.name; }).concat("weighted sum");
    var left = Math.min(widest(names) + 10, width * 0.4);
    // it never becomes narrower, so that bars stand still while a slider moves
    app.behind = Math.max(app.behind, widest(arithmetic) + 14);
    var brief = width - left - app.behind < 130;
    var behind = brief ? widest(products) + 14 : app.behind;
    return { left: left, right: width - behind, said: brief ? products : arithmetic };
  }

  function steps(app) {
    var sum = 0;
    return start.inputs.map(function (input, i) {
      var product = app.state.weights[i] * app.state.inputs[i], from = sum;
      sum += product;
      return { name: input.name, from: from, to: sum, product: product };
    });
  }

  // what stays in sight: as it was, unless something lies outside
  function span(app, rows) {
    var ends = [0, app.state.thresholds[0], app.result.sum];
    rows.forEach(function (row) { ends.push(row.to); });
    var low = Math.min.apply(null, ends), high = Math.max.apply(null, ends);
    var inside = app.span && low >= app.span[0] && high <= app.span[1];
    if (!inside) { app.span = around(low, high, 0.12); }
    return app.span;
  }

  function box(svg, x, y, width, height, look) {
    look.x = x;
    look.y = y;
    look.width = width;
    look.height = height;
    add(svg, "rect", look);
  }

  function line(svg, from, to, look) {
    add(svg, "line", {
      x1: from[0], y1: from[1], x2: to[0], y2: to[1], stroke: look === "dashed" ? colors.ink : look,
      "stroke-width": look === "dashed" ? 2 : 1, "stroke-dasharray": look === "dashed" ? "7 5" : "none"
    });
  }

  function drawBars(app) {
    var state = app.state, result = app.result, rows = steps(app), svg = app.bars;
    var answer = short(result.sum) + " → " + (result.yes ? "yes" : "no");
    var width = Math.max(svg.parentNode.clientWidth || 640, 260);
    var products = rows.map(function (row) { return short(row.product); });
    var arithmetic = products.map(function (product, i) {
      return short(state.weights[i]) + " × " + short(state.inputs[i]) + " = " + product;
    });
    var place = columns(app, width, arithmetic.concat(answer), products.concat(answer));
    var left = place.left, right = place.right, x = scale(span(app, rows), left, right);
    var high = 27, top = 24, bottom = top + high * (n + 1), at = x(state.thresholds[0]);
    var about = "Bars of weight × input against the threshold. ";
    empty(svg, width, bottom + 38, about + app.said.join(" "));
    box(svg, at, top, right - at, bottom - top, { fill: colors.for, "fill-opacity": 0.07 });
    box(svg, left, top, at - left, bottom - top, { fill: colors.against, "fill-opacity": 0.06 });
    drawAxis(svg, app.span, x, top, bottom);
    words(svg, (left + right) / 2, bottom + 34, "weight × input, added up", { anchor: "middle" });
    rows.push({ name: "weighted sum", from: 0, to: result.sum, product: 0 });
    rows.forEach(function (row, i) {
      var y = top + i * high, from = x(row.from), to = x(row.to);
      var look = { anchor: "end", weight: i === n ? 600 : "normal", room: left - 8 };
      if (i < n) { line(svg, [to, y + 5], [to, y + high + 5], colors.quiet); }
      var long = Math.max(Math.abs(to - from), 1);
      box(svg, Math.min(from, to), y + 5, long, high - 10, { fill: sign(row.product) });
      words(svg, left - 8, y + high / 2 + 4, row.name, look);
      words(svg, right + 10, y + high / 2 + 4, place.said[i], { weight: look.weight });
    });
    line(svg, [at, top - 4], [at, bottom + 4], "dashed");
    var threshold = "threshold " + short(state.thresholds[0]), half = wide(threshold) / 2;
    var middle = Math.min(Math.max(at, half), width - half);
    words(svg, middle, top - 10, threshold, { anchor: "middle" });
    // something wide enough to take hold of
    var handle = { fill: "transparent", style: "cursor:ew-resize" };
    box(svg, at - 9, top - 6, 18, bottom - top + 10, handle);
    app.along = x;
  }

  function drawAxis(svg, span, x, top, bottom) {
    var last = -Infinity;
    ticks(span).forEach(function (tick) {
      var label = short(tick), half = wide(label) / 2;
      line(svg, [x(tick), top], [x(tick), bottom], colors.grid);
      if (x(tick) - half < last + 6) { return; }
      words(svg, x(tick), bottom + 16, label, { fill: colors.quiet, anchor: "middle" });
      last = x(tick) + half;
    });
  }

  var CORNERS = [[0, 0], [1, 0], [1, 1], [0, 1]];

  // what of the square lies where the answer is yes (or no), corner by corner
  function side(values, yes) {
    var polygon = [];
    CORNERS.forEach(function (corner, i) {
      var next = CORNERS[(i + 1) % 4], s = values[i], t = values[(i + 1) % 4];
      if ((s > 0) === yes) { polygon.push(corner); }
      if ((s > 0) !== (t > 0)) {
        var k = s / (s - t);
        polygon.push([corner[0] + k * (next[0] - corner[0]), corner[1] + k * (next[1] - corner[1])]);
      }
    });
    return polygon;
  }

  function drawPlane(app) {
    var state = app.state, svg = app.plane;
    var spans = start.inputs.map(function (input, i) {
      var value = state.inputs[i], range = input.inputs;
      return around(Math.min(range[0], value), Math.max(range[1], value), 0.06);
    });
    var width = Math.max(svg.parentNode.clientWidth || 300, 220), height = Math.min(width, 300);
    var levels = ticks(spans[1]), left = widest(levels.map(short)) + 10;
    var right = width - 12, top = 24, bottom = height - 38;
    var x = scale(spans[0], left, right), y = scale(spans[1], bottom, top);
    empty(svg, width, height, "The plane of the two inputs. " + app.said[1]);
    drawRegions(svg, state, spans, function (corner) {
      return [left + corner[0] * (right - left), bottom + corner[1] * (top - bottom)];
    });
    drawAxis(svg, spans[0], x, bottom, bottom);
    levels.forEach(function (level) {
      words(svg, left - 5, y(level) + 4, short(level), { fill: colors.quiet, anchor: "end" });
    });
    var below = { anchor: "middle", room: width - 8 };
    words(svg, (left + right) / 2, bottom + 33, start.inputs[0].name, below);
    words(svg, 2, 13, start.inputs[1].name, { room: width - 4 });
    if (start.tried) { drawSamples(app, x, y); }
    var diamond = { fill: colors.ink, stroke: colors.paper, "stroke-width": 2, style: "cursor:move" };
    shape(svg, "M0,-9L9,0L0,9L-9,0Z", x(state.inputs[0]), y(state.inputs[1]), diamond);
    app.across = [x, y];
  }

  function shape(svg, path, x, y, look) {
    look.d = path;
    look.transform = "translate(" + x + " " + y + ")";
    add(svg, "path", look);
  }

  function drawRegions(svg, state, spans, place) {
    var largest = Math.max(Math.abs(state.weights[0]), Math.abs(state.weights[1])) || 1;
    var a = state.weights[0] / largest, b = state.weights[1] / largest;
    var c = state.thresholds[0] / largest;
    var values = CORNERS.map(function (corner) {
      return a * spans[0][corner[0]] + b * spans[1][corner[1]] - c;
    });
    if (!values.every(isFinite)) { return; }
    [true, false].forEach(function (yes) {
      var polygon = side(values, yes).map(place);
      if (polygon.length < 3) { return; }
      var color = yes ? colors.for : colors.against, x = 0, y = 0;
      add(svg, "polygon", { points: polygon.join(" "), fill: color, "fill-opacity": 0.16 });
      polygon.forEach(function (corner) {
        x += corner[0] / polygon.length;
        y += corner[1] / polygon.length;
      });
      words(svg, x, y + 4, yes ? "yes" : "no", { anchor: "middle", weight: 600 });
    });
    // the corners that both sides have
    var no = side(values, false).map(String);
    var ends = side(values, true).filter(function (corner) { return no.indexOf(String(corner)) >= 0; });
    if (ends.length === 2) { line(svg, place(ends[0]), place(ends[1]), "dashed"); }
  }

  function drawSamples(app, x, y) {
    start.tried.rows.forEach(function (row, i) {
      var wanted = start.tried.wanted[i], px = x(row[0]), py = y(row[1]);
      var look = { fill: wanted === false ? colors.against : colors.for, stroke: colors.ink };
      if (wanted === false) {
        look.cx = px;
        look.cy = py;
        look.r = 5;
        add(app.plane, "circle", look);
      } else {
        box(app.plane, px - 4.5, py - 4.5, 9, 9, look);
      }
      if (wanted !== undefined && (dot(app.state.weights, row) > app.state.thresholds[0]) !== wanted) {
        var cross = { stroke: colors.paper, "stroke-width": 2 };
        shape(app.plane, "M-3,-3L3,3M-3,3L3,-3", px, py, cross);
      }
    });
  }

  function begin() {
    return {
      inputs: start.inputs.map(function (input) { return input.input; }),
      weights: start.inputs.map(function (input) { return input.weight; }),
      thresholds: [start.threshold]
    };
  }

  function refresh(app) {
    var state = app.state, result = app.result = decide(state);
    app.controls.forEach(function (show) { show(); });
    app.code.value = code(state);
    app.status.textContent = "";
    app.pictures.style.display = result.known ? "" : "none";
    if (!result.known) {
      app.answer.textContent = "The weighted sum is beyond the range of 64-bit numbers.";
      app.words.textContent = "";
      return;
    }
    var answer = result.yes ? "yes" : "no", color = result.yes ? colors.for : colors.against;
    app.said = [
      "Weighted sum: " + spelledOut(state) + " = " + short(result.sum) + ".",
      comparison(result.sum, state.thresholds[0]) + " is " + result.yes + ": " + answer +
        ", by a margin of " + short(Math.abs(result.margin)) + ".",
      turning(state, result)
    ];
    if (start.tried) { app.said.push(tried(state)); }
    app.answer.textContent = "";
    add(app.answer, "strong", { style: "color:" + color }, answer);
    app.answer.appendChild(document.createTextNode(app.said[1]));
    app.words.textContent = "";
    app.said.forEach(function (sentence, i) {
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
    range.addEventListener("input", function () { take(range.value); });
    field.addEventListener("input", function () { take(field.value); });
    field.addEventListener("blur", function () { refresh(app); });
    app.controls.push(function () {
      var value = app.state[key][i];
      range.value = value;
      range.setAttribute("aria-valuetext", short(value));
      range.style.accentColor = key === "weights" ? sign(value) : colors.quiet;
      if (document.activeElement !== field) {
        field.value = Number(value.toPrecision(6));
        field.title = String(value);
        field.setAttribute("aria-invalid", "false");
      }
    });
  }

  function controls(app, panel) {
    start.inputs.forEach(function (input, i) {
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
    reset.addEventListener("click", function () {
      app.state = begin();
      app.span = null;
      app.behind = 0;
      refresh(app);
    });
    copy.addEventListener("click", function () {
      var say = function (text) { app.status.textContent = text; };
      var by_hand = function () {
        app.code.select();
        var done = false;
        try { done = document.execCommand("copy"); } catch (refused) { done = false; }
        say(done ? "Copied." : "Copy the selected line.");
      };
      if (!navigator.clipboard) { by_hand(); return; }
      navigator.clipboard.writeText(app.code.value).then(function () { say("Copied."); }, by_hand);
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
    svg.addEventListener("pointerdown", function (event) {
      held = grab(place(event));
      if (!held) { return; }
      svg.setPointerCapture(event.pointerId);
      event.preventDefault();
      held(place(event));
      refresh(app);
    });
    svg.addEventListener("pointermove", function (event) {
      if (held) { held(place(event)); refresh(app); }
    });
    ["pointerup", "pointercancel"].forEach(function (end) {
      svg.addEventListener(end, function () { held = null; });
    });
  }

  function drags(app) {
    draggable(app, app.bars, function (at) {
      if (Math.abs(at[0] - app.along(app.state.thresholds[0])) > 10) { return null; }
      var along = app.along;
      return function (to) { app.state.thresholds[0] = snapped(along.back(to[0]), start.thresholds); };
    });
    if (!app.plane) { return; }
    app.plane.style.touchAction = "none";
    draggable(app, app.plane, function () {
      var across = app.across;
      return function (to) {
        across.forEach(function (axis, i) {
          app.state.inputs[i] = snapped(axis.back(to[i]), start.inputs[i].inputs);
        });
      };
    });
  }

  function redrawWhenResized(app, panel) {
    if (!window.ResizeObserver) { return; }
    var width = panel.clientWidth;
    new ResizeObserver(function () {
      if (panel.clientWidth === width) { return; }
      width = panel.clientWidth;
      app.behind = 0;
      window.requestAnimationFrame(function () { draw(app); });
    }).observe(panel);
  }

  function build(root) {
    var picture = root.querySelector("img");
    var panel = document.createElement("div");
    panel.className = "percept-explorer";
    // a notebook's own shortcuts would take the keys
    panel.setAttribute("data-lm-suppress-shortcuts", "true");
    panel.addEventListener("keydown", function (event) { event.stopPropagation(); });
    add(panel, "style", {}, style);
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
    root.insertBefore(panel, picture.nextSibling);
    picture.style.display = "none";
    refresh(app);
    redrawWhenResized(app, panel);
  }

  document.querySelectorAll('figure.percept[data-percept="__KEY__"]').forEach(function (root) {
    if (root.dataset.live) { return; }
    root.dataset.live = "sliders";
    build(root);
  });
})();
