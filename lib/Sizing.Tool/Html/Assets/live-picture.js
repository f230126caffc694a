// The bar of an answer: its parts in the colours of the exported charts, and the capacity as a line.
const svgSpace = 'http://www.w3.org/2000/svg';

function draw(name, attributes, ...content) {
  const element = document.createElementNS(svgSpace, name);
  for (const [attribute, value] of Object.entries(attributes)) element.setAttribute(attribute, value);
  element.append(...content);
  return element;
}

function parts(term) {
  if (term.combination === 'Leaf') return [term];
  if (term.combination === 'Maximum') return parts(term.children.reduce((most, child) => (child.value > most.value ? child : most)));
  return term.children.flatMap(child => (child.about === 'Other' ? parts(child) : [child]));
}

function drawPicture(answer, colors) {
  const [width, barTop, barHeight] = [640, 56, 34];
  const total = answer.terms[0];
  const shown = parts(total).filter(part => part.value > 0);
  const end = Math.max(shown.reduce((sum, part) => sum + part.value, 0), answer.capacity.value) * 1.04;
  const at = value => 1 + (width - 2) * value / end;
  const outline = { stroke: 'currentColor', 'stroke-opacity': '0.5' };
  const content = [];
  let from = 0;
  for (const part of shown) {
    content.push(draw('rect', { class: part.colorClass, x: at(from), y: barTop, width: at(from + part.value) - at(from), height: barHeight,
      fill: colors.get(part.colorClass), ...outline }, draw('title', {}, `${part.name}: ${part.text}`)));
    from += part.value;
  }
  const line = at(answer.capacity.value);
  const text = (words, x, y, anchor, weight) => draw('text', { x, y, 'text-anchor': anchor, fill: 'currentColor', 'font-weight': weight }, words);
  content.push(
    draw('line', { class: 'sz-capacity', x1: line, y1: barTop - 8, x2: line, y2: barTop + barHeight + 8,
      stroke: 'currentColor', 'stroke-width': 2, 'stroke-dasharray': '6 4' }),
    text(`${total.text} / ${answer.capacity.text}`, line > width / 2 ? line : 1, barTop - 14, line > width / 2 ? 'end' : 'start', 600));
  shown.forEach((part, index) => {
    const [x, y] = [1 + 320 * (index % 2), barTop + barHeight + 34 + 22 * Math.floor(index / 2)];
    content.push(draw('rect', { x, y: y - 12, width: 16, height: 14, fill: colors.get(part.colorClass), ...outline }),
      text(`${part.name}: ${part.text}`, x + 22, y, 'start', 400));
  });
  const height = barTop + barHeight + 44 + 22 * Math.ceil(shown.length / 2);
  const heading = `${answer.subject}: ${total.text} / ${answer.capacity.text}`;
  const picture = draw('svg', { class: 'sz-svg', viewBox: `0 0 ${width} ${height}`, width, height, 'font-size': 13, role: 'img' },
    draw('title', {}, heading), ...content);
  return make('figure', { class: 'sz-figure' }, picture);
}
