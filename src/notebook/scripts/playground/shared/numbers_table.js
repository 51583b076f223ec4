// The tables of the output, which follow what was changed.

// the first and the last of many, as the library has them
function excerpt(rows) {
  var n = rows.length;
  if (n <= 26) { return rows; }
  return rows.slice(0, 20).concat([["… " + (n - 25) + " more …", "", "", "", ""].slice(0, rows[0].length)], rows.slice(n - 5));
}

// `tables`: what gives the rows of each one
function numbersOf(app, root, tables) {
  var fold = root.querySelector(":scope>details"), said = [];
  fold.addEventListener("toggle", app.redraw);
  app.shows.push(function () {
    if (!fold.open || app.playing || app.held) { return; }
    fold.querySelectorAll("table").forEach(function (table, i) {
      var rows = excerpt(tables[i](app.state)), text = rows.join("\n"), body = table.tBodies[0];
      if (said[i] === text) { return; }
      said[i] = text;
      body.textContent = "";
      rows.forEach(function (cells) {
        var row = add(body, "tr", {});
        cells.forEach(function (cell, k) { add(row, k ? "td" : "th", k ? {} : { scope: "row" }).textContent = cell; });
      });
    });
    app.state.names.forEach(function (name, i) { fold.querySelector("table:last-child thead").rows[0].cells[i + 1].textContent = name; });
  });
}

// row, inputs and target of each point, and what `more` says of it
function pointRows(state, more) {
  var digits = [0, 1].map(function (i) {
    return apart(state.points.map(function (point) { return point.at[i]; }).sort(function (a, b) { return a - b; }), 6);
  });
  return state.points.map(function (point, row) {
    return [row, significant(point.at[0], digits[0]), significant(point.at[1], digits[1]), state.classes[point.target]].concat(more ? more(point) : []);
  });
}
