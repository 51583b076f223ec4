// The figures of this page share plotly.js through this promise; here it is a file beside the page, once for all pages.
(function () {
  window["__SLOT__"] = new Promise(function (resolve, reject) {
    var script = document.createElement("script");
    script.src = "__FILE__";
    // no other file is run; a browser can check what a server sends, not what it opens itself
    if (location.protocol !== "file:") { script.integrity = "__INTEGRITY__"; }
    script.onload = function () { resolve(window.Plotly); };
    script.onerror = function () { reject(new Error("__FILE__ is not beside this page")); };
    document.head.appendChild(script);
  });
  // each figure says so itself
  window["__SLOT__"].catch(function () {});
})();
