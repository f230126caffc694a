// A chart under the keyboard: the arrow keys move through its points, whose values are shown and read out.
const decoder = document.createElement('textarea');

// plotly.js reads some HTML in its texts, so the figure's texts are escaped for it.
function plainText(text) {
  decoder.innerHTML = text;
  return decoder.value;
}

// A value with the title of its axis, which names the unit.
const axisWords = (axis, value) => axis?.title?.text ? `${axis.title.text}: ${value}` : value;

// The points of a trace in reading order, each with what plotly.js needs to point at it and the words that say it.
function pointsOf(trace, curveNumber, { xaxis, yaxis }) {
  const point = (pointNumber, parts) => ({
    target: { curveNumber, pointNumber },
    words: plainText([trace.name, ...parts].filter(part => part !== undefined && part !== '').join(', ')),
  });
  if (trace.z) {
    return trace.z.flatMap((row, r) => row.map((value, c) => point([r, c], [trace.y[r], trace.x[c], trace.text?.[r]?.[c] ?? value])));
  }
  return trace.x
    .map((x, n) => x === null || trace.y[n] === null ? null
      : point(n, trace.hovertext ? [trace.hovertext[n]] : [trace.text?.[n], axisWords(xaxis, x), axisWords(yaxis, trace.y[n])]))
    .filter(at => at !== null);
}

function readByKeyboard(plot, title, library) {
  const traces = plot.data.map((trace, number) => pointsOf(trace, number, plot.layout)).filter(points => points.length > 0);
  if (traces.length === 0) return;
  const reading = document.createElement('p');
  reading.className = 'reading';
  reading.setAttribute('aria-live', 'polite');
  plot.after(reading);
  plot.tabIndex = 0;
  plot.setAttribute('role', 'group');
  plot.setAttribute('aria-label', `${title}. ${labels.chartKeys}`);

  const moves = { ArrowRight: [0, 1], ArrowLeft: [0, -1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };
  let at = null;

  function leave() {
    at = null;
    library.Fx.unhover(plot);
    reading.textContent = '';
  }

  function move([traceStep, pointStep]) {
    const trace = at ? (at.trace + traceStep + traces.length) % traces.length : 0;
    const count = traces[trace].length;
    at = { trace, point: at ? (Math.min(at.point, count - 1) + pointStep + count) % count : 0 };
    const { target, words } = traces[trace][at.point];
    library.Fx.hover(plot, [target]);
    reading.textContent = words;
  }

  plot.addEventListener('keydown', event => {
    if (event.key === 'Escape') leave();
    if (!(event.key in moves)) return;
    event.preventDefault();
    move(moves[event.key]);
  });
  plot.addEventListener('blur', leave);
}
