// Charts: plotly.js, carried compressed in the page, draws each figure as it comes into view and replaces its picture.
async function loadPlotly() {
  const script = document.createElement('script');
  script.textContent = await (await unpacked('chart-library')).text();
  // plotly.js sets style attributes, which the page's policy refuses as text but allows through the object model.
  const setAttribute = Element.prototype.setAttribute;
  Element.prototype.setAttribute = function (name, value) {
    if (name === 'style') this.style.cssText = value;
    else setAttribute.call(this, name, value);
  };
  document.head.append(script);
  return globalThis.Plotly;
}

let plotlyLoaded;
const plotly = () => plotlyLoaded ??= loadPlotly();

const pageColor = name => {
  const probe = document.createElement('span');
  probe.style.color = `var(--${name})`;
  document.body.append(probe);
  const color = getComputedStyle(probe).color;
  probe.remove();
  return color;
};

// The figure's own layout in the page's font and colours, at any width; the title stands above, where it wraps.
function themed(layout) {
  const [text, muted, line, page] = ['text', 'muted', 'line', 'page'].map(pageColor);
  const themedLayout = structuredClone(layout);
  for (const key of new Set(['xaxis', 'yaxis', ...Object.keys(layout).filter(name => /^[xy]axis\d*$/.test(name))])) {
    themedLayout[key] = { ...layout[key], gridcolor: line, zerolinecolor: muted, linecolor: muted, tickcolor: muted, automargin: true };
    if (layout[key]?.title) themedLayout[key].title = { ...layout[key].title, standoff: 8 };
  }
  return {
    ...themedLayout,
    title: undefined,
    margin: { ...layout.margin, t: 30 },
    shapes: layout.shapes?.map(shape => ({ ...shape, line: { ...shape.line, color: text } })),
    annotations: layout.annotations?.map(note => layout.barmode ? { ...note, bgcolor: page, borderpad: 0 } : note),
    autosize: true,
    width: undefined,
    paper_bgcolor: 'transparent',
    plot_bgcolor: 'transparent',
    font: { ...layout.font, color: text, family: getComputedStyle(document.body).fontFamily },
    hoverlabel: { bgcolor: page, bordercolor: muted, font: { color: text } },
    dragmode: matchMedia('(pointer: coarse)').matches ? false : 'zoom',
  };
}

// On a narrow screen the cells of a heatmap get the room of its colour bar, its axis titles and the owners of its models;
// names beside points are smaller, and the name of a limit stands at the end where they are few.
function narrowed({ data, layout = {} }) {
  if (!matchMedia('(max-width: 40rem)').matches) return { data, layout };
  if (data[0]?.type === 'heatmap') {
    const names = data[0].y;
    return {
      data: data.map(trace => ({ ...trace, showscale: false })),
      layout: {
        ...layout,
        xaxis: { ...layout.xaxis, title: undefined, tickfont: { size: 10 }, tickangle: -35 },
        yaxis: { ...layout.yaxis, title: undefined, tickfont: { size: 10 }, tickvals: names, ticktext: names.map(name => name.split('/').pop()) },
      },
    };
  }
  if (data[0]?.type !== 'scatter' || data[0].mode.includes('lines')) return { data, layout };
  return {
    data: data.map(trace => ({ ...trace, textfont: { size: 10 } })),
    layout: { ...layout, annotations: layout.annotations?.map(note => ({ ...note, x: 1, xanchor: 'right' })) },
  };
}

async function drawChart(chart) {
  const picture = chart.querySelector('figure');
  const { data, layout } = narrowed(JSON.parse(chart.querySelector('script.figure').textContent));
  const library = await plotly().catch(() => null);
  if (!library) return;
  const plot = document.createElement('div');
  plot.className = 'plot';
  plot.style.minHeight = `${picture.offsetHeight}px`;
  const title = document.createElement('p');
  title.className = 'chart-title';
  title.textContent = picture.querySelector('title')?.textContent ?? labels.chart;
  picture.before(title, plot);
  picture.classList.add('replaced');
  const options = { displayModeBar: false, displaylogo: false, responsive: true, showTips: false };
  await library.newPlot(plot, data, themed(layout), options);
  readByKeyboard(plot, title.textContent, library);
  document.addEventListener('themechange', () => library.relayout(plot, themed(layout)));
}

const coming = new IntersectionObserver(entries => {
  for (const { isIntersecting, target } of entries) {
    if (!isIntersecting) continue;
    coming.unobserve(target);
    drawChart(target);
  }
}, { rootMargin: '400px' });

if ('DecompressionStream' in globalThis) {
  addEventListener('load', () => setTimeout(() => {
    for (const chart of document.querySelectorAll('.chart:has(script.figure)')) coming.observe(chart);
  }));
}
