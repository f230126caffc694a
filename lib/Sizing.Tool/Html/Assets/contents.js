// The contents mark the section being read.
const contentsLinks = new Map([...document.querySelectorAll('.contents.wide a')].map(link => [link.hash.slice(1), link]));
const sections = [...document.querySelectorAll('main :is(h2, h3)[id]')].filter(heading => contentsLinks.has(encodeURI(heading.id)));

function markSection() {
  const read = sections.findLast(heading => heading.getBoundingClientRect().top < innerHeight / 3) ?? sections[0];
  for (const heading of sections) {
    const link = contentsLinks.get(encodeURI(heading.id));
    if (heading === read) link.setAttribute('aria-current', 'true');
    else link.removeAttribute('aria-current');
  }
}

if (sections.length > 0) {
  addEventListener('scroll', () => requestAnimationFrame(markSection), { passive: true });
  markSection();
}
