import { memoryOf, nodeFlags, printed, processorSeconds, stop, timed } from './processes.mjs';
import { READY, startService } from './serve.mjs';
import { figureRow, median, TABLE_HEAD } from './statistics.mjs';

/** The programs as they are started, and as they were compiled: the same modules, but each a file of its own. */
const SERVICE = { bundled: 'apps/launch/start.mjs', compiled: 'test/bench/compiled-service-process.cjs' };
const COMMAND_LINE = { bundled: 'apps/launch/cli.mjs', compiled: 'test/bench/compiled-command-process.cjs' };
const COMMANDS = [['--help'], ['releases'], ['gap', '11-1011.00', '11-3013.00']];

/** From the start of the process to the first moment at which it answers, bundled and compiled in turn. */
export async function benchStart(databaseUrl, rounds) {
  const figures = { bundled: series(), compiled: series() };
  for (let round = 0; round < rounds; round++) {
    for (const [form, entry] of Object.entries(SERVICE)) {
      const started = performance.now();
      const service = startService(databaseUrl, {}, entry);
      await printed(service, READY);
      figures[form].seconds.push((performance.now() - started) / 1000);
      figures[form].processor.push(processorSeconds(service.pid));
      figures[form].memory.push(memoryOf(service.pid, 'VmRSS') ?? NaN);
      await stop(service);
    }
  }
  const { bundled } = figures;
  return [
    ...TABLE_HEAD,
    ...rowsOf('start of the built service to ready', figures),
    figureRow('resident memory when ready', bundled.memory, 'MB', 0),
  ];
}

/** From the start of the process to its end, bundled and compiled in turn. */
export async function benchCommands(databaseUrl, rounds) {
  const rows = [];
  for (const command of COMMANDS) {
    const figures = { bundled: series(), compiled: series() };
    for (let round = 0; round < rounds; round++) {
      for (const [form, entry] of Object.entries(COMMAND_LINE)) {
        const { seconds, processor } = await timed(entry, nodeFlags('cli'), command, { DATABASE_URL: databaseUrl });
        figures[form].seconds.push(seconds);
        figures[form].processor.push(processor);
      }
    }
    rows.push(...rowsOf(`\`${command.join(' ')}\``, figures));
  }
  return [...TABLE_HEAD, ...rows];
}

function series() {
  return { seconds: [], processor: [], memory: [] };
}

function rowsOf(name, { bundled, compiled }) {
  const ratio = (figure) => (median(bundled[figure]) / median(compiled[figure])).toFixed(2);
  return [
    figureRow(name, bundled.seconds, 's'),
    figureRow(`${name}, processor time`, bundled.processor, 's'),
    `| its ratio to the same modules as single files, time / processor time | ${ratio('seconds')} / ${ratio('processor')} | | |`,
  ];
}
