// What the sliders stand for: the arithmetic of a decision, and its words.
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
