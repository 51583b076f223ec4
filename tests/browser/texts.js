// Every visible text of the drawing `root`: its words, its four corners on the screen, and whether
// a clip path or the drawing's own edge cuts it.
(root) => {
  const TOLERANCE = 1.5;
  const corners = (box, matrix) =>
    [[box.x, box.y], [box.x + box.width, box.y], [box.x + box.width, box.y + box.height], [box.x, box.y + box.height]]
      .map(([x, y]) => new DOMPoint(x, y).matrixTransform(matrix))
      .map(({ x, y }) => [x, y]);
  const bounds = (points) => {
    const [xs, ys] = [points.map((p) => p[0]), points.map((p) => p[1])];
    return { left: Math.min(...xs), right: Math.max(...xs), top: Math.min(...ys), bottom: Math.max(...ys) };
  };
  const inside = (inner, outer) =>
    inner.left >= outer.left - TOLERANCE && inner.right <= outer.right + TOLERANCE &&
    inner.top >= outer.top - TOLERANCE && inner.bottom <= outer.bottom + TOLERANCE;
  const clips = (text) => {
    const found = [];
    for (let node = text; node && node !== root; node = node.parentElement) {
      const name = /#([^"')]+)/.exec(node.getAttribute("clip-path") || "");
      const shape = name && document.getElementById(name[1])?.querySelector("rect");
      if (shape) found.push(bounds(corners(shape.getBBox(), node.getScreenCTM())));
    }
    return found;
  };
  const edge = root.getBoundingClientRect();
  const texts = [...root.querySelectorAll("text")]
    .filter((text) => text.textContent.trim() && text.checkVisibility({ opacityProperty: true, visibilityProperty: true }))
    .map((text) => {
      const own = corners(text.getBBox(), text.getScreenCTM());
      return { words: text.textContent.trim(), corners: own, cut: ![edge, ...clips(text)].every((clip) => inside(bounds(own), clip)) };
    });
  // as text, which Playwright passes on much quicker than lists of lists
  return JSON.stringify(texts);
}
