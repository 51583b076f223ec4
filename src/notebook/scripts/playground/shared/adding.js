// Which class a click in the plane adds.
function addingIn(app, parent) {
  var row = group(parent, "tools", "class of added points");
  row.classList.add("percept-marked");
  add(row, "span", {}, "A click adds");
  var buttons = [0, 1].map(function (of) {
    var made = button(row, "", function () { app.add(of); app.redraw(); });
    marker(add(made, "svg", { viewBox: "0 0 18 14", "aria-hidden": "true" }), of, [9, 7], {});
    made.appendChild(document.createTextNode(typeset(target(app.state, { target: of }))));
    return made;
  });
  var remove = button(row, "Remove point", function () { app.stop(); removeThis(app, app.selected); });
  remove.title = "the selected one; or drag it out of the plane";
  app.shows.push(function () {
    buttons.forEach(function (made, of) {
      made.setAttribute("aria-pressed", String(app.adding === of));
      made.lastChild.textContent = typeset(target(app.state, { target: of }));
    });
    remove.disabled = app.selected < 0;
  });
}
