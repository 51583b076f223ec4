// The error by epoch as a growing curve.
var MOST_DOTS = 400;

// the rest is thinned: in each piece, the least and the largest
function thinned(values) {
  var list = values.map(function (value, i) { return [i, value]; });
  if (list.length <= MOST_DOTS) { return list; }
  var piece = Math.ceil(list.length / (MOST_DOTS / 2)), kept = [];
  for (var i = 0; i < list.length; i += piece) {
    var part = list.slice(i, i + piece).sort(function (a, b) { return a[1] - b[1]; });
    var ends = part.length > 1 ? [part[0], part[part.length - 1]] : part;
    kept = kept.concat(ends.sort(function (a, b) { return a[0] - b[0]; }));
  }
  return kept.concat([list[list.length - 1]]);
}

// `title` says what is measured; `color` is the line's; an error stands for `every` epochs
function errorCurve(svg, errors, title, color, every) {
  var width = Math.max(svg.parentNode.clientWidth || 400, 220), height = 128;
  var largest = Math.max.apply(null, thinned(errors.filter(isFinite)).map(function (dot) { return dot[1]; }));
  var most = roundUp((largest > 0 && largest < Infinity ? largest : 1) * 1.05);
  var epochs = (errors.length - 1) * every, across = [0, Math.max(5, epochs)], levels = [0, most / 2, most];
  var said = levels.map(function (level) { return significant(level, 3); });
  var left = widest(said) + 10, right = width - 12, top = 24, bottom = height - 22;
  var x = scale(across, left, right), y = scale([0, most], bottom, top), last = errors[errors.length - 1];
  empty(svg, width, height, title + " by epoch: " + significant(errors[0], 4) + " at first, " +
    significant(last, 4) + " after " + epochs + (epochs === 1 ? " epoch." : " epochs."));
  levels.forEach(function (level, i) {
    line(svg, [left, y(level)], [right, y(level)], colors.grid);
    words(svg, left - 5, y(level) + 4, said[i], { fill: colors.quiet, anchor: "end" });
  });
  var named = -Infinity;
  ticks(across).filter(Number.isInteger).forEach(function (tick) {
    var half = wide(String(tick)) / 2, at = x(tick);
    if (at - half < named + 6 || at + half > right - wide("epoch") - 6) { return; }
    words(svg, at, bottom + 16, String(tick), { fill: colors.quiet, anchor: "middle" });
    named = at + half;
  });
  words(svg, right, bottom + 16, "epoch", { anchor: "end" });
  words(svg, 2, 12, title, { room: width - 4 });
  var dots = thinned(errors).filter(function (dot) { return isFinite(dot[1]); });
  add(svg, "polyline", {
    points: dots.map(function (dot) { return x(dot[0] * every) + "," + y(dot[1]); }).join(" "), fill: "none",
    stroke: color, "stroke-width": 2, "stroke-linejoin": "round"
  });
  if (isFinite(last)) { ring(svg, [x(epochs), y(last)], 3.5, { fill: color }); }
}
