// The controls of a what-if: lists whose first entry leaves the choice to the library, and whole numbers.
const lists = ['model', 'gpu', 'plan', 'weights', 'kv'];
const controlNames = ['model', 'gpu', 'gpus', 'plan', 'weights', 'kv', 'context', 'concurrency'];
const chosenByLibrary = new Set(['plan', 'weights', 'kv']);

function fillList(select, values, value, decided) {
  const automatic = chosenByLibrary.has(select.name) ? [[labels.liveAutomatic.replace('{0}', decided), '']] : [];
  const entries = [...automatic, ...(value && !values.includes(value) ? [value, ...values] : values).map(each => [each, each])];
  const filledWith = JSON.stringify(entries);
  if (select.filledWith !== filledWith) {
    select.replaceChildren(...entries.map(([text, each]) => new Option(text, each)));
    select.filledWith = filledWith;
  }
  select.value = value ?? '';
}

function makeControl(name, id, settings, choices, answer) {
  const isList = lists.includes(name);
  const control = make(isList ? 'select' : 'input', { id, name, ...(isList ? {} : { type: 'number', min: 1, step: 1 }) });
  if (isList) fillList(control, choices[name] ?? [], settings[name], answer.decided[name]);
  else control.value = settings[name] ?? (name === 'gpus' ? 1 : answer.decided[name]);
  return [make('label', { for: id }, labels[name]), control];
}

function makeButton(text, onClick) {
  const button = make('button', { type: 'button', 'aria-live': 'polite' }, text);
  button.addEventListener('click', () => onClick(button));
  return button;
}

// The state of the page's what-ifs in its address: "#live:0?gpu=…|1?context=…".
const addressStart = '#live:';

function readAddress() {
  if (!location.hash.startsWith(addressStart)) return new Map();
  const entries = location.hash.slice(addressStart.length).split('|').map(entry => entry.split('?'));
  return new Map(entries.map(([index, query]) => [Number(index), Object.fromEntries(new URLSearchParams(query))]));
}

function writeAddress(whatIfs) {
  const changed = whatIfs.map((whatIf, index) => [index, new URLSearchParams(whatIf.changes()).toString()]).filter(([, query]) => query);
  const state = changed.map(([index, query]) => `${index}?${query}`).join('|');
  history.replaceState(null, '', state ? addressStart + state : location.href.split('#')[0]);
}
