// Gives the classic Notebook plotly.js as window.Plotly, where the plots' HTML looks for it. It comes from the kit's
// own Jupyter path, so no network is needed.
define(['./plotly'], function (plotly) {
  // Builds of plotly.js that do not know AMD set the global themselves and hand nothing over.
  window.Plotly = plotly || window.Plotly;
  return { load_ipython_extension: function () {} };
});
