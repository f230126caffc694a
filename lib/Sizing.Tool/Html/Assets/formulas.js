// Run by Node after temml.js and `const formulas = [[latex, display], …]`: prints MathML, null where a formula is wrong.
const mathml = formulas.map(([latex, displayMode]) => {
  try {
    return temml.renderToString(latex, { displayMode, throwOnError: true, annotate: true });
  } catch {
    return null;
  }
});
process.stdout.write(JSON.stringify(mathml));
