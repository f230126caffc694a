// Packs the restored scripts for embedding: node pack-scripts.mjs <folder>.
// plotly.js goes into pages and temml.js into the Node process that renders formulas; the notice of plotly.js goes with it.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

const [folder] = process.argv.slice(2);
const modules = new URL('../node_modules/', import.meta.url);
const read = path => readFileSync(new URL(path, modules));
const pack = (name, content) => writeFileSync(join(folder, name), gzipSync(content, { level: 9 }));

mkdirSync(folder, { recursive: true });
const { name, version } = JSON.parse(read('plotly.js-cartesian-dist-min/package.json'));
pack('plotly.js.gz', read('plotly.js-cartesian-dist-min/plotly-cartesian.min.js'));
pack('plotly.notice.txt.gz', `${name} ${version}\n\n${read('plotly.js-cartesian-dist-min/LICENSE')}`);
pack('temml.js.gz', read('temml/dist/temml.min.js'));
