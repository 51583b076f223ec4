(() => {
  var library = "https://cdn.plot.ly/plotly-3.0.1.min.js";
  // of that very file: no other is run
  var integrity = "sha384-8cEu0XVLh4s92OG4Ua4ZS75MN//b+0KqyCrhQqaXgHMVHnKC3DNVhwUyH5spa1J2";
  var slot = "perceptPlotly301";
  var make = () => (__FIGURE__);
  // once per page, whatever the number of figures
  function load() {
    if (window.Plotly) { return Promise.resolve(window.Plotly); }
    return window[slot] = window[slot] || new Promise((resolve, reject) => {
      // a module loader on the page would keep plotly.js to itself
      var define = window.define;
      window.define = undefined;
      var script = document.createElement("script");
      script.src = library;
      script.integrity = integrity;
      script.crossOrigin = "anonymous";
      script.onload = () => { window.define = define; resolve(window.Plotly); };
      script.onerror = () => { window.define = define; window[slot] = null; reject(); };
      document.head.appendChild(script);
    });
  }
  // out of reach of its address, plotly.js may still come with a renderer of the notebook's own
  function late() {
    return new Promise((resolve, reject) => {
      var looks = 0;
      var timer = setInterval(() => {
        if (window.Plotly) { clearInterval(timer); resolve(window.Plotly); }
        else if ((looks += 1) > 40) { clearInterval(timer); reject(); }
      }, 250);
    });
  }
  function ranges(layout) {
    var found = {};
    Object.keys(layout).forEach(key => {
      if (/^[xy]axis/.test(key)) { found[key + ".range"] = layout[key].range.slice(); }
    });
    return found;
  }
  // what the layout has where others have something else
  function undo(layout, changes) {
    var before = {};
    Object.keys(changes).forEach(path => {
      var value = path.split(/[.[\]]+/).reduce((part, key) => part && part[key], layout);
      before[path] = value === undefined ? null : value;
    });
    return before;
  }
  // as small as its picture would be, or filling its place: what is wider is scrolled
  function fit(sheet, live, most) {
    var layout = live.layout;
    var room = sheet.clientWidth || layout.width;
    var share = Math.min(most, Math.max(11 / 12, room / layout.width));
    Object.assign(live.style, {
      width: layout.width + "px",
      transformOrigin: "0 0",
      transform: share === 1 ? "" : "scale(" + share + ")",
      margin: "0 0 " + (share - 1) * layout.height + "px " + Math.max(0, (room - share * layout.width) / 2) + "px"
    });
    // without a mouse, the arrow keys scroll it
    sheet.tabIndex = sheet.scrollWidth > sheet.clientWidth ? 0 : -1;
  }
  document.querySelectorAll('figure.percept[data-percept="__KEY__"]').forEach(root => {
    if (root.dataset.live) { return; }
    root.dataset.live = "asked";
    var [picture, live, note] = ["img", ".percept-live", ".percept-note"].map(part => root.querySelector(part));
    var sheet = live.parentNode;
    // plotly.js draws in layers that have no name; its buttons stand beside them
    function name() {
      live.querySelectorAll(".main-svg").forEach((layer, i) => {
        if (i > 0) { layer.setAttribute("aria-hidden", "true"); return; }
        layer.setAttribute("role", "img");
        layer.setAttribute("aria-label", picture.alt);
      });
    }
    // what a double click does, for as long as a part of the picture is seen
    function sayTheWayBack(whole) {
      live.on("plotly_relayout", () => {
        var now = ranges(live.layout);
        var part = Object.keys(now).some(key => whole[key].some((end, k) =>
          Math.abs(now[key][k] - end) > Math.abs(whole[key][1] - whole[key][0]) / 1e4));
        note.textContent = "This is a part of the picture: double-click it to see the whole again.";
        note.style.display = part ? "block" : "none";
      });
    }
    function draw(Plotly) {
      var {figure, narrow} = make();
      var whole = ranges(figure.layout);
      var wide = undo(figure.layout, narrow || {});
      var least = figure.layout.width * 11 / 12;
      var isNarrow = false;
      // a notebook draws in hidden places too: its width may come later
      function settle() {
        var wanted = !!narrow && sheet.clientWidth > 0 && sheet.clientWidth < least;
        // a copy: plotly.js writes into what it is given
        var changes = structuredClone(Object.assign({}, whole, wanted ? narrow : wide));
        // of a step that it was once told, plotly.js keeps the mode
        Object.keys(changes).forEach(path => {
          if (/dtick$/.test(path) && changes[path] === null) { changes[path.replace("dtick", "tickmode")] = "auto"; }
        });
        var moved = wanted === isNarrow ? null : Plotly.relayout(live, changes);
        isNarrow = wanted;
        return Promise.resolve(moved).then(() => fit(sheet, live, isNarrow ? 1.2 : 1));
      }
      live.style.display = "block";
      return Plotly.newPlot(live, figure.data, figure.layout, figure.config).then(settle).then(() => {
        picture.style.display = note.style.display = "none";
        // its buttons stand above it, where they hide nothing that is drawn
        live.querySelector(".modebar-container").style.top = "-26px";
        name();
        sayTheWayBack(ranges(live.layout));
        new ResizeObserver(settle).observe(sheet);
      });
    }
    // one figure of a page says so for all
    function fail() {
      live.style.display = "none";
      if (window.perceptNote?.isConnected) { return; }
      (window.perceptNote = note).style.display = "block";
    }
    load().then(draw).catch(() => {
      fail();
      late().then(draw).catch(fail);
    });
  });
})();
