// Tables: sorted by the exact value of a column, copied as CSV, reached by the keyboard where they scroll.
const exact = cell => cell.dataset.value ?? cell.textContent.trim();

function compareCells(a, b) {
  const [x, y] = [exact(a), exact(b)];
  const [p, q] = [Number(x), Number(y)];
  if (x !== '' && y !== '' && !Number.isNaN(p) && !Number.isNaN(q)) return p - q;
  return x.localeCompare(y, document.documentElement.lang, { numeric: true });
}

function sortBy(table, header, column) {
  const direction = header.getAttribute('aria-sort') === 'ascending' ? 'descending' : 'ascending';
  for (const other of header.parentElement.cells) other.removeAttribute('aria-sort');
  header.setAttribute('aria-sort', direction);
  const sign = direction === 'ascending' ? 1 : -1;
  const body = table.tBodies[0];
  body.append(...[...body.rows].sort((a, b) => sign * compareCells(a.cells[column], b.cells[column])));
}

function makeSortable(table) {
  for (const [column, header] of [...table.tHead.rows[0].cells].entries()) {
    const button = document.createElement('button');
    button.type = 'button';
    button.title = `${labels.sortBy} ${header.textContent.trim()}`;
    button.append(...header.childNodes);
    button.addEventListener('click', () => sortBy(table, header, column));
    header.append(button);
  }
}

function toCsv(table) {
  const quoted = text => /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  return [...table.rows].map(row => [...row.cells].map(cell => quoted(exact(cell))).join(',')).join('\r\n') + '\r\n';
}

// A page opened from disk may be refused the clipboard; copying a selection always works there.
async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const field = document.createElement('textarea');
    field.value = text;
    document.body.append(field);
    field.select();
    const done = document.execCommand('copy');
    field.remove();
    if (!done) throw new Error('copy');
  }
}

function offerCsv(table) {
  const button = document.createElement('button');
  button.type = 'button';
  button.textContent = labels.copyCsv;
  button.setAttribute('aria-live', 'polite');
  button.addEventListener('click', async () => {
    button.textContent = await copyText(toCsv(table)).then(() => labels.copied, () => labels.copyFailed);
    setTimeout(() => { button.textContent = labels.copyCsv; }, 2000);
  });
  const tools = document.createElement('div');
  tools.className = 'table-tools';
  tools.append(button);
  table.closest('.scroll').after(tools);
}

for (const table of document.querySelectorAll('main .scroll > table')) {
  // A cell of a matrix is an answer, not a value.
  if (table.classList.contains('matrix')) continue;
  // The rows of a breakdown are a tree, whose order is its meaning.
  const isTree = table.closest('.sz-breakdown') !== null;
  if (!isTree && table.tHead?.rows.length === 1 && table.tBodies[0]?.rows.length > 1) makeSortable(table);
  offerCsv(table);
}

// The rows of a breakdown in the colours of the charts: its working has the same terms in the same order.
function colorTerms(box) {
  for (const breakdown of box.querySelectorAll('.sz-breakdown')) {
    const terms = [...breakdown.querySelectorAll('details.sz-term')];
    const rows = breakdown.querySelector('table').tBodies[0].rows;
    if (rows.length === terms.length + 1) terms.forEach((term, index) => rows[index + 1].classList.add(...term.classList));
  }
}
colorTerms(document);

function reachByKeyboard() {
  for (const box of document.querySelectorAll('main .scroll, main pre, main .formula')) {
    const scrolls = box.scrollWidth > box.clientWidth + 1 || box.scrollHeight > box.clientHeight + 1;
    if (scrolls) box.tabIndex = 0;
    else box.removeAttribute('tabindex');
  }
}
addEventListener('resize', reachByKeyboard);
document.addEventListener('toggle', reachByKeyboard, true);
reachByKeyboard();
