// What playgrounds are made of: a style sheet, buttons, fields, axes, marks.
function playgroundStyle() {
  var ink = colors.ink, quiet = colors.quiet;
  return "&{box-sizing:border-box;color:" + ink + ";color-scheme:light;container-type:inline-size;" +
    "font:13px/1.45 system-ui,sans-serif;padding:14px 16px;text-align:left}" +
    "& p{margin:0 0 6px}" +
    "& svg{display:block;width:100%;user-select:none;-webkit-user-select:none}" +
    ".-tools,.-settings{align-items:center;display:flex;flex-wrap:wrap;gap:8px 10px}" +
    ".-settings{border-top:1px solid " + colors.grid + ";gap:8px 18px;padding:10px 0}" +
    ".-columns{display:grid;gap:8px 26px;grid-template-columns:minmax(0,11fr) minmax(0,10fr);padding:10px 0}" +
    "@container (max-width:640px){.-columns{grid-template-columns:minmax(0,1fr)}}" +
    "& input," + "& button," + "& select," + "& textarea{background:" + colors.paper +
    ";border:1px solid " + quiet + ";border-radius:4px;box-sizing:border-box;color:" + ink +
    ";font:inherit;margin:0;padding:2px 6px}" +
    "& button{cursor:pointer;min-height:30px;padding:3px 12px}" +
    "& button:hover:enabled{background:" + colors.grid + "}" +
    "& button:disabled{border-color:" + colors.grid + ";color:#767676;cursor:default}" +
    "& button[aria-pressed=true],.-first{box-shadow:inset 0 0 0 1px " + ink + ";font-weight:600}" +
    "& input[type=number]{width:92px}" + "& select{max-width:230px;min-height:28px}" +
    "& input[aria-invalid=true]{border-color:" + colors.no + "}" +
    "& label{color:" + quiet + ";white-space:nowrap}" +
    "& label>*{margin-left:6px}" +
    ".-marked svg," + "& .-legend svg{display:inline-block;height:14px;margin:0 5px 0 0;" +
    "vertical-align:-2px;width:16px}" +
    ".-legend{display:flex;flex-wrap:wrap;gap:2px 14px;margin:4px 0 8px}" +
    ".-count{font-size:15px}.-count strong{font-size:22px;margin-right:2px}" +
    "& textarea{font-family:monospace;font-size:12px;resize:vertical;width:100%}" +
    "& svg:focus{outline:none}" +
    "& :focus-visible," + "& svg:focus-visible{outline:2px solid " + colors.yes + ";outline-offset:2px}";
}

// `&` stands for the panel, `.-` for what the names of classes begin with
function styled(panel, style) {
  add(panel, "style", {}).textContent = style.replace(/&/g, ".-playground").replace(/\.-/g, ".percept-");
}

// the panel that takes the picture's place on its sheet
function panelIn(root) {
  var picture = root.querySelector("img"), panel = document.createElement("div");
  panel.className = "percept-playground";
  // a notebook's own shortcuts would take the keys
  panel.setAttribute("data-lm-suppress-shortcuts", "true");
  panel.addEventListener("keydown", function (event) { event.stopPropagation(); });
  styled(panel, playgroundStyle());
  picture.parentNode.insertBefore(panel, picture);
  picture.parentNode.style.maxWidth = "880px";
  picture.style.display = "none";
  return panel;
}

function division(parent, name) { return add(parent, "div", { "class": "percept-" + name }); }

function button(parent, text, act) {
  var made = add(parent, "button", { type: "button" }, text);
  made.addEventListener("click", act);
  return made;
}

// a number to type; gives back what shows a value in it
function numberField(parent, look, take) {
  var field = add(parent, "input", { type: "number", step: look.step || "any", "aria-label": look.name });
  if (look.least !== undefined) { field.min = look.least; }
  if (look.most !== undefined) { field.max = look.most; }
  function refuse(wrong) { field.setAttribute("aria-invalid", String(wrong)); }
  field.addEventListener("input", function () {
    var value = field.value === "" ? NaN : Number(field.value);
    var fits = isFinite(value) && !(value < look.least) && !(value > look.most) && !(look.above && value <= 0);
    refuse(!fits);
    if (fits) { take(value); }
  });
  function show(value) {
    field.title = String(value);
    // what is being typed stays
    if (document.activeElement === field) { return; }
    field.value = read(value, 6);
    // as many digits as there is room for
    if (field.value.length > 10) { field.value = read(value, 2); }
    refuse(false);
  }
  field.addEventListener("blur", function () { if (show.value !== undefined) { show(show.value); } });
  return function (value) { show.value = value; show(value); };
}

// a caption with what it is the name of
function captioned(parent, caption) { return add(parent, "label", {}, caption); }

// `options`: pairs of a value and its words; gives back what shows a value
function choice(parent, caption, options, take) {
  var list = add(captioned(parent, caption), "select", {});
  options.forEach(function (option) { add(list, "option", { value: option[0] }, option[1]); });
  list.addEventListener("change", function () { take(list.value); });
  return function (value) { list.value = value; };
}

// 1, 2 or 5 times a power of ten, not below the value
function roundUp(value) {
  var power = Math.floor(Math.log10(value)), found = value;
  [1, 2, 5, 10].some(function (factor) {
    found = Number(factor + "e" + power);
    return found >= value * 0.999999;
  });
  return found;
}

// `draw` before the next frame, once however often it is asked for
function beforeNextFrame(draw) {
  var asked = false;
  return function () {
    if (asked) { return; }
    asked = true;
    window.requestAnimationFrame(function () { asked = false; draw(); });
  };
}

function whenResized(panel, draw) {
  if (!window.ResizeObserver) { return; }
  var width = panel.clientWidth;
  new ResizeObserver(function () {
    if (panel.clientWidth === width) { return; }
    width = panel.clientWidth;
    draw();
  }).observe(panel);
}

// a button that copies what the text area says, and the area; gives back what shows a text
function codeOf(panel, name) {
  var row = division(panel, "tools");
  var copy = button(row, "Copy as Rust", function () {
    var say = function (text) { status.textContent = text; };
    var by_hand = function () {
      area.select();
      var done = false;
      try { done = document.execCommand("copy"); } catch (refused) { done = false; }
      say(done ? "Copied." : "Copy the selected lines.");
    };
    if (!navigator.clipboard) { by_hand(); return; }
    navigator.clipboard.writeText(area.value).then(function () { say("Copied."); }, by_hand);
  });
  var status = add(row, "span", { role: "status" });
  var area = add(panel, "textarea", {
    readonly: "", rows: 6, spellcheck: "false", "aria-label": name, style: "margin-top:8px"
  });
  copy.style.marginTop = "2px";
  return function (text) {
    if (area.value === text) { return; }
    area.value = text;
    area.rows = Math.min(Math.max(text.split("\n").length, 3), 10);
    status.textContent = "";
  };
}

// with room around the points and the point (0, 0), where that is not far away
function spansOf(points) {
  var spans = [0, 1].map(function (i) {
    var low = Infinity, high = -Infinity;
    points.forEach(function (point) {
      low = Math.min(low, point.at[i]);
      high = Math.max(high, point.at[i]);
    });
    if (low > high) { return [-1, 1]; }
    var size = high - low || Math.abs(high) || 1;
    if (Math.max(high, 0) - Math.min(low, 0) <= 2.5 * size) { return [Math.min(low, 0), Math.max(high, 0)]; }
    return [low, high];
  });
  return spans.map(function (span, i) {
    var own = span[1] - span[0], other = spans[1 - i][1] - spans[1 - i][0];
    var room = 0.28 * Math.max(own, other <= 4 * own || own === 0 ? other : 0) || 0.5;
    return [span[0] - room, span[1] + room];
  });
}

// where the plane is drawn, in units of the same length unless the ranges differ much
function planeOf(width, height, spans, names) {
  var digits = 4, left = 0, sides, x, y, levels;
  // the labels' width decides the scale, and that the labels
  for (var round = 0; round < 2; round += 1) {
    sides = equalUnits(spans, width - left - 8, height - 58);
    levels = ticks(sides[1]);
    digits = apart(levels, 4);
    left = Math.max(left, widest(levels.map(function (level) { return significant(level, digits); })) + 10);
  }
  x = scale(sides[0], left, width - 8);
  y = scale(sides[1], height - 36, 22);
  return {
    x: x, y: y, left: left, right: width - 8, top: 22, bottom: height - 36, width: width, height: height,
    spans: sides, levels: levels, digits: digits, names: names,
    unit: [x.back(1) - x.back(0), y.back(0) - y.back(1)],
    back: function (at) { return [x.back(at[0]), y.back(at[1])]; }
  };
}

function equalUnits(spans, width, height) {
  var units = [(spans[0][1] - spans[0][0]) / width, (spans[1][1] - spans[1][0]) / height];
  var ratio = units[0] / units[1];
  if (!(ratio > 0.2 && ratio < 5)) { return spans; }
  return spans.map(function (span, i) {
    var more = (Math.max(units[0], units[1]) * (i ? height : width) - (span[1] - span[0])) / 2;
    return [span[0] - more, span[1] + more];
  });
}

// at least this number of pixels from the sides
function isInside(plane, at, room) {
  return at[0] >= plane.left + room && at[0] <= plane.right - room &&
    at[1] >= plane.top + room && at[1] <= plane.bottom - room;
}

// lines of a plane with their numbers, and the names of the inputs
function axes(svg, plane) {
  var last = -Infinity, list = ticks(plane.spans[0]), digits = apart(list, 4);
  function color(tick) { return tick === 0 ? colors.ghost : colors.grid; }
  list.forEach(function (tick) {
    var label = significant(tick, digits), half = wide(label) / 2, at = plane.x(tick);
    line(svg, [at, plane.top], [at, plane.bottom], color(tick));
    if (at - half < last + 6 || at + half > plane.width) { return; }
    words(svg, at, plane.bottom + 15, label, { fill: colors.quiet, anchor: "middle" });
    last = at + half;
  });
  plane.levels.forEach(function (level) {
    var at = plane.y(level);
    line(svg, [plane.left, at], [plane.right, at], color(level));
    words(svg, plane.left - 5, at + 4, significant(level, plane.digits), { fill: colors.quiet, anchor: "end" });
  });
  var middle = (plane.left + plane.right) / 2;
  words(svg, middle, plane.bottom + 31, plane.names[0], { anchor: "middle", room: 2 * (plane.width - middle) - 4 });
  words(svg, 2, 12, plane.names[1], { room: plane.width - 4 });
}

// a circle for the target 0, a square for 1
function marker(svg, target, at, look) {
  look.fill = target ? colors.yes : colors.no;
  look.stroke = look.stroke || colors.ink;
  if (target) { box(svg, at[0] - 4.5, at[1] - 4.5, 9, 9, look); } else {
    look.cx = at[0];
    look.cy = at[1];
    look.r = 5;
    add(svg, "circle", look);
  }
}

// a white cross on what is on the wrong side
function wrongMark(svg, at, size) {
  shape(svg, "M-1.2,-3.5H1.2V-1.2H3.5V1.2H1.2V3.5H-1.2V1.2H-3.5V-1.2H-1.2Z", at[0], at[1], {
    fill: colors.paper, stroke: colors.ink, "stroke-width": 0.7
  });
  if (size) { svg.lastChild.setAttribute("transform", "translate(" + at + ") scale(" + size + ")"); }
}

function ring(svg, at, radius, look) {
  look.cx = at[0];
  look.cy = at[1];
  look.r = radius;
  look.fill = look.fill || "none";
  add(svg, "circle", look);
}

// with barbs of at most this number of pixels
function arrow(svg, from, to, color, width) {
  var dx = to[0] - from[0], dy = to[1] - from[1], length = Math.hypot(dx, dy);
  if (!(length > 0.5)) { return; }
  var barb = Math.min(11, 0.45 * length), a = barb * dx / length, b = barb * dy / length;
  var ends = [1, -1].map(function (side) { return [to[0] - a - side * b / 2, to[1] - b + side * a / 2]; });
  add(svg, "path", {
    d: "M" + from + "L" + to + "M" + ends[0] + "L" + to + "L" + ends[1], fill: "none", stroke: color,
    "stroke-width": width, "stroke-linecap": "round", "stroke-linejoin": "round"
  });
}

// words on a picture, with paper around their letters
function label(svg, x, y, text, look) {
  words(svg, x, y, text, look);
  var node = svg.lastChild;
  node.setAttribute("paint-order", "stroke");
  node.setAttribute("stroke", colors.paper);
  node.setAttribute("stroke-width", 4);
  node.setAttribute("stroke-linejoin", "round");
}
