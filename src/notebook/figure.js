(function () {
  var library = "https://cdn.plot.ly/plotly-3.0.1.min.js";
  // of that very file: no other is run
  var integrity = "sha384-8cEu0XVLh4s92OG4Ua4ZS75MN//b+0KqyCrhQqaXgHMVHnKC3DNVhwUyH5spa1J2";
  var slot = "perceptPlotly301";
  var make = function () { return __FIGURE__; };
  // once a page, whatever the number of figures
  function load() {
    if (window.Plotly) { return Promise.resolve(window.Plotly); }
    if (!window[slot]) {
      window[slot] = new Promise(function (resolve, reject) {
        // a module loader on the page would keep plotly.js to itself
        var define = window.define;
        window.define = undefined;
        var script = document.createElement("script");
        script.src = library;
        script.integrity = integrity;
        script.crossOrigin = "anonymous";
        script.onload = function () { window.define = define; resolve(window.Plotly); };
        script.onerror = function () { window.define = define; window[slot] = null; reject(); };
        document.head.appendChild(script);
      });
    }
    return window[slot];
  }
  // out of reach of its address, plotly.js may still come with a renderer of the notebook's own
  function late() {
    return new Promise(function (resolve, reject) {
      var looks = 0;
      var timer = setInterval(function () {
        if (window.Plotly) { clearInterval(timer); resolve(window.Plotly); }
        else if ((looks += 1) > 40) { clearInterval(timer); reject(); }
      }, 250);
    });
  }
  function ranges(layout) {
    return Object.keys(layout).filter(function (key) { return /^[xy]axis/.test(key); }).map(function (key) {
      return layout[key].range.slice();
    });
  }
  // as small as its picture would be: what is wider than its place is scrolled
  function fit(sheet, live, layout) {
    var share = Math.min(1, Math.max(11 / 12, (sheet.clientWidth || layout.width) / layout.width));
    live.style.width = layout.width + "px";
    live.style.transformOrigin = "0 0";
    live.style.transform = share < 1 ? "scale(" + share + ")" : "";
    live.style.marginBottom = (share - 1) * layout.height + "px";
    // whoever has no mouse scrolls it with the arrow keys
    sheet.tabIndex = sheet.scrollWidth > sheet.clientWidth ? 0 : -1;
  }
  document.querySelectorAll('figure.percept[data-percept="__KEY__"]').forEach(function (root) {
    if (root.dataset.live) { return; }
    root.dataset.live = "asked";
    var picture = root.querySelector("img");
    var live = root.querySelector(".percept-live");
    var sheet = live.parentNode;
    var note = root.querySelector(".percept-note");
    // plotly.js draws in layers that have no name; its buttons stand beside them
    function name() {
      live.querySelectorAll(".main-svg").forEach(function (layer, i) {
        if (i > 0) { layer.setAttribute("aria-hidden", "true"); return; }
        layer.setAttribute("role", "img");
        layer.setAttribute("aria-label", picture.alt);
      });
    }
    // what a double click does, for as long as a part of the picture is seen
    function sayTheWayBack() {
      var whole = ranges(live.layout);
      live.on("plotly_relayout", function () {
        var now = ranges(live.layout);
        var part = whole.some(function (range, i) {
          return range.some(function (end, k) {
            return Math.abs(now[i][k] - end) > Math.abs(range[1] - range[0]) / 1e6;
          });
        });
        note.textContent = "This is a part of the picture: double-click it to see the whole again.";
        note.style.display = part ? "block" : "none";
      });
    }
    function draw(Plotly) {
      var figure = make();
      live.style.display = "block";
      // a notebook draws in hidden places too: its width may come later
      new ResizeObserver(function () { fit(sheet, live, figure.layout); }).observe(sheet);
      fit(sheet, live, figure.layout);
      return Plotly.newPlot(live, figure.data, figure.layout, figure.config).then(function () {
        picture.style.display = note.style.display = "none";
        name();
        sayTheWayBack();
      });
    }
    function fail() {
      live.style.display = "none";
      note.style.display = "block";
    }
    load().then(draw).catch(function () {
      fail();
      late().then(draw).catch(fail);
    });
  });
})();
