// Points at places of every trace that plotly.js drew in `plot`, by its own search for what is under a pixel. Returns
// of each trace what it promises to say, and what was shown where it was pointed at.
(plot) => {
  const layout = plot._fullLayout;
  const axis = (id) => layout[id.replace(/^[xy]/, "$&axis")];
  const plain = (text) => {
    const area = document.createElement("textarea");
    area.innerHTML = text.replaceAll("<br>", "; ");
    return area.value.replace(/\s+/g, " ").trim();
  };
  const lines = (text) => [...text.querySelectorAll(".line")].map((line) => line.textContent).join("; ") || text.textContent;
  const shown = () =>
    [...plot.querySelectorAll(".hoverlayer .hovertext")].map((label) =>
      [...label.querySelectorAll("text")].map(lines).filter(Boolean).join(" | ").replace(/\s+/g, " ").trim());

  // values of axes are written by plotly.js: any number stands for them
  const promise = (trace, i) => {
    const each = (value) => (Array.isArray(value) ? value[i] : value) ?? "";
    if (!trace.hovertemplate) return plain({ skip: "", text: each(trace.text), name: trace.name }[trace.hoverinfo]);
    const [said, extra] = trace.hovertemplate.replace("</extra>", "").split("<extra>");
    const filled = said.replace(/%\{(\w+)(?:\[(\d+)\])?(?::[^}]+)?\}/g, (_, key, column) =>
      ["x", "y", "z"].includes(key) ? "\ue000" : column ? each(trace[key])[column] : each(trace[key]));
    return plain(extra ? `${extra} | ${filled}` : filled);
  };

  // a marker may lie under another one: its rim is seen
  const ofMarkers = (trace, x, y) => {
    const rim = Math.max(0, (trace.marker?.size ?? 0) / 2 - 1);
    return [[0, 0], [rim, 0], [-rim, 0], [0, rim], [0, -rim]].map(([right, down]) => [x + right, y + down]);
  };
  const inside = ([x, y], corners) =>
    corners.reduce((within, [x1, y1], i) => {
      const [x2, y2] = corners[(i + 1) % corners.length];
      return (y1 > y) !== (y2 > y) && x < ((x2 - x1) * (y - y1)) / (y2 - y1) + x1 ? !within : within;
    }, false);
  // plotly.js prefers a marker within its reach to an area: what is narrower is not asked
  const REACH = 20;
  const ofAnArea = (corners) => {
    const [xs, ys] = [0, 1].map((i) => corners.map((corner) => corner[i]));
    const ends = (values) => [Math.min(...values), Math.max(...values)];
    const around = corners.reduce((sum, [x, y], i) => sum + x * corners.at(i - 1)[1] - corners.at(i - 1)[0] * y, 0);
    if (ends(xs)[1] - ends(xs)[0] < 2 * REACH || Math.abs(around / 2) < 2 * REACH ** 2) return [];
    const along = ([low, high]) => [...Array(9).keys()].map((part) => low + ((high - low) * (part + 0.5)) / 9);
    const places = along(ends(xs)).flatMap((x) => along(ends(ys)).map((y) => [x, y]));
    return places.filter((place) => inside(place, corners));
  };
  // where no later trace lies on it: what is below another one is not seen
  const place = (trace, i) => [trace.xaxis, trace.yaxis, trace.x[i], trace.y[i]].join();
  const free = (trace, number) => {
    const later = new Set();
    for (const other of plot.data.slice(number + 1)) {
      if (other.hoverinfo !== "skip" && other.type !== "heatmap") other.x.forEach((_, i) => later.add(place(other, i)));
    }
    const alone = trace.x.map((_, i) => i).filter((i) => !later.has(place(trace, i)));
    return [0, 0.25, 0.5, 0.75, 1].map((share) => alone[Math.floor((alone.length - 1) * share)]);
  };
  const places = (trace, number) => {
    const [across, up] = [axis(trace.xaxis ?? "x"), axis(trace.yaxis ?? "y")];
    const pixel = (i) => [across.d2p(trace.x[i]), up.d2p(trace.y[i])];
    const n = trace.x.length;
    const part = (share) => Math.floor((n - 1) * share);
    const few = [...new Set([0, 1, ...[0.2, 0.35, 0.5, 0.65, 0.8].map(part), n - 2, n - 1, trace.y.indexOf(Math.max(...trace.y)),
      ...(trace.type === "heatmap" ? [] : free(trace, number))])].filter((i) => i >= 0 && i < n);
    if (trace.type === "heatmap") {
      const parts = [0.05, 0.2, 0.35, 0.5, 0.65, 0.8, 0.95];
      const at = (values, part) => values[Math.floor(values.length * part)];
      return parts.flatMap((right) => parts.map((high) => [across.d2p(at(trace.x, right)), up.d2p(at(trace.y, high))]));
    }
    if (trace.fill) return ofAnArea(trace.x.map((_, i) => pixel(i)));
    return few.flatMap((i) => ofMarkers(trace, ...pixel(i)));
  };

  // a line along the whole of another one is found alone; markers and areas show
  const along = ({ x, y, xaxis, mode, fill }) => mode === "lines" && !fill && JSON.stringify([x, y, xaxis]);
  const covered = (trace, i) => along(trace) &&
    plot.data.slice(i + 1).some((later) => later.hoverinfo !== "skip" && along(later) === along(trace));

  return plot.data.map((trace, number) => {
    const [x, y] = [trace.xaxis ?? "x", trace.yaxis ?? "y"];
    const skips = trace.hoverinfo === "skip";
    const promises = skips ? [] : [...new Set(trace.x.map((_, i) => promise(trace, i)))];
    const found = new Set();
    let pointed = 0;
    for (const [xpx, ypx] of covered(trace, number) ? [] : places(trace, number)) {
      if (!(xpx >= 0 && xpx <= axis(x)._length && ypx >= 0 && ypx <= axis(y)._length)) continue;
      // without it, plotly.js waits between two looks
      Plotly.Fx.unhover(plot);
      Plotly.Fx.hover(plot, { xpx, ypx }, x + y);
      shown().forEach((text) => found.add(text));
      pointed += 1;
    }
    Plotly.Fx.unhover(plot);
    return { name: trace.name ?? "", skips, promises, shown: [...found], pointed };
  });
}
