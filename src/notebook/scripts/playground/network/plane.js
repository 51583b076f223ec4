// The plane of a network: its output as colour, and the points.
var CELLS = 40;

// what each neuron gives in every cell, by column of the diagram; the inputs are the first
function survey(app) {
  var room = machine(app.state), spans = app.plane.spans, at = [0, 0], cell = 0;
  var fits = app.maps && app.maps.length === room.values.length && app.maps.every(function (maps, l) {
    return maps.length === room.values[l].length;
  });
  if (!fits) {
    app.maps = room.values.map(function (values) {
      return values.map(function () { return new Float64Array(CELLS * CELLS); });
    });
  }
  for (var row = CELLS - 1; row >= 0; row -= 1) {
    at[1] = middle(spans[1], row);
    for (var column = 0; column < CELLS; column += 1) {
      at[0] = middle(spans[0], column);
      answer(room, at);
      for (var l = 0; l < room.values.length; l += 1) {
        for (var j = 0; j < room.values[l].length; j += 1) { app.maps[l][j][cell] = room.values[l][j]; }
      }
      cell += 1;
    }
  }
}

function middle(span, cell) { return span[0] + (cell + 0.5) / CELLS * (span[1] - span[0]); }

function channels(color) {
  return [1, 3, 5].map(function (at) { return parseInt(color.slice(at, at + 2), 16); });
}

// the shades of the library's surfaces, with what lies between them
function rampOf(shades) {
  var ends = shades.map(channels), last = ends.length - 1, ramp = [];
  for (var i = 0; i <= 240; i += 1) {
    var place = i / 240 * last, low = Math.min(Math.floor(place), last - 1), share = place - low;
    ramp.push([0, 1, 2].map(function (c) { return ends[low][c] * (1 - share) + ends[low + 1][c] * share; }));
  }
  return ramp;
}

// what a neuron reaches from and to: the ends of its function, or of what is seen
function reachOfNeuron(map, range) {
  var low = range[0], high = range[1];
  if (!isFinite(low)) { low = map.reduce(function (a, b) { return Math.min(a, b); }, Infinity); }
  if (!isFinite(high)) { high = map.reduce(function (a, b) { return Math.max(a, b); }, -Infinity); }
  return [low, high];
}

function paint(ramp, canvas, map, range) {
  var context = canvas.getContext("2d"), image = context.createImageData(CELLS, CELLS);
  var size = range[1] - range[0];
  for (var cell = 0; cell < map.length; cell += 1) {
    var share = size > 0 ? (map[cell] - range[0]) / size : 0.5;
    var color = ramp[Math.round(Math.min(Math.max(share, 0), 1) * 240) || 0], first = 4 * cell;
    image.data[first] = color[0];
    image.data[first + 1] = color[1];
    image.data[first + 2] = color[2];
    image.data[first + 3] = 255;
  }
  context.putImageData(image, 0, 0);
}

// where a map passes a level, as pieces of a line between the middles of cells, chained
function levelLines(map, level) {
  var next = {}, starts = [], lines = [];
  function cross(a, b) {
    var s = map[a] - level, t = map[b] - level;
    return (s > 0) !== (t > 0) ? { key: a + "," + b, share: s / (s - t), a: a, b: b } : null;
  }
  function join(from, to) {
    [[from, to], [to, from]].forEach(function (pair) {
      (next[pair[0].key] = next[pair[0].key] || { at: pair[0], to: [] }).to.push(pair[1].key);
    });
  }
  for (var y = 0; y + 1 < CELLS; y += 1) {
    for (var x = 0; x + 1 < CELLS; x += 1) {
      var i = y * CELLS + x;
      var edges = [cross(i, i + 1), cross(i + 1, i + CELLS + 1), cross(i + CELLS, i + CELLS + 1), cross(i, i + CELLS)];
      var found = edges.filter(function (edge) { return edge; });
      for (var k = 0; k + 1 < found.length; k += 2) { join(found[k], found[k + 1]); }
    }
  }
  // open lines from their ends, then closed ones
  Object.keys(next).forEach(function (key) { if (next[key].to.length === 1) { starts.push(key); } });
  starts.concat(Object.keys(next)).forEach(function (key) {
    var line = [];
    while (key && next[key].to.length) {
      var here = next[key], on = here.to.pop(), other = next[on];
      other.to.splice(other.to.indexOf(key), 1);
      if (!line.length) { line.push(here.at); }
      line.push(other.at);
      key = on;
    }
    if (line.length) { lines.push(line); }
  });
  return lines;
}

// the line between the classes
function drawBorder(app, svg) {
  var targets = app.state.targets, plane = app.plane, last = app.maps[app.maps.length - 1][0];
  function place(cross) {
    var ends = [cross.a, cross.b].map(function (cell) { return [cell % CELLS + 0.5, Math.floor(cell / CELLS) + 0.5]; });
    return [0, 1].map(function (i) {
      var at = (ends[0][i] + cross.share * (ends[1][i] - ends[0][i])) / CELLS;
      return i ? plane.top + at * (plane.bottom - plane.top) : plane.left + at * (plane.right - plane.left);
    });
  }
  levelLines(last, targets[0] / 2 + targets[1] / 2).forEach(function (line) {
    add(svg, "polyline", {
      points: line.map(place).join(" "), fill: "none", stroke: colors.ink, "stroke-width": 2, "stroke-dasharray": "7 5"
    });
  });
}

// what stays while it learns is drawn once
function drawFixed(app, svg, width) {
  var state = app.state, fixed = [state.points, app.spans, state.names, app.selected, width];
  if (app.fixed && fixed.every(function (part, i) { return part === app.fixed[i]; })) { return; }
  app.fixed = fixed;
  var plane = app.plane = planeOf(width, Math.min(Math.round(width * 0.9), 420), app.spans, state.names);
  app.places = state.points.map(function (point) { return [plane.x(point.at[0]), plane.y(point.at[1])]; });
  app.canvas.style.cssText = "position:absolute;left:" + 100 * plane.left / width + "%;top:" +
    100 * plane.top / plane.height + "%;width:" + 100 * (plane.right - plane.left) / width + "%;height:" +
    100 * (plane.bottom - plane.top) / plane.height + "%";
  empty(svg, width, plane.height, "");
  axes(svg, plane);
  app.border = add(svg, "g", {});
  state.points.forEach(function (point, i) { marker(svg, point.target, app.places[i], {}); });
  if (app.places[app.selected]) { ring(svg, app.places[app.selected], 10, { stroke: colors.ink, "stroke-width": 2 }); }
  app.crosses = add(svg, "g", {});
}

function drawPlane(app) {
  var svg = app.svg, state = app.state, edge = state.targets[0] / 2 + state.targets[1] / 2, room = machine(state);
  drawFixed(app, svg, Math.max(svg.parentNode.clientWidth || 400, 220));
  survey(app);
  paint(app.ramp, app.canvas, app.maps[app.maps.length - 1][0], state.targets);
  if (!app.playing) { svg.setAttribute("aria-label", app.described()); }
  app.border.textContent = app.crosses.textContent = "";
  drawBorder(app, app.border);
  state.points.forEach(function (point, i) {
    if ((answer(room, point.at) > edge) !== (point.target === 1)) { wrongMark(app.crosses, app.places[i]); }
  });
}
