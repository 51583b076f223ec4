// The plane of a perceptron: regions, line, points, the weights as an arrow, a step as it is done.
var MARGIN_OF_ARROW = 14;

// `line` and `sum` in pixels of the plane: where the weighted sum is 0, and which way it grows
function directionOf(plane, weights) {
  var x = weights[0] * plane.unit[0], y = -weights[1] * plane.unit[1];
  return { x: x, y: y, length: Math.hypot(x, y) };
}

// the arrow begins at (0, 0), or in the middle where that is not to be seen
function anchorOf(plane) {
  var zero = [plane.x(0), plane.y(0)];
  if (isInside(plane, zero, MARGIN_OF_ARROW)) { return zero; }
  return [(plane.left + plane.right) / 2, (plane.top + plane.bottom) / 2];
}

function tipOf(app, weights) {
  var way = directionOf(app.plane, weights), from = app.anchor;
  return [from[0] + app.stretch * way.x, from[1] + app.stretch * way.y];
}

// how many pixels long an arrow that way may be
function roomAlong(plane, from, way) {
  var most = Infinity;
  [[way.x, from[0], plane.left, plane.right], [way.y, from[1], plane.top, plane.bottom]].forEach(function (axis) {
    var end = axis[0] > 0 ? axis[3] - MARGIN_OF_ARROW : axis[2] + MARGIN_OF_ARROW;
    if (axis[0] !== 0) { most = Math.min(most, (end - axis[1]) / axis[0] * way.length); }
  });
  return Math.max(most, 20);
}

// pixels for each unit of the weights' lengths: as it was while the arrows can be seen well
function stretchArrows(app) {
  var plane = app.plane, all = [app.state.weights];
  if (app.shown) { all.push(app.shown.weights); }
  if (app.held && app.stretch) { return; }
  var side = Math.min(plane.right - plane.left, plane.bottom - plane.top), least = Infinity, longest = 0, fits = true;
  all.map(function (weights) { return directionOf(plane, weights); }).forEach(function (way) {
    if (!(way.length > 0)) { return; }
    var room = roomAlong(plane, app.anchor, way);
    fits = fits && app.stretch * way.length <= room;
    longest = Math.max(longest, way.length);
    least = Math.min(least, Math.min(room, 0.26 * side) / way.length);
  });
  if (longest === 0) { app.stretch = app.stretch || 0.2 * side / (plane.unit[0] * 10 * app.state.rate); return; }
  var share = app.stretch * longest / side;
  if (!(fits && share > 0.08 && share < 0.42)) { app.stretch = least; }
}

// values of a weighted sum in the corners of the plane
function cornersOf(plane, weights, bias) {
  var largest = Math.max(Math.abs(weights[0]), Math.abs(weights[1]), Math.abs(bias)) || 1;
  return CORNERS.map(function (corner) {
    return weights[0] / largest * plane.spans[0][corner[0]] + weights[1] / largest * plane.spans[1][corner[1]] +
      bias / largest;
  });
}

function place(plane, corner) {
  return [plane.left + corner[0] * (plane.right - plane.left), plane.bottom + corner[1] * (plane.top - plane.bottom)];
}

// the two ends of a line across the plane, or nothing
function endsOf(plane, weights, bias) {
  var values = cornersOf(plane, weights, bias);
  var no = side(values, false).map(String), ends = side(values, true).filter(function (corner) {
    return no.indexOf(String(corner)) >= 0;
  });
  return ends.length === 2 ? ends.map(function (end) { return place(plane, end); }) : null;
}

function drawRegions(app, svg) {
  var state = app.state, plane = app.plane, values = cornersOf(plane, state.weights, state.bias);
  [true, false].forEach(function (yes) {
    var polygon = side(values, yes).map(function (corner) { return place(plane, corner); });
    if (polygon.length < 3) { return; }
    var look = { points: polygon.join(" "), fill: yes ? colors.yes : colors.no, "fill-opacity": 0.16 };
    add(svg, "polygon", look);
  });
}

function drawLine(svg, ends, look) {
  if (ends) { add(svg, "path", Object.assign({ d: "M" + ends[0] + "L" + ends[1], fill: "none" }, look)); }
}

// why there is a line or none: the margin, or what both classes have between their points
function drawCertificate(app, svg) {
  var verdict = app.verdict, plane = app.plane, points = app.state.points;
  function at(i) { return [plane.x(points[i].at[0]), plane.y(points[i].at[1])]; }
  function rings(list) {
    list.forEach(function (i) { ring(svg, at(i), 9, { fill: colors.paper, stroke: colors.ink }); });
  }
  if (verdict.exists && verdict.line) {
    var a = verdict.line[0], b = verdict.line[1], c = verdict.line[2], far = verdict.margin * Math.hypot(a, b);
    drawLine(svg, endsOf(plane, [a, b], c), { stroke: colors.quiet, "stroke-width": 1.5 });
    [far, -far].forEach(function (shift) {
      drawLine(svg, endsOf(plane, [a, b], c + shift), {
        stroke: colors.quiet, "stroke-width": 1.5, "stroke-dasharray": "2 4"
      });
    });
    rings(verdict.on);
    return;
  }
  if (verdict.exists || !verdict.of) { return; }
  verdict.of.forEach(function (list, target) {
    var color = target ? colors.yes : colors.no;
    var look = { fill: color, "fill-opacity": 0.1, stroke: color, "stroke-width": 3, "stroke-linejoin": "round" };
    if (target) { look["stroke-dasharray"] = "2 3"; }
    add(svg, list.length > 2 ? "polygon" : "polyline", Object.assign({ points: list.map(at).join(" ") }, look));
    rings(list);
  });
}

function drawCommonPoint(app, svg) {
  if (app.verdict.exists || !app.verdict.at) { return; }
  var at = [app.plane.x(app.verdict.at[0]), app.plane.y(app.verdict.at[1])];
  shape(svg, "M0,-8L8,0L0,8L-8,0Z", at[0], at[1], { fill: colors.ink, stroke: colors.paper, "stroke-width": 2 });
}

// only those that are not there yet: there may be hundreds
function drawPoints(app, layer) {
  var plane = app.plane, scale = [plane.width, plane.height, plane.spans].join(), drawn = new Map();
  if (app.scale !== scale) {
    app.scale = scale;
    app.drawn = new Map();
    layer.textContent = "";
  }
  app.state.points.forEach(function (point, i) {
    var at = app.places[i], before = app.drawn.get(point), fine = isRight(app.state, point);
    if (!isInside(plane, at, -8) || app.held && app.held.away && app.held.i === i) { return; }
    if (!before || before.fine !== fine) {
      before = { node: add(layer, "g", {}), fine: fine };
      marker(before.node, point.target, at, {});
      if (!fine) { wrongMark(before.node, at); }
    }
    drawn.set(point, before);
  });
  app.drawn.forEach(function (old, point) {
    if (drawn.get(point) !== old) { layer.removeChild(old.node); }
  });
  app.drawn = drawn;
}

// where weights of 0 are taken hold of: at (0, 0), or beside it where a point lies
function ringOf(app) {
  var spots = [[0, 0], [-22, 22], [22, 22], [-22, -22], [22, -22]].map(function (shift) {
    return [app.anchor[0] + shift[0], app.anchor[1] + shift[1]];
  });
  return spots.find(function (spot) {
    return isInside(app.plane, spot, 4) && app.places.every(function (other) {
      return Math.hypot(other[0] - spot[0], other[1] - spot[1]) > 20;
    });
  }) || spots[0];
}

// the weights from (0, 0), and a right angle where their way meets the line
function drawWeights(app, svg) {
  var state = app.state, plane = app.plane, way = directionOf(plane, state.weights), from = app.anchor;
  var tip = tipOf(app, state.weights);
  app.tip = way.length > 0 ? tip : ringOf(app);
  if (way.length > 0) {
    var atZero = from[0] === plane.x(0) && from[1] === plane.y(0);
    var far = atZero ? -state.bias / way.length : 0, u = way.x / way.length, v = way.y / way.length;
    var foot = [from[0] + far * u, from[1] + far * v];
    if (atZero && far !== 0 && isInside(plane, foot, 0)) {
      drawLine(svg, [from, foot], { stroke: colors.quiet, "stroke-width": 1.5, "stroke-dasharray": "1.5 3.5" });
    }
    if (atZero && isInside(plane, foot, 10)) {
      var s = far < 0 ? 7 : -7;
      add(svg, "path", {
        d: "M" + [foot[0] + s * u, foot[1] + s * v] + "L" + [foot[0] + s * u - 7 * v, foot[1] + s * v + 7 * u] +
          "L" + [foot[0] - 7 * v, foot[1] + 7 * u], fill: "none", stroke: colors.quiet, "stroke-width": 1.2
      });
    }
  }
  if (app.shown && app.shown.update.error !== 0) {
    var before = tipOf(app, app.shown.weights);
    arrow(svg, from, before, colors.ghost, 2);
    arrow(svg, from, tip, colors.ink, 2.5);
    arrow(svg, before, tip, colors.change, 4);
  } else {
    arrow(svg, from, tip, colors.ink, 2.5);
  }
  if (way.length === 0 || app.over === "tip" || app.held && app.held.kind === "tip") {
    ring(svg, app.tip, 8, { fill: way.length ? "none" : colors.paper, stroke: colors.ink, "stroke-width": 1.5 });
  }
}

// the sample that was looked at, and what the weights made of it
function drawSample(app, svg, top) {
  var update = app.shown && app.shown.update, plane = app.plane;
  if (!update) { return; }
  var at = [plane.x(update.at[0]), plane.y(update.at[1])];
  if (!top) { ring(svg, at, 12, { fill: colors.sample, stroke: colors.ink }); return; }
  var text = "sum " + short(update.sum) + (update.sum > 0 ? " > 0" : " ≤ 0") + ": output " + short(update.output);
  var half = wide(text) / 2, x = at[0], y = at[1], left = plane.left + half + 6, right = plane.right - half - 6;
  var beside = Math.min(Math.max(x, left), right);
  // beside the sample, else at an edge of the plane: where nothing else is
  var arrow = [0, 0.33, 0.67, 1].map(function (part) {
    return [0, 1].map(function (i) { return app.anchor[i] * (1 - part) + app.tip[i] * part; });
  });
  var spots = [[beside, y - 19], [beside, y + 28], [x + half + 19, y + 4], [x - half - 19, y + 4]];
  [left, right, (left + right) / 2].forEach(function (edge) {
    spots.push([edge, plane.top + 18], [edge, plane.bottom - 8]);
  });
  var spot = spots.find(function (place) {
    return place[0] >= left - 2 && place[0] <= right + 2 && place[1] > plane.top + 12 && place[1] < plane.bottom - 4 &&
      arrow.concat(app.places).every(function (other) {
        return Math.abs(other[0] - place[0]) > half + 9 || Math.abs(other[1] - place[1] + 4) > 14;
      });
  }) || spots[4];
  label(svg, spot[0], spot[1], text, { anchor: "middle", weight: 600 });
}

function drawPlane(app) {
  var svg = app.svg, state = app.state, width = Math.max(svg.parentNode.clientWidth || 400, 220);
  var plane = app.plane = planeOf(width, Math.min(Math.round(width * 0.9), 420), app.spans, state.names);
  app.anchor = anchorOf(plane);
  app.places = state.points.map(function (point) { return [plane.x(point.at[0]), plane.y(point.at[1])]; });
  stretchArrows(app);
  // below the points, the points, above them
  app.layers = app.layers || [0, 1, 2].map(function () { return add(svg, "g", {}); });
  var below = app.layers[0], above = app.layers[2], held = app.held || {};
  below.textContent = above.textContent = "";
  svg.setAttribute("viewBox", "0 0 " + width + " " + plane.height);
  svg.setAttribute("aria-label", app.described());
  drawRegions(app, below);
  axes(below, plane);
  var ends = app.ends = endsOf(plane, state.weights, state.bias);
  if (app.why) { drawCertificate(app, below); }
  if (app.shown && app.shown.update.error !== 0) {
    var old = endsOf(plane, app.shown.weights, app.shown.bias);
    drawLine(below, old, { stroke: colors.ghost, "stroke-width": 1.5, "stroke-dasharray": "3 4" });
  }
  drawLine(below, ends, { stroke: colors.ink, "stroke-width": app.over === "line" ? 3.5 : 2, "stroke-dasharray": "7 5" });
  drawSample(app, below, false);
  if (app.selected >= 0 && !held.away) {
    ring(below, app.places[app.selected], 11, { stroke: colors.ink, "stroke-width": 2, fill: colors.paper });
  }
  drawPoints(app, app.layers[1]);
  if (app.why) { drawCommonPoint(app, above); }
  drawWeights(app, above);
  drawSample(app, above, true);
  if (held.away) {
    marker(above, state.points[held.i].target, held.away, { opacity: 0.4 });
    label(above, (plane.left + plane.right) / 2, plane.top + 16, "let go to remove the point", { anchor: "middle", weight: 600 });
  }
}
