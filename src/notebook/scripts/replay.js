(() => {
  var labels = __LABELS__;
  var columns = __COLUMNS__;
  var style = ("~replay{color:#222;color-scheme:light;font:13px/18px system-ui,sans-serif}" +
    "~bar{display:flex;flex-wrap:wrap;align-items:center;gap:8px;padding:10px 12px 4px;position:sticky;left:0;font-size:14px}" +
    "~bar button{display:inline-flex;align-items:center;justify-content:center;box-sizing:border-box;width:36px;height:36px;margin:0;padding:0;border:1px solid;border-radius:18px;background:none;color:inherit;font:inherit;cursor:pointer}" +
    "~bar ~play{width:96px;gap:7px;border-color:#0072B2;background:#0072B2;color:#fff;font-weight:600}" +
    "~bar button:hover{box-shadow:inset 0 0 0 1px}" +
    "~bar button[aria-disabled=true]{opacity:.45;cursor:default;box-shadow:none}" +
    "~bar :focus-visible{outline:3px solid;outline-offset:2px}" +
    "~bar input{flex:1 1 120px;min-width:100px;height:24px;margin:0;accent-color:#0072B2}" +
    "~bar output{flex:none;min-width:8em;text-align:right;font-variant-numeric:tabular-nums}" +
    "~replay>svg,~below{cursor:pointer;mix-blend-mode:multiply}" +
    "~replay>svg{display:block;max-width:100%;height:auto}" +
    // a cross on a marker leaves the pointer to the marker
    "~replay g[fill='#FFF']{pointer-events:none}" +
    "~bar svg{flex:none}" +
    "~below{display:none}" +
    // where there is less room the columns of the picture stand below each other
    (columns.length ? "~replay{container-type:inline-size}" +
      "@container(max-width:623px){~replay>svg{display:none}" +
      "~below{display:flex;flex-wrap:wrap;justify-content:center;padding:0 12px}" +
      "~below svg{fill:#555;font-size:12px}" +
      "~below :is(b,p){width:100%;margin:6px 0 0}}" : "")).replace(/~/g, ".percept-");
  var paths = {
    reset: "M3 3h2v10H3zM13 3v10L6 8z",
    back: "M11 3v10L4 8z",
    play: "M4 2l9 6-9 6z",
    pause: "M4 2h3v12H4zM9 2h3v12H9z",
    forward: "M5 3v10l7-5z"
  };
  function icon(name) {
    return '<svg aria-hidden="true" width="16" height="16" viewBox="0 0 16 16"><path fill="currentColor" d="' + paths[name] + '"/></svg>';
  }
  function add(parent, tag, attributes) {
    var element = document.createElement(tag);
    Object.keys(attributes).forEach(name => element.setAttribute(name, attributes[name]));
    return parent.appendChild(element);
  }
  // the frames are in the picture: whatever has data-in knows which show it
  function frames(picture) {
    var bytes = Uint8Array.from(atob(picture.src.split(",")[1]), c => c.charCodeAt(0));
    var parsed = new DOMParser().parseFromString(new TextDecoder().decode(bytes), "image/svg+xml");
    var svg = document.importNode(parsed.documentElement, true);
    svg.querySelectorAll("animate").forEach(moving => moving.remove());
    return svg;
  }
  function shownIn(ranges, frame) {
    return ranges.split(" ").some(range => {
      var ends = range.split("-");
      return frame >= +ends[0] && frame <= +(ends[1] || ends[0]);
    });
  }
  function build(root) {
    var picture = root.querySelector("img");
    var svg = frames(picture);
    var parts = svg.querySelectorAll("[data-in]");
    var last = labels.length - 1;
    var now = 0;
    var timer = null;
    // a notebook's own keys have to wait while someone steps here
    var player = document.createElement("div");
    player.className = "percept-replay";
    player.setAttribute("data-lm-suppress-shortcuts", "true");
    // JupyterLab would take the focus to its cell
    player.addEventListener("keydown", event => event.stopPropagation());
    add(player, "style", {}).textContent = style;
    var bar = add(player, "div", { "class": "percept-bar", role: "group", "aria-label": "Replay" });
    function button(name, label) {
      var made = add(bar, "button", { type: "button", "class": "percept-" + name, "aria-label": label, title: label });
      made.innerHTML = icon(name);
      return made;
    }
    var reset = button("reset", "Back to the start");
    var back = button("back", "One step back");
    var play = button("play", "Play");
    var forward = button("forward", "One step forward");
    var slider = add(bar, "input", { type: "range", min: 0, max: last, step: 1, value: 0, "aria-label": "Picture" });
    var counter = add(bar, "output", {});
    svg.setAttribute("role", "img");
    // under the pointer; those who step with keys know without
    svg.insertBefore(document.createElementNS(svg.namespaceURI, "title"), svg.firstChild).textContent =
      "Click here, then step with the arrow keys; space plays and pauses";
    svg.style.minWidth = picture.style.minWidth;
    player.appendChild(svg);
    // shown there once more, a part in each place
    var whole = document.createElementNS(svg.namespaceURI, "g");
    whole.id = "part" + Math.random();
    whole.append(...svg.childNodes);
    svg.append(whole);
    var narrow = add(player, "div", { "class": "percept-below", role: "img" });
    narrow.innerHTML = "<b></b><p></p>" + columns.map(place => '<svg width="' + place[2] + '" viewBox="' + place.join(" ") + '"><use href="#' + whole.id + '"/></svg>').join("");
    svg.onclick = narrow.onclick = () => play.focus({ preventScroll: true });
    // title and sentences begin at the left edge
    function said() {
      var lines = Array.from(svg.querySelectorAll('text[x="14"]')).filter(line => {
        return !line.closest("[visibility=hidden]");
      });
      lines.sort((a, b) => a.getAttribute("y") - b.getAttribute("y"));
      return lines.map(line => line.textContent);
    }
    function show(frame) {
      now = Math.max(0, Math.min(last, frame));
      parts.forEach(part => {
        part.setAttribute("visibility", shownIn(part.getAttribute("data-in"), now) ? "visible" : "hidden");
      });
      slider.value = now;
      slider.setAttribute("aria-valuetext", labels[now]);
      counter.textContent = labels[now];
      var lines = said();
      narrow.firstChild.textContent = lines[0];
      narrow.children[1].textContent = lines.slice(1).join(" ");
      [svg, narrow].forEach(shown => shown.setAttribute("aria-label", labels[now] + ". " + lines.join(" ")));
      [reset, back].forEach(b => b.setAttribute("aria-disabled", now === 0));
      forward.setAttribute("aria-disabled", now === last);
    }
    function running(on) {
      play.innerHTML = icon(on ? "pause" : "play") + "<span>" + (on ? "Pause" : "Play") + "</span>";
      play.setAttribute("aria-label", on ? "Pause" : "Play");
      play.title = on ? "Pause" : "Play";
      // read out where someone steps to, not what runs by
      counter.setAttribute("aria-live", on ? "off" : "polite");
    }
    function halt() {
      clearInterval(timer);
      timer = null;
      running(false);
    }
    function run() {
      var calm = window.matchMedia && window.matchMedia("(prefers-reduced-motion: reduce)").matches;
      if (now === last) { show(0); }
      running(true);
      timer = setInterval(() => {
        if (!document.contains(player)) { return halt(); }
        show(now + 1);
        if (now === last) { halt(); }
      }, calm ? Math.max(__PAUSE__, 1500) : __PAUSE__);
    }
    function go(frame) { halt(); show(frame); }
    reset.onclick = () => go(0);
    back.onclick = () => go(now - 1);
    forward.onclick = () => go(now + 1);
    play.onclick = () => { if (timer === null) { run(); } else { halt(); } };
    slider.oninput = () => go(+slider.value);
    bar.onkeydown = event => {
      var to = { ArrowLeft: now - 1, ArrowRight: now + 1, Home: 0, End: last }[event.key];
      if (to === undefined || event.altKey || event.ctrlKey || event.metaKey || event.target === slider) { return; }
      event.preventDefault();
      go(to);
    };
    halt();
    show(0);
    picture.parentNode.insertBefore(player, picture);
    picture.style.display = "none";
  }
  document.querySelectorAll('figure.percept[data-percept="__KEY__"]').forEach(root => {
    if (root.dataset.live) { return; }
    root.dataset.live = "replay";
    build(root);
  });
})();
