// An answer of the library, laid out as the exported one is: what it says, its table, and the working under each number.
const readRecords = text => text.split('\u001e').slice(0, -1).map(record => record.split('\u001f'));

function readTerm([kind, name, about, text, value, combination, unit, formula, substituted, note]) {
  const colorClass = `sz-kind-${about.replace(/(?<=.)[A-Z]/g, letter => `-${letter}`).toLowerCase()}`;
  return { kind, name, about, colorClass, text, value: Number(value), combination, unit, formula, substituted, note, inputs: [], sources: [], children: [] };
}

function readAnswer(text) {
  const answer = { figures: [], warnings: [], decided: {}, terms: [] };
  const open = [];
  for (const record of readRecords(text)) {
    const [kind, ...fields] = record;
    const parent = open.at(-1);
    if (kind === 'error') answer.error = fields[0];
    else if (kind === 'subject') answer.subject = fields[0];
    else if (kind === 'summary') [answer.summary, answer.fits] = fields;
    else if (kind === 'memory') answer.memoryName = fields[0];
    else if (kind === 'figure') answer.figures.push({ name: fields[0], text: fields[1], range: fields[2] });
    else if (kind === 'warning') answer.warnings.push(fields[0]);
    else if (kind === 'decided') answer.decided[fields[0]] = fields[1];
    else if (kind === 'capacity') answer.capacity = { text: fields[0], value: Number(fields[1]) };
    else if (kind === 'input') parent.inputs.push({ symbol: fields[0], text: fields[1], value: fields[2], meaning: fields[3] });
    else if (kind === 'source') parent.sources.push(fields[0]);
    else if (kind === 'end') open.pop();
    else {
      const term = readTerm(record);
      if (kind === 'from') parent.inputs.at(-1).from = term;
      else (parent?.children ?? answer.terms).push(term);
      open.push(term);
    }
  }
  return answer;
}

function make(name, attributes = {}, ...content) {
  const element = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) {
    if (value !== undefined) element.setAttribute(attribute, value);
  }
  element.append(...content);
  return element;
}

const numberCell = (text, value) => make('td', { class: 'sz-number', 'data-value': value }, text);

function makeTable(caption, headers, rows) {
  const head = headers.map(([text, isNumber]) => make('th', { scope: 'col', class: isNumber ? 'sz-number' : undefined }, text));
  const table = make('table', { class: 'sz-table' }, ...(caption ? [make('caption', {}, caption)] : []),
    make('thead', {}, make('tr', {}, ...head)), make('tbody', {}, ...rows.map(cells => make('tr', {}, ...cells))));
  return make('div', { class: 'scroll' }, table);
}

const share = (term, root) => (root.value > 0 && term.unit === root.unit ? (term.value / root.value * 100).toFixed(1) : undefined);

function termRows(term, root, depth = 0) {
  const percent = share(term, root);
  const row = [
    make('th', { scope: 'row' }, '\u00a0'.repeat(2 * depth) + term.name),
    numberCell(term.text, term.value),
    percent === undefined ? make('td', {}, '–') : numberCell(`${percent} %`, percent),
  ];
  return [row, ...term.children.flatMap(child => termRows(child, root, depth + 1))];
}

function derivation(term, path) {
  const parts = [];
  if (term.formula) {
    const line = make('p', { class: 'sz-formula' }, `${labels.formula}: `, make('code', {}, term.formula));
    if (term.substituted) line.append(' = ', make('code', {}, term.substituted));
    line.append(' = ', make('strong', {}, term.text));
    parts.push(line);
  }
  if (term.inputs.length > 0) {
    parts.push(makeTable('', [[labels.symbol], [labels.value, true], [labels.meaning]], term.inputs.map(input =>
      [make('th', { scope: 'row' }, input.symbol), numberCell(input.text, input.value), make('td', {}, input.meaning)])));
  }
  for (const { symbol, from } of term.inputs.filter(input => input.from)) {
    parts.push(make('details', { 'data-path': `${path}/${symbol}` },
      make('summary', {}, `${symbol}: ${from.name}: ${from.text}`), ...derivation(from, `${path}/${symbol}`)));
  }
  parts.push(...term.sources.map(source => make('p', { class: 'sz-source' }, `${labels.source}: ${source}`)));
  if (term.note) parts.push(make('p', { class: 'sz-note' }, `${labels.note}: ${term.note}`));
  return parts;
}

function working(term, root, parentPath) {
  const path = `${parentPath}/${term.name}`;
  const percent = share(term, root);
  const rule = { Sum: `, ${labels.sumOf}`, Maximum: `, ${labels.largestOf}` }[term.combination] ?? '';
  const head = `${term.name}: ${term.text}${percent === undefined ? '' : ` (${percent} %)`}${rule}`;
  return make('details', { class: `sz-term ${term.colorClass}`, 'data-path': path }, make('summary', {}, head),
    ...derivation(term, path), ...term.children.map(child => working(child, root, path)));
}

// The working is filled in later, see fillWorking: it is most of the text, and folded.
function breakdown(root) {
  const table = makeTable(root.name, [[labels.term], [labels.value, true], [labels.share, true]], termRows(root, root));
  return make('div', { class: 'sz-breakdown' }, table,
    make('details', { class: 'sz-working', 'data-path': root.name }, make('summary', {}, labels.liveWorking)));
}

function fillWorking(box, answer) {
  const folded = box.querySelectorAll('.sz-working');
  answer.terms.forEach((root, index) =>
    folded[index].append(...derivation(root, root.name), ...root.children.map(child => working(child, root, root.name))));
}

// The figures in short; beside them, where settings were changed, those of the export.
function figuresTable(answer, exported) {
  const before = new Map(exported.figures.map(({ name, text }) => [name, text]));
  const isChanged = exported !== answer;
  const headers = [[labels.figure], [labels.value], ...(isChanged ? [[labels.liveAsExported]] : []), [labels.range]];
  const rows = answer.figures.map(({ name, text, range }) => {
    const was = before.get(name) ?? '\u2013';
    return [make('th', { scope: 'row' }, name), make('td', { class: isChanged && was !== text ? 'live-moved' : undefined }, text),
      ...(isChanged ? [make('td', {}, was)] : []), make('td', {}, range)];
  });
  return make('div', { class: 'sz-figures' }, makeTable(labels.liveInShort, headers, rows));
}

function layOut(answer, exported, picture) {
  const warning = text => make('div', { class: 'sz-warning', role: 'note' }, make('p', {}, make('strong', {}, `${labels.warning}:`), ` ${text}`));
  return [make('p', {}, make('strong', {}, answer.subject)), make('p', { class: `sz-summary ${answer.fits ? 'sz-fits' : 'sz-fits-not'}` }, answer.summary), ...answer.warnings.map(warning),
    figuresTable(answer, exported), make('div', { class: 'sz-picture' }, picture), ...answer.terms.map(breakdown)];
}
