// What the sliders stand for: the arithmetic of a decision, and its words.
var start = __STATE__;
var colors = start.colors;
var n = start.inputs.length;
var style =
  ".percept-explorer{box-sizing:border-box;color:" + colors.ink + ";color-scheme:light;" +
  "container-type:inline-size;font:13px/1.45 system-ui,sans-serif;" +
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
  sliderStyle(".percept-explorer") +
  ".percept-explorer input[type=number]{width:92px}" +
  ".percept-explorer input[aria-invalid=true]{border-color:" + colors.no + "}" +
  ".percept-explorer button{cursor:pointer;padding:4px 12px}" +
  ".percept-buttons{align-items:center;border-top:1px solid " + colors.grid + ";" +
  "padding:8px 0 6px}" +
  ".percept-explorer textarea{font-family:monospace;resize:vertical;width:100%}" +
  ".percept-explorer :focus-visible{outline:2px solid " + colors.yes + ";outline-offset:2px}";

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

function code(state) {
  var weights = start.inputs.map((input, i) => {
    return "(" + input.code + ", " + literal(state.weights[i]) + ")";
  });
  return "Perceptron::by_hand([" + weights.join(", ") + "], " + literal(state.thresholds[0]) + ")?" +
    start.transfer + ".decide([" + state.inputs.map(literal).join(", ") + "])?";
}

// the digits with which the printed numbers add up, and compare as the exact ones do
function digitsOf(state, result) {
  var sum = result.sum, threshold = state.thresholds[0], size = 0;
  state.weights.forEach((weight, i) => {
    size = Math.max(size, Math.abs(weight * state.inputs[i]));
  });
  var error = Math.max(Math.min(Math.abs(sum) / 500, Math.abs(result.margin) / 2), size * 1e-12);
  return fewest(4, digits => {
    var left = read(sum, digits), right = read(threshold, digits), printed = 0;
    if ((left > right) !== (sum > threshold) || (left < right) !== (sum < threshold)) { return false; }
    state.weights.forEach((weight, i) => {
      printed += read(weight, digits) * read(state.inputs[i], digits);
    });
    return n > 6 || Math.abs(printed - sum) <= error;
  });
}

function spelledOut(state, digits) {
  var text = "";
  for (var i = 0; i < Math.min(n, 6); i += 1) {
    var weight = state.weights[i], input = state.inputs[i], said = significant(input, digits);
    text += i > 0 ? (weight < 0 ? " - " : " + ") : weight < 0 ? "-" : "";
    text += significant(Math.abs(weight), digits) + " × ";
    text += input < 0 ? "(" + said + ")" : said;
  }
  return n > 6 ? text + " + … (" + (n - 6) + " more terms)" : text;
}

var view = new DataView(new ArrayBuffer(8));

// the next float above or below
function next(value, up) {
  if (value === 0) { return up ? Number.MIN_VALUE : -Number.MIN_VALUE; }
  view.setFloat64(0, value);
  view.setBigInt64(0, view.getBigInt64(0) + BigInt((value > 0) === up ? 1 : -1));
  return view.getFloat64(0);
}

// the edge with as few digits as turn the answer and are near it, on the side that turns it
function beyond(from, edge, rises, yes, turns) {
  var near = Math.abs(edge - from) / 50, power = Math.floor(Math.log10(Math.abs(edge)));
  for (var digits = 4; digits <= 17; digits += 1) {
    var shown = read(edge, digits), unit = Math.pow(10, power - digits + 1);
    var tries = [shown, rises ? shown + unit : shown - unit];
    for (var i = 0; i < 2; i += 1) {
      var value = read(tries[i], digits), past = rises ? value >= edge : value <= edge;
      // where only what lies beyond turns it
      var first = yes ? value : next(value, rises);
      var moves = value !== read(from, digits) || edge === from;
      if (past && moves && turns(first) && Math.abs(value - edge) <= near) {
        return [digits, value];
      }
    }
  }
  // as near as rounding allows
  for (var k = 0; k < 64 && !turns(edge); k += 1) { edge = next(edge, rises); }
  return [17, edge];
}

function change(from, edge, rises, yes, turns) {
  var found = beyond(from, edge, rises, yes, turns);
  var said = significant(found[1], found[0]);
  var way = rises ? "more" : "less";
  return (rises ? "rises" : "drops") + " from " + significant(from, found[0]) + " to " +
    (yes ? said + " or " + way : way + " than " + said);
}

function turning(state, result) {
  var strongest = 0;
  state.weights.forEach((weight, i) => {
    if (Math.abs(weight) >= Math.abs(state.weights[strongest])) { strongest = i; }
  });
  var weight = state.weights[strongest], input = state.inputs[strongest];
  var edge = input - result.margin / weight, ways = "", yes = result.yes;
  if (isFinite(edge)) {
    var turns = value => {
      var inputs = state.inputs.slice();
      inputs[strongest] = value;
      return (dot(state.weights, inputs) > state.thresholds[0]) !== yes;
    };
    ways = start.inputs[strongest].name + " " +
      change(input, edge, (weight > 0) !== yes, yes, turns) + ", or if ";
  }
  var threshold = value => (result.sum > value) !== yes;
  return "The answer turns if " + ways + "the threshold " +
    change(state.thresholds[0], result.sum, yes, yes, threshold) + ".";
}

function tried(state) {
  var samples = start.tried, hits = 0;
  samples.rows.forEach((row, i) => {
    var wanted = samples.wanted.length ? samples.wanted[i] : true;
    if ((dot(state.weights, row) > state.thresholds[0]) === wanted) { hits += 1; }
  });
  var many = samples.rows.length;
  return hits + " of " + many + (many === 1 ? " sample " : " samples ") +
    (samples.wanted.length ? "on the correct side" : "answered with yes") +
    (many < samples.all ? ", taken evenly from " + samples.all : "") + ".";
}
