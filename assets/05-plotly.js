// plotly.js waits for a chart, and only charts wait for it: dcc.Graph takes a promise in its place.
(function () {
  "use strict";

  const tag = document.getElementById("plotly");
  let plotly = window.Plotly;

  function arriving() {
    return new Promise((arrived, failed) => {
      tag.addEventListener("load", arrived);
      tag.addEventListener("error", failed);
      tag.src ||= tag.dataset.src;
    });
  }

  Object.defineProperty(window, "Plotly", {
    get: () => (plotly ||= arriving()),
    set: (arrived) => (plotly = arrived),
  });
})();
