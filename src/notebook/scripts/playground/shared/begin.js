// Each figure that begins with this state, once; `playground` draws into it.
document.querySelectorAll('figure.percept[data-percept="__KEY__"]').forEach(function (root) {
  if (root.dataset.live) { return; }
  root.dataset.live = "playground";
  playground(root, __STATE__);
});
