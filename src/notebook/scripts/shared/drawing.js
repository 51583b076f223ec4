// What the pictures of explorers and playgrounds are drawn with, in the colours of the library.
var colors = {};
var SVG = "http://www.w3.org/2000/svg";

function add(parent, name, attributes, text) {
  var svg = name === "svg" || parent.namespaceURI === SVG;
  var node = svg ? document.createElementNS(SVG, name) : document.createElement(name);
  Object.keys(attributes).forEach(key => node.setAttribute(key, attributes[key]));
  if (text !== undefined) { node.textContent = typeset(text); }
  parent.appendChild(node);
  return node;
}

var ruler = document.createElement("canvas").getContext("2d");

// how wide words are, in pixels
function wide(text) {
  ruler.font = "600 12px system-ui,sans-serif";
  return ruler.measureText(typeset(text)).width;
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
  return value > 0 ? colors.plus : value < 0 ? colors.minus : colors.quiet;
}

// halved, so that no range is too wide for a float
function scale(span, from, to) {
  var half = span[1] / 2 - span[0] / 2;
  var place = value => from + (value / 2 - span[0] / 2) / half * (to - from);
  place.back = pixel => span[0] + (pixel - from) / (to - from) * half * 2;
  return place;
}

// round positions, 1, 2 or 5 times a power of ten apart
function ticks(span) {
  var raw = span[1] / 5 - span[0] / 5, power = Math.floor(Math.log10(raw)), list = [];
  [1, 2, 5, 10].some(factor => {
    var step = Number(factor + "e" + power);
    if (!(step > 0) || step < raw * 0.999) { return false; }
    var last = Math.floor(span[1] / step);
    for (var i = Math.ceil(span[0] / step); i <= last && list.length < 12; i += 1) {
      list.push(exact(i * step));
    }
    return true;
  });
  return list;
}

// without the error of a product
function exact(product) {
  return Number.isInteger(product) ? product : Number(product.toPrecision(15));
}

// a value on the slider's positions
function snapped(value, slider) {
  value = Math.min(Math.max(value, slider[0]), slider[1]);
  var steps = Math.round(value / slider[2]);
  return isFinite(steps) ? exact(steps * slider[2]) : value;
}

function empty(svg, width, height, description) {
  while (svg.firstChild) { svg.removeChild(svg.firstChild); }
  svg.setAttribute("viewBox", "0 0 " + width + " " + height);
  svg.setAttribute("aria-label", description);
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

var CORNERS = [[0, 0], [1, 0], [1, 1], [0, 1]];

// what of the square lies where the answer is yes (or no), corner by corner
function side(values, yes) {
  var polygon = [];
  CORNERS.forEach((corner, i) => {
    var next = CORNERS[(i + 1) % 4], s = values[i], t = values[(i + 1) % 4];
    if ((s > 0) === yes) { polygon.push(corner); }
    if ((s > 0) !== (t > 0)) {
      var k = s / (s - t);
      polygon.push([corner[0] + k * (next[0] - corner[0]), corner[1] + k * (next[1] - corner[1])]);
    }
  });
  return polygon;
}

function shape(svg, path, x, y, look) {
  look.d = path;
  look.transform = "translate(" + x + " " + y + ")";
  add(svg, "path", look);
}

function crossed(svg, x, y) {
  var cross = { stroke: colors.paper, "stroke-width": 2 };
  shape(svg, "M-4,0H4M0,-4V4", x, y, cross);
}
