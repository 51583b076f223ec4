// What hands and keys do in the plane.
var MOVED = 4;

function distanceToLine(app, at) {
  if (!app.ends) { return Infinity; }
  var from = app.ends[0], to = app.ends[1], dx = to[0] - from[0], dy = to[1] - from[1];
  return Math.abs((at[0] - from[0]) * dy - (at[1] - from[1]) * dx) / (Math.hypot(dx, dy) || 1);
}

// what is there to take hold of: a point, the tip of the weights, the line; else the plane
function under(app, at, reach) {
  var best = -1, nearest = reach;
  for (var i = app.places.length - 1; i >= 0; i -= 1) {
    var far = Math.hypot(app.places[i][0] - at[0], app.places[i][1] - at[1]);
    if (far < nearest) { best = i; nearest = far; }
  }
  if (Math.hypot(app.tip[0] - at[0], app.tip[1] - at[1]) < Math.min(nearest, reach)) { return { kind: "tip" }; }
  if (best >= 0) { return { kind: "point", i: best }; }
  if (distanceToLine(app, at) < 0.7 * reach && isInside(app.plane, at, 0)) { return { kind: "line" }; }
  return { kind: isInside(app.plane, at, 0) ? "plane" : "outside" };
}

function placeOf(svg, event) {
  var seen = svg.getBoundingClientRect(), view = svg.viewBox.baseVal;
  return [(event.clientX - seen.left) * view.width / seen.width, (event.clientY - seen.top) * view.height / seen.height];
}

function reachOf(event) { return event.pointerType === "touch" ? 22 : 11; }

// with few digits: on a grid about as fine as pixels
function onGrid(value, pixel) {
  var size = roundUp(pixel);
  return exact(Math.round(value / size) * size);
}

function pointAt(app, at) {
  var back = app.plane.back(at);
  return [onGrid(back[0], app.plane.unit[0]), onGrid(back[1], app.plane.unit[1])];
}

function within(plane, at) {
  return [Math.min(Math.max(at[0], plane.left), plane.right), Math.min(Math.max(at[1], plane.top), plane.bottom)];
}

// one press of a hand: what it holds, and how it goes on
function press(app, at, found) {
  app.held = found;
  found.from = at;
  found.bias = app.state.bias;
  if (found.kind === "point") {
    found.offset = [app.places[found.i][0] - at[0], app.places[found.i][1] - at[1]];
    app.select(found.i);
  }
}

function drag(app, at) {
  var held = app.held, plane = app.plane, state = app.state;
  if (!held.moved) {
    if (Math.hypot(at[0] - held.from[0], at[1] - held.from[1]) < MOVED) { return; }
    held.moved = true;
    if (held.kind !== "plane") { app.begin(); }
  }
  if (held.kind === "point") {
    var to = [at[0] + held.offset[0], at[1] + held.offset[1]];
    held.away = isInside(plane, at, -10) ? null : within({ left: 8, right: plane.width - 8, top: 8, bottom: plane.height - 8 }, to);
    if (!held.away) { movePoint(state, held.i, pointAt(app, within(plane, to))); }
  } else if (held.kind === "tip") {
    var tip = within(plane, at), unit = plane.unit.map(function (size) { return size * app.stretch; });
    setWeights(state, [0, 1].map(function (i) {
      var way = i ? app.anchor[1] - tip[1] : tip[0] - app.anchor[0];
      return onGrid(way / unit[i], 1 / unit[i]);
    }), state.bias);
  } else if (held.kind === "line") {
    var way = directionOf(plane, state.weights);
    var bias = held.bias - way.x * (at[0] - held.from[0]) - way.y * (at[1] - held.from[1]);
    setWeights(state, state.weights, onGrid(bias, way.length));
  }
  app.changed();
}

function release(app, at) {
  var held = app.held;
  app.held = null;
  if (held.kind === "point" && held.moved) {
    if (held.away) { removeThis(app, held.i, true); } else { app.say(moved(app, held.i)); }
  } else if (held.moved && held.kind !== "plane") {
    app.say(held.kind === "tip" ? weightsSaid(app.state) : biasSaid(app.state));
  } else if (held.kind === "point") {
    app.begin();
    relabel(app.state, held.i);
    app.say(classSaid(app, held.i));
  } else if (!held.moved && (held.kind === "plane" || held.kind === "line")) {
    placePoint(app, pointAt(app, at));
  }
  app.changed();
}

function placePoint(app, at) {
  app.begin();
  addPoint(app.state, at, app.adding);
  app.select(app.state.points.length - 1);
  app.say("Added " + pointSaid(app, app.selected) + ".");
  app.changed();
}

function removeThis(app, i, begun) {
  if (!app.state.points[i]) { return; }
  if (!begun) { app.begin(); }
  var said = pointSaid(app, i);
  removePoint(app.state, i);
  app.select(-1);
  app.say("Removed " + said + ".");
  app.changed();
}

function handsOn(app, svg) {
  svg.style.touchAction = "pan-y pinch-zoom";
  // a finger on something moves that; elsewhere it scrolls the page
  svg.addEventListener("touchstart", function (event) {
    var touch = event.touches[0], kind = under(app, placeOf(svg, touch), 22).kind;
    if (event.touches.length === 1 && kind !== "plane" && kind !== "outside") { event.preventDefault(); }
  }, { passive: false });
  svg.addEventListener("pointerdown", function (event) {
    if (event.button !== 0 || app.held) { return; }
    var at = placeOf(svg, event), found = under(app, at, reachOf(event));
    if (found.kind === "outside") { return; }
    found.pointer = event.pointerId;
    svg.setPointerCapture(event.pointerId);
    event.preventDefault();
    svg.focus({ preventScroll: true, focusVisible: false });
    app.stop();
    press(app, at, found);
    app.changed();
  });
  svg.addEventListener("pointermove", function (event) {
    var at = placeOf(svg, event);
    if (app.held) {
      if (app.held.pointer === event.pointerId) { drag(app, at); }
      return;
    }
    var kind = under(app, at, reachOf(event)).kind;
    svg.style.cursor = { tip: "grab", point: "pointer", line: "move", plane: "crosshair" }[kind] || "default";
    if (app.over !== kind) {
      app.over = kind;
      app.redraw();
    }
  });
  svg.addEventListener("pointerleave", function () {
    app.over = "";
    app.redraw();
  });
  svg.addEventListener("pointerup", function (event) {
    if (app.held && app.held.pointer === event.pointerId) { release(app, placeOf(svg, event)); }
  });
  svg.addEventListener("pointercancel", function (event) {
    if (!app.held || app.held.pointer !== event.pointerId) { return; }
    app.held = null;
    app.changed();
  });
}

var ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };

function keysOn(app, svg) {
  svg.addEventListener("keydown", function (event) {
    if (event.ctrlKey || event.metaKey || event.altKey) { return; }
    var count = app.state.points.length, i = app.selected, key = event.key;
    if (ARROWS[key]) {
      if (i < 0) { choose(app, 0); } else { nudge(app, ARROWS[key], event.shiftKey ? 10 : 1, event.repeat); }
    } else if (key === " " || key === "PageDown" || key === "PageUp") {
      var back = key === "PageUp" || event.shiftKey;
      choose(app, i < 0 ? (back ? count - 1 : 0) : (i + (back ? count - 1 : 1)) % count);
    } else if (key === "Home" || key === "End") {
      choose(app, key === "Home" ? 0 : count - 1);
    } else if (key === "Enter" && i >= 0) {
      press(app, app.places[i], { kind: "point", i: i });
      release(app, app.places[i]);
    } else if ((key === "Delete" || key === "Backspace") && i >= 0) {
      removeThis(app, i);
      if (count > 1) { app.select(Math.min(i, count - 2)); }
    } else if (key === "Insert" || key === "+" || key === "a") {
      placePoint(app, freePlace(app));
    } else if (key === "0" || key === "1") {
      app.add(Number(key));
    } else if (key === "Escape") {
      app.select(-1);
    } else { return; }
    event.preventDefault();
    app.changed();
  });
}

function choose(app, i) {
  if (!app.state.points[i]) { return; }
  app.stop();
  app.select(i);
  app.say("Selected " + pointSaid(app, i) + ".");
}

// a step of the keys is at most five pixels
function nudge(app, way, steps, goesOn) {
  var i = app.selected, unit = app.plane.unit, at = app.state.points[i].at;
  if (!goesOn) { app.begin(); }
  var to = [0, 1].map(function (axis) {
    var size = Number("1e" + Math.floor(Math.log10(unit[axis] * 5))), span = app.plane.spans[axis];
    var to = onGrid(at[axis] + way[axis] * steps * size, size);
    return way[axis] === 0 || to < span[0] || to > span[1] ? at[axis] : to;
  });
  movePoint(app.state, i, to);
  app.say(moved(app, i));
}

// the middle of the plane, or beside it where there is a point already
function freePlace(app) {
  var plane = app.plane, at = [(plane.left + plane.right) / 2, (plane.top + plane.bottom) / 2];
  for (var k = 0; k < 12 && under(app, at, 14).kind === "point"; k += 1) { at = [at[0] + 19, at[1] + 7]; }
  return pointAt(app, at);
}
