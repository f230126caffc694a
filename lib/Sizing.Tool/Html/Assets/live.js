// What-ifs come alive: the library starts after the first paint, proves the exported numbers, and then answers the controls.
const settingsText = settings => Object.entries(settings).filter(([, value]) => value !== '').map(([name, value]) => `${name}=${value}`).join('\n');
const agrees = (mine, theirs) => mine === theirs || (!(Number.isInteger(mine) && Number.isInteger(theirs)) && Math.abs(mine - theirs) <= 1e-12 * Math.abs(theirs));

class LiveServing {
  constructor(element, index, library) {
    this.element = element;
    this.index = index;
    this.library = library;
    this.exported = Object.fromEntries(element.dataset.settings.split('\n').map(line => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]));
    this.settings = { ...this.exported };
    this.colors = new Map(element.dataset.colors.split(' ').map(entry => entry.split('=')));
    this.picture = element.querySelector('.sz-picture');
    this.answerBox = element.querySelector('.sz-answer-now');
    this.exportedParts = [this.picture, this.answerBox].map(box => [...box.childNodes]);
  }

  numbersThatMatch() {
    const theirs = this.element.dataset.numbers.split(' ').map(Number);
    const mine = Array.from(this.library.Numbers(settingsText(this.exported)));
    const matching = mine.length === theirs.length ? theirs.filter((number, place) => agrees(mine[place], number)).length : 0;
    return [matching, theirs.length];
  }

  changes() {
    const names = new Set([...Object.keys(this.exported), ...Object.keys(this.settings)]);
    return [...names].filter(name => (this.settings[name] ?? '') !== (this.exported[name] ?? '')).map(name => [name, this.settings[name] ?? '']);
  }

  showControls(choices) {
    this.choices = choices;
    const answer = readAnswer(this.library.Estimate(settingsText(this.exported)));
    const pairs = controlNames.map(name => make('div', {}, ...makeControl(name, `live-${this.index}-${name}`, this.settings, choices, answer)));
    this.refused = make('p', { class: 'live-refused', role: 'alert', hidden: '' });
    this.form = make('form', { class: 'live-controls', 'aria-label': labels.settings }, ...pairs, make('div', { class: 'live-buttons' },
      makeButton(labels.liveReset, () => this.reset()),
      makeButton(labels.liveCopyTable, button => this.copy(button, toCsv(this.answerBox.querySelector('table')))),
      makeButton(labels.liveCopyCode, button => this.copy(button, this.library.Code(settingsText(this.settings))))));
    this.form.addEventListener('submit', event => event.preventDefault());
    this.form.addEventListener('input', ({ target }) => this.change(target.name, target.value));
    this.element.querySelector('.sz-settings').replaceChildren(this.form, this.refused);
    this.showValues(answer);
  }

  async copy(button, text) {
    const name = button.textContent;
    button.textContent = await copyText(text).then(() => labels.copied, () => labels.copyFailed);
    setTimeout(() => { button.textContent = name; }, 2000);
  }

  change(name, value) {
    this.settings[name] = value;
    // A plan belongs to a number of GPUs and a model.
    if (name === 'gpus' || name === 'model') this.settings.plan = '';
    this.recompute();
    writeAddress(whatIfs);
  }

  reset() {
    this.settings = { ...this.exported };
    this.recompute();
    writeAddress(whatIfs);
  }

  restore(changes) {
    Object.assign(this.settings, changes);
    this.recompute();
  }

  recompute() {
    const answer = readAnswer(this.library.Estimate(settingsText(this.settings)));
    this.refused.hidden = answer.error === undefined;
    this.refused.textContent = answer.error === undefined ? '' : `${labels.liveRefused} ${answer.error}`;
    this.element.classList.toggle('live-stale', answer.error !== undefined);
    if (answer.error !== undefined) return;
    const isExported = this.changes().length === 0;
    const open = new Set([...this.answerBox.querySelectorAll('details[open]')].map(details => details.dataset.path));
    this.picture.replaceChildren(...(isExported ? this.exportedParts[0] : [drawPicture(answer, this.colors)]));
    this.answerBox.replaceChildren(...(isExported ? this.exportedParts[1] : [layOut(answer)]));
    for (const details of this.answerBox.querySelectorAll('details[data-path]')) details.open = open.has(details.dataset.path);
    this.showValues(answer);
    reachByKeyboard();
  }

  showValues(answer) {
    const plansFor = `${this.settings.model} ${this.settings.gpus ?? ''}`;
    if (plansFor !== this.plansFor) {
      this.plansFor = plansFor;
      const [kind, ...plans] = readRecords(this.library.Plans(settingsText({ ...this.settings, plan: '' })))[0];
      this.choices = { ...this.choices, plan: kind === 'plan' ? plans : [] };
    }
    for (const control of this.form.elements) {
      if (!control.name) continue;
      if (lists.includes(control.name)) fillList(control, this.choices[control.name], this.settings[control.name], answer.decided[control.name]);
      else if (control !== document.activeElement) control.value = this.settings[control.name] || (control.name === 'gpus' ? 1 : answer.decided[control.name] ?? 1);
    }
  }
}

const whatIfs = [];

async function comeAlive() {
  const elements = [...document.querySelectorAll('main .sz-what-if')];
  const status = make('p', { class: 'live-status', role: 'status' }, labels.liveStarting);
  elements[0].before(status);
  try {
    if (!('WebAssembly' in globalThis && 'DecompressionStream' in globalThis)) throw new Error('WebAssembly');
    const library = (await startLibrary()).ServingExports;
    const known = elements.filter(({ dataset }) => readAnswer(library.Estimate(dataset.settings)).error === undefined);
    for (const element of elements.filter(each => !known.includes(each))) element.prepend(make('p', { class: 'live-status' }, labels.liveUnknown));
    const all = known.map((element, index) => new LiveServing(element, index, library));
    const matches = all.map(each => each.numbersThatMatch());
    const [matching, total] = [0, 1].map(part => matches.reduce((sum, each) => sum + each[part], 0));
    const choices = Object.fromEntries(readRecords(library.Choices()).map(([name, ...values]) => [name, values]));
    for (const each of all) each.showControls(choices);
    whatIfs.push(...all);
    for (const [index, changes] of readAddress()) whatIfs[index]?.restore(changes);
    status.textContent = labels.liveMatch.replace('{0}', matching).replace('{1}', total);
    document.documentElement.dataset.live = 'ready';
  } catch {
    status.textContent = labels.liveFailed;
    document.documentElement.dataset.live = 'failed';
  }
}

addEventListener('load', () => requestAnimationFrame(() => setTimeout(comeAlive)));
