// Every visible text inside `root`, in HTML and in drawings: its words, its colour as it is painted,
// and the colour right behind its middle.
(root) => {
  const brush = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
  // [red, green, blue from 0 to 255, share that covers from 0 to 1], whatever the notation
  const parsed = new Map();
  const parse = (color) => {
    if (!parsed.has(color)) parsed.set(color, paint(color));
    return [...parsed.get(color)];
  };
  const paint = (color) => {
    brush.clearRect(0, 0, 1, 1);
    brush.fillStyle = color;
    brush.fillRect(0, 0, 1, 1);
    const [red, green, blue, alpha] = brush.getImageData(0, 0, 1, 1).data;
    return [red, green, blue, alpha / 255];
  };
  const over = ([r, g, b, a], [x, y, z]) => [r * a + x * (1 - a), g * a + y * (1 - a), b * a + z * (1 - a), 1];
  // The cells of a long table have their parents in common: each is asked once.
  const once = (ask) => {
    const told = new Map();
    return (node) => {
      if (!told.has(node)) told.set(node, ask(node));
      return told.get(node);
    };
  };
  const veil = once((node) => (node ? Number(getComputedStyle(node).opacity) * veil(node.parentElement) : 1));
  const behindHtml = once((node) => (node ? over(parse(getComputedStyle(node).backgroundColor), behindHtml(node.parentElement)) : ground()));
  // what Chromium paints below a page that follows the reader's system
  const ground = () => {
    const schemes = getComputedStyle(document.documentElement).colorScheme.split(" ");
    const wanted = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
    const dark = schemes.includes("dark") && (wanted === "dark" || !schemes.includes("light"));
    return dark ? [18, 18, 18, 1] : [255, 255, 255, 1];
  };
  const covers = (shape, x, y) => {
    const place = new DOMPoint(x, y).matrixTransform(shape.getScreenCTM().inverse());
    return shape.isPointInFill(place);
  };
  // What paints in a drawing: read once, as a heat map has thousands of shapes and a plot many texts.
  const SHAPES = "rect, path, circle, ellipse, polygon, image";
  const painted = new Map();
  const shapesOf = (layer) => {
    if (!painted.has(layer)) painted.set(layer, [...layer.querySelectorAll(SHAPES)].flatMap(paints));
    return painted.get(layer);
  };
  const paints = (shape) => {
    if (shape.closest("defs, clipPath") || !shape.checkVisibility({ visibilityProperty: true })) return [];
    const { fill, fillOpacity } = getComputedStyle(shape);
    if (shape.tagName !== "image" && (fill === "none" || fill.startsWith("url"))) return [];
    return [{ shape, fill, fillOpacity, box: shape.getBoundingClientRect() }];
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
      for (const { shape, fill, fillOpacity, box } of shapesOf(layer)) {
        if (x < box.left || x > box.right || y < box.top || y > box.bottom) continue;
        if (!(shape.compareDocumentPosition(text) & Node.DOCUMENT_POSITION_FOLLOWING)) continue;
        if (shape.tagName === "image") return null;
        if (!covers(shape, x, y)) continue;
        const paint = parse(fill);
        paint[3] *= Number(fillOpacity) * veil(shape);
        color = over(paint, color);
      }
      if (layer === outer) break;
    }
    return color;
  };
  const seen = [];
  const note = (words, color, share, behind) => {
    if (!behind) return;
    const ink = parse(color);
    ink[3] *= share;
    seen.push({ words, color: over(ink, behind).slice(0, 3), behind: behind.slice(0, 3) });
  };
  const visible = once((element) => element.checkVisibility({ opacityProperty: true, visibilityProperty: true }));
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
  // as text, which Playwright passes on much quicker than lists of lists
  return JSON.stringify(seen);
}
