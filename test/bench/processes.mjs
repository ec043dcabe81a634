import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { clearInterval, setInterval } from 'node:timers';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const POLL_MS = 10;

/** What the package's own scripts tell Node of memory. */
export function nodeFlags(script) {
  const { scripts } = JSON.parse(readFileSync(`${root}/package.json`, 'utf8'));
  return scripts[script].split(' ').filter((word) => word.startsWith('--'));
}

/** Starts a built program of this project. */
export function start(entry, flags, args, environment) {
  return spawn(process.execPath, [...flags, `${root}/${entry}`, ...args], {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

/** Resolves with the first match of a pattern in what a process prints; rejects if it ends before. */
export function printed(child, pattern) {
  return new Promise((resolve, reject) => {
    let output = '';
    const streams = [child.stdout, child.stderr];
    const read = (chunk) => {
      output += chunk;
      const match = pattern.exec(output);
      if (!match) return;
      // What comes later is let go: to search a growing log would take the time of the client, which is this process.
      for (const stream of streams) stream.off('data', read).resume();
      resolve(match);
    };
    for (const stream of streams) stream.on('data', read);
    child.once('exit', (code) => reject(new Error(`ended with code ${code}: ${output}`)));
  });
}

/** Runs a program to its end: seconds from spawn to exit, and its largest resident memory in MB (Linux only, else NaN). */
export async function measure(entry, flags, args, environment) {
  const started = performance.now();
  const child = start(entry, flags, args, environment);
  let output = '';
  child.stdout.on('data', (chunk) => (output += chunk));
  child.stderr.on('data', (chunk) => (output += chunk));
  let peak = NaN;
  const timer = setInterval(() => (peak = memoryOf(child.pid, 'VmHWM') ?? peak), POLL_MS);
  const [code] = await once(child, 'exit');
  clearInterval(timer);
  if (code !== 0) throw new Error(`${entry} ${args.join(' ')} ended with code ${code}: ${output}`);
  return { seconds: (performance.now() - started) / 1000, peakMegabytes: peak };
}

/** Resident memory of a process in MB: `VmRSS` now, `VmHWM` at its largest; null where the system does not tell. */
export function memoryOf(pid, field) {
  try {
    const kilobytes = new RegExp(`${field}:\\s+(\\d+) kB`).exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return kilobytes === undefined ? null : (Number(kilobytes) * 1024) / 1e6;
  } catch {
    return null;
  }
}

/** Runs a program to its end: seconds from spawn to exit, and of processor time. */
export async function timed(entry, flags, args, environment) {
  const teller = `${root}/test/bench/tell-processor-time.cjs`;
  const started = performance.now();
  const child = start(entry, [...flags, '--require', teller], args, environment);
  const told = printed(child, /^processor seconds ([\d.]+)$/m);
  const [[, processor]] = await Promise.all([told, once(child, 'exit')]);
  return { seconds: (performance.now() - started) / 1000, processor: Number(processor) };
}

/** Processor time that a process has used so far, in seconds; NaN where the system does not tell (only Linux does). */
export function processorSeconds(pid) {
  try {
    // Behind the name, which may hold blanks: user and system time in hundredths of a second.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ');
    return (Number(fields[11]) + Number(fields[12])) / 100;
  } catch {
    return NaN;
  }
}

export async function stop(child) {
  if (child.exitCode !== null) return;
  child.kill('SIGTERM');
  await once(child, 'exit');
}
