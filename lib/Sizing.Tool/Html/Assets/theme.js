'use strict';

// Light or dark: as the reader's system says, until the reader says otherwise.
const labels = JSON.parse(document.getElementById('labels').textContent);
const prefersDark = matchMedia('(prefers-color-scheme: dark)');
const themeButton = document.getElementById('theme');

const isDark = () => (document.documentElement.dataset.theme ?? (prefersDark.matches ? 'dark' : 'light')) === 'dark';

function showTheme() {
  themeButton.setAttribute('aria-pressed', isDark());
  document.dispatchEvent(new Event('themechange'));
}

themeButton.addEventListener('click', () => {
  document.documentElement.dataset.theme = isDark() ? 'light' : 'dark';
  showTheme();
});
prefersDark.addEventListener('change', showTheme);
showTheme();
document.querySelector('.tools').hidden = false;
