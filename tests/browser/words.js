// Every visible piece of HTML text inside `root`, outside of drawings: its words, its four corners on
// the screen, and whether something cuts it off that cannot be scrolled to show it.
(root) => {
  const TOLERANCE = 1.5;
  // The words of a long table have their parents in common: each is measured once.
  const measured = new Map();
  const measure = (node) => {
    if (!measured.has(node)) {
      const { overflowX, overflowY } = getComputedStyle(node);
      measured.set(node, [{ overflowX, overflowY }, node.getBoundingClientRect()]);
    }
    return measured.get(node);
  };
  const clips = (element, box) => {
    for (let node = element; node && node !== document.body; node = node.parentElement) {
      const [style, edge] = measure(node);
      const cut = (flow, out) => ["hidden", "clip"].includes(flow) && out;
      if (cut(style.overflowX, box.left < edge.left - TOLERANCE || box.right > edge.right + TOLERANCE)) return true;
      if (cut(style.overflowY, box.top < edge.top - TOLERANCE || box.bottom > edge.bottom + TOLERANCE)) return true;
      // beyond the edge of what scrolls a reader gets by scrolling
      if (["auto", "scroll"].includes(style.overflowX)) return false;
      if (node === root) break;
    }
    return false;
  };
  const found = [];
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    const words = walker.currentNode.textContent.trim();
    if (!words || element.closest("svg, script, style, noscript, textarea, select")) continue;
    if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) continue;
    const range = document.createRange();
    range.selectNodeContents(walker.currentNode);
    for (const box of range.getClientRects()) {
      if (box.width < 1 || box.height < 1) continue;
      const corners = [[box.left, box.top], [box.right, box.top], [box.right, box.bottom], [box.left, box.bottom]];
      found.push({ words, corners, cut: clips(element, box) });
    }
  }
  // as text, which Playwright passes on much quicker than lists of lists
  return JSON.stringify(found);
}
