// What is said of points.
function target(state, point) {
  var name = state.classes[point.target];
  return /^[-\d.]+$/.test(name) ? "target " + name : name;
}

function pair(numbers, digits) {
  return "(" + numbers.map(function (value) { return significant(value, digits || 4); }).join(", ") + ")";
}

function pointSaid(app, i) {
  var point = app.state.points[i];
  return "row " + i + ", " + pair(point.at) + ", " + target(app.state, point);
}

function moved(app, i) { return "Row " + i + " is at " + pair(app.state.points[i].at) + " now. " + rightSaid(app.state); }

function classSaid(app, i) { return "Row " + i + " has " + target(app.state, app.state.points[i]) + " now. " + rightSaid(app.state); }

// after what is said of the training
function byHandSaid(state, trained) { return state.byHand ? "; weights set by hand" + (trained ? " since" : "") : ""; }

function counted(n, what) { return n + " " + what + (n === 1 ? "" : "s"); }

function rightSaid(state) { return right(state) + " of " + counted(state.points.length, "point") + " right."; }
