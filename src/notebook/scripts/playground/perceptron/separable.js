// Whether a line can have two classes in the plane on its two sides, with what
// shows it: the line with the widest margin, or a point within both classes.
// What decides is exact, however near the points are.

// a number as a whole number times a power of two
var numberParts = new DataView(new ArrayBuffer(8));

function wholeTimesPower(value) {
  numberParts.setFloat64(0, value);
  var bits = numberParts.getBigUint64(0), power = Number(bits >> 52n & 0x7ffn);
  var whole = (bits & 0xfffffffffffffn) + (power ? 0x10000000000000n : 0n);
  return { whole: value < 0 ? -whole : whole, power: Math.max(power, 1) };
}

// a sum of products, as a whole number times a power of two
function exactSum(products) {
  var terms = [], least = Infinity, sum = 0n;
  products.forEach(function (product) {
    var a = wholeTimesPower(product[0]), b = wholeTimesPower(product[1]);
    terms.push({ whole: a.whole * b.whole, power: a.power + b.power });
    least = Math.min(least, a.power + b.power);
  });
  terms.forEach(function (term) { sum += term.whole << BigInt(term.power - least); });
  return { whole: sum, power: least };
}

function exactSign(products) {
  var sum = exactSum(products).whole;
  return sum > 0n ? 1 : sum < 0n ? -1 : 0;
}

// (b − a) × (c − a), multiplied out
function turnProducts(a, b, c) {
  return [[a[0], b[1]], [-a[1], b[0]], [b[0], c[1]], [-b[1], c[0]], [c[0], a[1]], [-c[1], a[0]]];
}

// 1 where the way from a over b to c turns left, −1 where it turns right, 0 where it does not turn
function turn(a, b, c) {
  var left = (b[0] - a[0]) * (c[1] - a[1]), right = (b[1] - a[1]) * (c[0] - a[0]);
  var doubt = 4e-16 * (Math.abs(left) + Math.abs(right));
  if (doubt > 1e-290 && Math.abs(left - right) > doubt) { return left > right ? 1 : -1; }
  return exactSign(turnProducts(a, b, c));
}

// corners of the convex hull against the clock, as { at, index }
//
// A. M. Andrew, "Another efficient algorithm for convex hulls in two dimensions",
// Information Processing Letters 9(5), 1979
function hullOf(corners) {
  var sorted = corners.slice().sort(function (a, b) {
    return a.at[0] - b.at[0] || a.at[1] - b.at[1] || a.index - b.index;
  }).filter(function (corner, i, all) { return i === 0 || !samePlace(corner.at, all[i - 1].at); });
  if (sorted.length < 3) { return sorted; }
  function half(all) {
    var chain = [];
    all.forEach(function (corner) {
      while (chain.length > 1 &&
        turn(chain[chain.length - 2].at, chain[chain.length - 1].at, corner.at) <= 0) { chain.pop(); }
      chain.push(corner);
    });
    chain.pop();
    return chain;
  }
  return half(sorted).concat(half(sorted.reverse()));
}

function samePlace(a, b) { return a[0] === b[0] && a[1] === b[1]; }

function edgesOf(hull) {
  if (hull.length < 3) { return [[hull[0], hull[hull.length - 1]]]; }
  return hull.map(function (corner, i) { return [corner, hull[(i + 1) % hull.length]]; });
}

// the corners of a hull, as few as it takes, between which a point lies; nothing outside
function around(point, hull) {
  if (hull.length < 2) { return null; }
  if (hull.length === 2) { return between(point, hull[0], hull[1]) ? hull : null; }
  for (var i = 1; i + 1 < hull.length; i += 1) {
    var corners = [hull[0], hull[i], hull[i + 1]], outside = false, on = null;
    for (var k = 0; k < 3; k += 1) {
      var a = corners[k], b = corners[(k + 1) % 3], side = turn(a.at, b.at, point);
      if (side < 0) { outside = true; }
      if (side === 0) { on = [a, b]; }
    }
    if (!outside) { return on || corners; }
  }
  return null;
}

function between(point, a, b) {
  if (turn(a.at, b.at, point) !== 0) { return false; }
  return [0, 1].every(function (i) {
    return Math.min(a.at[i], b.at[i]) <= point[i] && point[i] <= Math.max(a.at[i], b.at[i]);
  });
}

function indices(corners) { return corners.map(function (corner) { return corner.index; }); }

// two of both classes at one place, the first ones
function twins(points) {
  var places = new Map();
  for (var i = 0; i < points.length; i += 1) {
    var at = points[i].at, key = (at[0] + 0) + " " + (at[1] + 0), there = places.get(key) || {};
    var other = there[1 - points[i].target];
    if (other !== undefined) {
      return { exists: false, at: at.slice(), of: points[i].target ? [[other], [i]] : [[i], [other]] };
    }
    if (there[points[i].target] === undefined) { there[points[i].target] = i; }
    places.set(key, there);
  }
  return null;
}

// a point that both hulls have in common
function meeting(zeros, ones) {
  var found = null;
  function within(corners, hull, swapped) {
    corners.forEach(function (corner) {
      var those = found ? null : around(corner.at, hull);
      if (!those) { return; }
      var of = [[corner.index], indices(those)];
      found = { exists: false, at: corner.at.slice(), of: swapped ? of.reverse() : of };
    });
  }
  within(zeros, ones, false);
  within(ones, zeros, true);
  if (found) { return found; }
  edgesOf(zeros).forEach(function (edge) {
    edgesOf(ones).forEach(function (other) {
      if (!found && crossing(edge, other)) {
        found = { exists: false, at: crossingPoint(edge, other), of: [indices(edge), indices(other)] };
      }
    });
  });
  return found;
}

function crossing(edge, other) {
  var a = edge[0].at, b = edge[1].at, c = other[0].at, d = other[1].at;
  return turn(a, b, c) * turn(a, b, d) < 0 && turn(c, d, a) * turn(c, d, b) < 0;
}

function crossingPoint(edge, other) {
  var a = edge[0].at, b = edge[1].at, c = other[0].at, d = other[1].at;
  // where both are nearly parallel, rounding would move it far along
  var before = exactSum(turnProducts(c, d, a)), after = exactSum(turnProducts(c, d, b));
  var least = Math.min(before.power, after.power);
  var from = before.whole << BigInt(before.power - least), to = after.whole << BigInt(after.power - least);
  var share = Number((from << 64n) / (from - to)) / Math.pow(2, 64);
  return [a[0] + share * (b[0] - a[0]), a[1] + share * (b[1] - a[1])];
}

// the shortest way from the hull of the zeros to that of the ones, which do not meet
function shortestWay(zeros, ones) {
  var best = { square: Infinity, way: [0, 0] };
  // a power of two that brings the extent to about 1, so that no square leaves the range of numbers
  var origin = zeros[0].at, extent = 0;
  zeros.concat(ones).forEach(function (corner) {
    extent = Math.max(extent, Math.abs(corner.at[0] - origin[0]), Math.abs(corner.at[1] - origin[1]));
  });
  var factor = Math.pow(2, -Math.floor(Math.log2(extent)));
  function from(corners, hull, sign) {
    edgesOf(hull).forEach(function (edge) {
      var a = edge[0].at, along = [(edge[1].at[0] - a[0]) * factor, (edge[1].at[1] - a[1]) * factor];
      var length = along[0] * along[0] + along[1] * along[1];
      corners.forEach(function (corner) {
        var to = [(corner.at[0] - a[0]) * factor, (corner.at[1] - a[1]) * factor];
        var share = length > 0 ? (to[0] * along[0] + to[1] * along[1]) / length : 0;
        share = Math.min(Math.max(share, 0), 1);
        var way = [to[0] - share * along[0], to[1] - share * along[1]], normal = way;
        // at right angles to the edge to the last digit
        if (share > 0 && share < 1) {
          var high = (along[0] * to[1] - along[1] * to[0]) / length;
          way = [-along[1] * high, along[0] * high];
          normal = [along[1] * (high > 0 ? -1 : 1), along[0] * (high > 0 ? 1 : -1)];
        }
        var square = way[0] * way[0] + way[1] * way[1];
        if (square < best.square) {
          best = {
            square: square, way: [way[0] * sign, way[1] * sign], normal: [normal[0] * sign, normal[1] * sign]
          };
        }
      });
    });
  }
  from(ones, zeros, 1);
  from(zeros, ones, -1);
  return best;
}

// the line across the way, if every point is on its side of it beyond doubt
function lineAcross(best, points, zeros, ones) {
  var way = best.way, largest = Math.max(Math.abs(way[0]), Math.abs(way[1]));
  var raw = [way[0] / largest, way[1] / largest];
  var round = raw.map(function (weight) { return Math.round(weight * 1e12) / 1e12 + 0; });
  if (!(largest > 0)) { return null; }
  // without a rounding where digits are scarce
  var exact = checkedLine(raw, points, zeros, ones) || checkedLine(best.normal, points, zeros, ones), short = checkedLine(round, points, zeros, ones);
  // round weights where these do as well
  return short && (!exact || short.margin >= exact.margin * (1 - 1e-12)) ? short : exact;
}

function checkedLine(weights, points, zeros, ones) {
  function along(at) { return weights[0] * at[0] + weights[1] * at[1]; }
  var above = Math.min.apply(null, ones.map(function (corner) { return along(corner.at); }));
  var below = Math.max.apply(null, zeros.map(function (corner) { return along(corner.at); }));
  var threshold = below / 2 + above / 2, least = Infinity;
  function sides(corners, sign) {
    return corners.every(function (corner) {
      least = Math.min(least, sign * (along(corner.at) - threshold));
      return exactSign([[weights[0], corner.at[0]], [weights[1], corner.at[1]], [-1, threshold]]) === sign;
    });
  }
  if (!sides(ones, 1) || !sides(zeros, -1) || !(least > 0)) { return null; }
  // weights are rounded in their 12th digit
  var size = Math.max.apply(null, zeros.concat(ones).map(function (corner) {
    return Math.max(Math.abs(corner.at[0]), Math.abs(corner.at[1]));
  }));
  var on = [], beyond = least * (1 + 1e-9) + 4e-12 * size;
  points.forEach(function (point, i) {
    var far = (point.target ? 1 : -1) * (along(point.at) - threshold);
    if (far <= beyond) { on.push(i); }
  });
  return {
    exists: true, line: [weights[0], weights[1], 0 - threshold],
    margin: least / Math.sqrt(weights[0] * weights[0] + weights[1] * weights[1]), on: on
  };
}

// { exists: true, line: [a, b, c], margin, on: [indices] }: class 1 is where a x + b y + c > 0;
// { exists: true, line: null } where there is one class only, or no point;
// { exists: false, at: [x, y], of: [[indices of class 0], [indices of class 1]] };
// { exists: null } where the classes come too near for the weights of a line to be written down
function verdict(points) {
  var corners = [[], []];
  points.forEach(function (point, i) { corners[point.target].push({ at: point.at, index: i }); });
  if (corners[0].length === 0 || corners[1].length === 0) {
    return { exists: true, line: null, margin: null, on: [] };
  }
  var met = twins(points), hulls = met ? null : corners.map(hullOf);
  met = met || meeting(hulls[0], hulls[1]);
  if (met) { return met; }
  var best = shortestWay(hulls[0], hulls[1]);
  return lineAcross(best, points, hulls[0], hulls[1]) || { exists: null };
}
