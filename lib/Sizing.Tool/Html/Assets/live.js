// What-ifs come alive: the library starts after the first paint, proves the exported numbers, and then answers the controls.
const settingsText = settings => Object.entries(settings).filter(([, value]) => value !== '').map(([name, value]) => `${name}=${value}`).join('\n');
const agrees = (mine, theirs) => mine === theirs || (!(Number.isInteger(mine) && Number.isInteger(theirs)) && Math.abs(mine - theirs) <= 1e-12 * Math.abs(theirs));

// What was measured can be read by performance.getEntriesByType('measure').
const timed = (name, from) => performance.measure(name, { start: from, end: performance.now() });

class LiveWhatIf {
  constructor(element, index, library) {
    this.element = element;
    this.index = index;
    this.library = library;
    this.kind = element.dataset.kind;
    this.exported = Object.fromEntries(element.dataset.settings.split('\n').map(line => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]));
    this.settings = { ...this.exported };
    this.colors = new Map(element.dataset.colors.split(' ').map(entry => entry.split('=')));
    this.answerBox = element.querySelector('.sz-answer-now');
    this.exportedParts = [...this.answerBox.childNodes];
  }

  ask(name, settings = this.settings) {
    return this.library[name](this.kind, settingsText(settings));
  }

  numbersThatMatch() {
    const theirs = this.element.dataset.numbers.split(' ').map(Number);
    const mine = Array.from(this.ask('Numbers', this.exported));
    const matching = mine.length === theirs.length ? theirs.filter((number, place) => agrees(mine[place], number)).length : 0;
    return [matching, theirs.length];
  }

  changes() {
    const names = new Set([...Object.keys(this.exported), ...Object.keys(this.settings)]);
    return [...names].filter(name => (this.settings[name] ?? '') !== (this.exported[name] ?? '')).map(name => [name, this.settings[name] ?? '']);
  }

  showControls() {
    this.exportedAnswer = readAnswer(this.ask('Answer', this.exported));
    this.controls = readControls(this.library.Controls(this.kind));
    const pairs = this.controls.map(control => make('div', {}, ...makeControl(control, `live-${this.index}-${control.name}`)));
    this.refused = make('p', { class: 'live-refused', role: 'alert', hidden: '' });
    this.form = make('form', { class: 'live-controls', 'aria-label': labels.settings }, ...pairs, make('div', { class: 'live-buttons' },
      makeButton(labels.liveReset, () => this.reset()),
      makeButton(labels.liveCopyTable, button => this.copy(button, () => this.tables())),
      makeButton(labels.liveCopyCode, button => this.copy(button, () => this.ask('Code')))));
    this.form.addEventListener('submit', event => event.preventDefault());
    this.form.addEventListener('input', ({ target }) => this.change(target.name, target.value));
    this.element.querySelector('.sz-settings').replaceChildren(this.form, this.refused);
    this.showValues(this.exportedAnswer);
  }

  tables() {
    return [...this.answerBox.querySelectorAll('.sz-figures table, .sz-breakdown > .scroll > table')].map(toCsv).join('\r\n');
  }

  // Settings that the library refuses make no cell.
  async copy(button, text) {
    const name = button.textContent;
    button.textContent = await Promise.resolve().then(text).then(copyText).then(() => labels.copied, () => labels.copyFailed);
    setTimeout(() => { button.textContent = name; }, 2000);
  }

  change(name, value) {
    this.settings[name] = value;
    // A plan belongs to a number of GPUs and a model.
    if (name === 'gpus' || name === 'model') this.settings.plan = '';
    // The storage of frozen weights belongs to a method.
    if (name === 'method') this.settings.base = '';
    this.recompute();
    writeAddress(whatIfs);
  }

  reset() {
    this.settings = { ...this.exported };
    this.recompute();
    writeAddress(whatIfs);
  }

  // An address is anybody's text: only settings that the controls have are taken from it, without line ends.
  restore(changes) {
    for (const { name } of this.controls) {
      if (Object.hasOwn(changes, name)) this.settings[name] = changes[name].replace(/[\r\n]+/g, ' ');
    }
    this.recompute();
  }

  recompute() {
    const start = performance.now();
    const answer = readAnswer(this.ask('Answer'));
    this.refused.hidden = answer.error === undefined;
    this.refused.textContent = answer.error === undefined ? '' : `${labels.liveRefused} ${answer.error}`;
    this.element.classList.toggle('live-stale', answer.error !== undefined);
    if (answer.error !== undefined) return;
    this.open = new Set([...this.answerBox.querySelectorAll('details[open]')].map(details => details.dataset.path));
    if (this.changes().length === 0) {
      this.answerBox.replaceChildren(...this.exportedParts);
    } else {
      this.answerBox.replaceChildren(...layOut(answer, this.exportedAnswer, drawPicture(answer, this.colors)));
      clearTimeout(this.later);
      this.later = setTimeout(() => this.fill());
    }
    this.showValues(answer);
    reachByKeyboard();
    timed('what-if', start);
  }

  fill() {
    fillWorking(this.answerBox, readAnswer(this.ask('Working')));
    colorTerms(this.answerBox);
    for (const details of this.answerBox.querySelectorAll('details[data-path]')) details.open = this.open.has(details.dataset.path);
  }

  showValues(answer) {
    const plansFor = `${this.settings.model} ${this.settings.gpus ?? ''}`;
    if (plansFor !== this.plansFor) {
      this.plansFor = plansFor;
      const [kind, ...plans] = readRecords(this.ask('Plans', { ...this.settings, plan: '' }))[0];
      this.controls.find(({ name }) => name === 'plan').values = kind === 'plan' ? plans : [];
    }
    for (const control of this.controls) showControl(control, this.form.elements[control.name], this.settings[control.name], answer.decided[control.name]);
  }
}

const whatIfs = [];

async function comeAlive() {
  const elements = [...document.querySelectorAll('main .sz-what-if')];
  const status = make('p', { class: 'live-status', role: 'status' }, labels.liveStarting);
  elements[0].before(status);
  try {
    if (!('WebAssembly' in globalThis && 'DecompressionStream' in globalThis)) throw new Error('WebAssembly');
    const library = (await startLibrary()).WhatIfExports;
    const known = elements.filter(({ dataset }) => readAnswer(library.Answer(dataset.kind, dataset.settings)).error === undefined);
    for (const element of elements.filter(each => !known.includes(each))) element.prepend(make('p', { class: 'live-status' }, labels.liveUnknown));
    const all = known.map((element, index) => new LiveWhatIf(element, index, library));
    const matches = all.map(each => each.numbersThatMatch());
    const [matching, total] = [0, 1].map(part => matches.reduce((sum, each) => sum + each[part], 0));
    for (const each of all) each.showControls();
    whatIfs.push(...all);
    for (const [index, changes] of readAddress()) whatIfs[index]?.restore(changes);
    status.textContent = labels.liveMatch.replace('{0}', matching).replace('{1}', total);
    timed('live', 0);
    document.documentElement.dataset.live = 'ready';
  } catch {
    status.textContent = labels.liveFailed;
    document.documentElement.dataset.live = 'failed';
  }
}

addEventListener('load', () => requestAnimationFrame(() => setTimeout(comeAlive)));
