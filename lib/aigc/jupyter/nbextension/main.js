// What the kit adds to the classic Notebook, from its own Jupyter path, so that no network is needed:
// plotly.js as window.Plotly, where the plots' HTML looks for it, some colours for C#, and the source at the second Shift-Tab.
define(['require', 'base/js/namespace', './plotly'], function (require, Jupyter, plotly) {
  // Builds of plotly.js that do not know AMD set the global themselves and hand nothing over.
  window.Plotly = plotly || window.Plotly;

  function addStyle() {
    var link = document.createElement('link');
    link.rel = 'stylesheet';
    link.href = require.toUrl('./main.css');
    document.head.appendChild(link);
  }

  // The Notebook itself grows the tooltip then, and never asks for more than signature and documentation.
  function showSourceAtSecondShiftTab(tooltip) {
    var grow = tooltip.tabs_functions[1];
    tooltip.tabs_functions[1] = function (cell, text, cursor) {
      grow(cell, text, cursor);
      if (cell.notebook.metadata.kernelspec.language !== 'C#') return;
      cell.kernel.send_shell_message('inspect_request', { code: text, cursor_pos: cursor, detail_level: 1 },
        { shell: { reply: function (reply) { if (tooltip.is_visible()) tooltip._show(reply); } } });
    };
  }

  return {
    load_ipython_extension: function () {
      addStyle();
      showSourceAtSecondShiftTab(Jupyter.notebook.tooltip);
    }
  };
});
