import { nodeFlags, printed, start } from './processes.mjs';

/** How often titles that were kept back are found, with and without a typing error, and how long that and searching take. */
export async function benchTitles(databaseUrl) {
  const child = start('test/bench/titles-process.cjs', nodeFlags('cli'), [], { DATABASE_URL: databaseUrl });
  const [, figures] = await printed(child, /^figures (.+)$/m);
  return report(JSON.parse(figures));
}

function report({ queries, clean, mistyped, resolve, search }) {
  const ranks = Object.keys(clean.recall);
  return [
    `| ${queries} titles that were kept back | ${ranks.map((rank) => `recall@${rank}`).join(' | ')} | called likely | right of these |`,
    `|---|${ranks.map(() => '---|').join('')}---|---|`,
    recallRow('as they are', clean),
    recallRow('with one typing error', mistyped),
    '',
    '| time | p50 | p99 |',
    '|---|---|---|',
    timeRow('what a title means', resolve),
    ...Object.entries(search).map(([text, times]) => timeRow(`search for \`${text}\``, times)),
  ];
}

function recallRow(name, { recall, likely, called }) {
  const shares = [...Object.values(recall), called, likely].map((share) => share.toFixed(3));
  return `| ${name} | ${shares.join(' | ')} |`;
}

function timeRow(name, { p50, p99 }) {
  return `| ${name} | ${p50.toFixed(2)} ms | ${p99.toFixed(2)} ms |`;
}
