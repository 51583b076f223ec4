// Every visible text inside `root`, in HTML and in drawings: its words, its colour as it is painted,
// and the colour right behind its middle.
(root) => {
  const brush = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
  // [red, green, blue from 0 to 255, share that covers from 0 to 1], whatever the notation
  const parse = (color) => {
    brush.clearRect(0, 0, 1, 1);
    brush.fillStyle = color;
    brush.fillRect(0, 0, 1, 1);
    const [red, green, blue, alpha] = brush.getImageData(0, 0, 1, 1).data;
    return [red, green, blue, alpha / 255];
  };
  const over = ([r, g, b, a], [x, y, z]) => [r * a + x * (1 - a), g * a + y * (1 - a), b * a + z * (1 - a), 1];
  const veil = (node) => {
    let share = 1;
    for (; node; node = node.parentElement) share *= Number(getComputedStyle(node).opacity);
    return share;
  };
  const behindHtml = (node) => {
    const layers = [];
    for (; node; node = node.parentElement) layers.push(parse(getComputedStyle(node).backgroundColor));
    const dark = getComputedStyle(document.documentElement).colorScheme === "dark";
    return layers.reduceRight((below, layer) => over(layer, below), dark ? [18, 18, 18, 1] : [255, 255, 255, 1]);
  };
  const covers = (shape, x, y) => {
    const place = new DOMPoint(x, y).matrixTransform(shape.getScreenCTM().inverse());
    return shape.isPointInFill(place);
  };
  const behindSvg = (text, x, y) => {
    const drawing = text.ownerSVGElement;
    let outer = drawing;
    while (outer.ownerSVGElement) outer = outer.ownerSVGElement;
    let color = behindHtml(outer);
    // plotly.js lays drawings over each other
    const below = [...outer.parentElement.querySelectorAll(":scope > svg")];
    for (const layer of below.length ? below : [outer]) {
      if (layer !== outer) color = over(parse(getComputedStyle(layer).backgroundColor), color);
      for (const shape of layer.querySelectorAll("rect, path, circle, ellipse, polygon, image")) {
        if (!(shape.compareDocumentPosition(text) & Node.DOCUMENT_POSITION_FOLLOWING)) continue;
        if (shape.closest("defs, clipPath") || !shape.checkVisibility({ visibilityProperty: true })) continue;
        if (shape.tagName === "image") {
          const box = shape.getBoundingClientRect();
          if (x > box.left && x < box.right && y > box.top && y < box.bottom) return null;
          continue;
        }
        const style = getComputedStyle(shape);
        if (style.fill === "none" || style.fill.startsWith("url") || !covers(shape, x, y)) continue;
        const fill = parse(style.fill);
        fill[3] *= Number(style.fillOpacity) * veil(shape);
        color = over(fill, color);
      }
      if (layer === outer) break;
    }
    return color;
  };
  const seen = [];
  const note = (words, color, share, behind) => {
    if (!behind) return;
    const painted = parse(color);
    painted[3] *= share;
    seen.push({ words, color: over(painted, behind).slice(0, 3), behind: behind.slice(0, 3) });
  };
  const visible = (element) => element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
  for (const text of root.querySelectorAll("text")) {
    if (!text.textContent.trim() || !visible(text)) continue;
    const box = text.getBoundingClientRect();
    const style = getComputedStyle(text.querySelector("tspan") || text);
    const behind = behindSvg(text, (box.left + box.right) / 2, (box.top + box.bottom) / 2);
    note(text.textContent.trim(), style.fill, Number(style.fillOpacity) * veil(text), behind);
  }
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    const words = walker.currentNode.textContent.trim();
    if (!words || element.closest("svg, script, style, noscript, textarea, select") || !visible(element)) continue;
    note(words, getComputedStyle(element).color, veil(element), behindHtml(element));
  }
  for (const field of root.querySelectorAll("input:not([type=range]):not([type=checkbox]), textarea, select")) {
    if (field.value && visible(field)) note(field.value, getComputedStyle(field).color, veil(field), behindHtml(field));
  }
  return seen;
}
