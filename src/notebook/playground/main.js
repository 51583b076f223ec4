// The playground of a perceptron in the place of its picture.
function playground(root, start) {
  var picture = root.querySelector("img"), state = create(start);
  var panel = document.createElement("div");
  panel.className = "percept-playground";
  var words = panel.appendChild(document.createElement("p"));
  var button = panel.appendChild(document.createElement("button"));
  var code = panel.appendChild(document.createElement("pre"));
  button.type = "button";
  button.textContent = "One epoch";
  function refresh() {
    words.textContent = "Epoch " + state.epoch + ", error " + state.errors[state.epoch] + ".";
    code.textContent = rust(state);
  }
  button.addEventListener("click", function () { epoch(state); refresh(); });
  picture.parentNode.insertBefore(panel, picture);
  picture.style.display = "none";
  refresh();
}
