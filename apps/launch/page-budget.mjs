// Ends with 1 if what a browser has to load for the page has grown beyond what was agreed: `node apps/launch/page-budget.mjs`.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

/** In kB (1,000 bytes), all files together as gzip sends them. */
const MOST = { '.js': 70, '.css': 20 };

const folder = process.argv[2] ?? fileURLToPath(new URL('../../dist/web', import.meta.url));

if (!existsSync(folder)) {
  console.error(`There is no page in ${folder}; "npm run build" makes it.`);
  process.exit(1);
}
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
for (const [ending, most] of Object.entries(MOST)) {
  const sizes = files.filter((file) => file.endsWith(ending)).map((file) => sizeOf(file));
  const size = sizes.reduce((sum, one) => sum + one, 0) / 1_000;
  console.error(`The page's ${ending} files: ${size.toFixed(1)} kB of ${most} kB (gzip)`);
  if (size <= most && sizes.length > 0) continue;
  console.error(
    sizes.length === 0
      ? `The page has no ${ending} file; build it again.`
      : `That is too much: make them smaller, or change the limit in apps/launch/page-budget.mjs and say why.`,
  );
  process.exitCode = 1;
}

function sizeOf(file) {
  return gzipSync(readFileSync(join(folder, file)), { level: 9 }).length;
}
