// Unfolding all code at once, and before printing everything but the long tables, which are printed where a reader has unfolded them.
const foldedCode = document.querySelectorAll('details.code');
const codeButton = document.getElementById('show-code');

codeButton?.addEventListener('click', () => {
  const show = codeButton.getAttribute('aria-pressed') !== 'true';
  for (const code of foldedCode) code.open = show;
  codeButton.setAttribute('aria-pressed', show);
});

let openedForPrint = [];
addEventListener('beforeprint', () => {
  openedForPrint = [...document.querySelectorAll('main details:not([open], .long)')];
  for (const details of openedForPrint) details.open = true;
});
addEventListener('afterprint', () => {
  for (const details of openedForPrint) details.open = false;
});
