// The controls of a what-if: lists, whose first entry may leave the choice to the library, and numbers, which it may decide when they are empty.
const readControls = text => readRecords(text).map(([name, kind, automatic, ...values]) => ({ name, isList: kind === 'list', isAutomatic: automatic !== '', values }));

function fillList(select, values, isAutomatic, value, decided) {
  const automatic = isAutomatic ? [[labels.liveAutomatic.replace('{0}', decided), '']] : [];
  const entries = [...automatic, ...(value && !values.includes(value) ? [value, ...values] : values).map(each => [each, each])];
  const filledWith = JSON.stringify(entries);
  if (select.filledWith !== filledWith) {
    select.replaceChildren(...entries.map(([text, each]) => new Option(text, each)));
    select.filledWith = filledWith;
  }
  select.value = value ?? '';
}

function showControl(control, element, value, decided) {
  if (control.isList) fillList(element, control.values, control.isAutomatic, value || (control.isAutomatic ? '' : decided), decided);
  else if (element !== document.activeElement) {
    element.value = value || (control.isAutomatic ? '' : decided ?? 1);
    element.placeholder = control.isAutomatic ? labels.liveAutomatic.replace('{0}', decided ?? '\u2013') : '';
  }
}

function makeControl(control, id) {
  const element = make(control.isList ? 'select' : 'input', { id, name: control.name, ...(control.isList ? {} : { type: 'number', min: 0, step: 'any' }) });
  return [make('label', { for: id }, labels.settingNames[control.name] ?? control.name), element];
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
