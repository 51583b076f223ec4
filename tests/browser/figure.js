// What there is of the figure `figure` and what of it can be seen, read at once: a question for each part
// takes Playwright longer than the answer.
(figure) => {
  const seen = (element) => {
    if (!element) return null;
    const { width, height } = element.getBoundingClientRect();
    const visible = element.checkVisibility({ visibilityProperty: true }) && width > 0 && height > 0;
    return { visible, width, height };
  };
  const part = (selector) => figure.querySelector(`:scope > ${selector}`);
  const right = (element) => element.getBoundingClientRect().right;
  const onSheet = (selector) => part(`.percept-sheet > ${selector}`);
  const [image, live] = [onSheet("img"), onSheet(".percept-live")];
  const [note, numbers, table] = [part(".percept-note"), part("details"), figure.querySelector("table")];
  // plotly.js marks the element that it was given, or one that the script put inside
  const drawing = live?.querySelector(":scope.js-plotly-plot .main-svg, .js-plotly-plot .main-svg");
  const panel = onSheet(":is(.percept-replay, .percept-explorer, .percept-playground)");
  // what has to fit: a figure scrolls what is too wide, which is meant for tables, and a sheet what is drawn
  const fitting = [".percept-sheet", ":is(.percept-replay, .percept-explorer, .percept-playground)",
    ":is(.percept-replay, .percept-explorer, .percept-playground) *:not(svg, svg *, style)"];
  const drawn = "img, .js-plotly-plot .svg-container, .percept-replay > svg, .percept-explorer svg, .percept-playground svg";
  const scrolled = (part) => ["auto", "scroll"].includes(getComputedStyle(part.closest(".percept-sheet") ?? figure.parentElement).overflowX);
  const beyond = (part) => right(part) > right(figure) + 1;
  const named = () => {
    const [first, ...others] = figure.querySelectorAll(".js-plotly-plot .main-svg");
    return first?.getAttribute("role") === "img" && first.getAttribute("aria-label") === figure.querySelector("img").alt
      && others.every((layer) => layer.getAttribute("aria-hidden") === "true")
      && !figure.querySelector("[aria-hidden=true] .modebar, [role=img] .modebar");
  };
  // the figure's own script, wherever a front end put it
  const builds = (script) => script.textContent.includes(figure.dataset.percept) && /percept-(replay|explorer|playground)/.test(script.textContent);
  return {
    picture: image && { ...seen(image), pixels: image.naturalWidth * image.naturalHeight },
    live: seen(live),
    drawing: seen(drawing),
    named: Boolean(drawing) && named(),
    note: note && { ...seen(note), words: note.innerText.split(/\s+/).filter(Boolean).length },
    panel: seen(panel),
    wants_panel: figure.dataset.percept !== undefined && [...document.scripts].some(builds),
    table: table && { ...seen(table), cells: Boolean(table.querySelector("td")) },
    open_numbers: seen(part(".percept-table")),
    numbers: numbers && { cells: Boolean(numbers.querySelector("table td")), summary: seen(numbers.querySelector("summary")) },
    sticks_out: [...figure.querySelectorAll(fitting.join(", "))].some(beyond)
      || [...figure.querySelectorAll(drawn)].some((part) => beyond(part) && !scrolled(part))
      || right(figure) > right(figure.parentElement) + 1,
  };
}
