import { runCommandLine } from './command-line';

async function main(): Promise<void> {
  process.exitCode = await runCommandLine(process.argv.slice(2));
}

// Whoever has read enough, as `head` has, ends the output, but not the work.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

/** Time for the output to leave. */
const LINGER_MS = 200;

// Google's package leaves a timer behind for each call, which would keep a command alive for as long as a call may take.
void main().finally(() => setTimeout(() => process.exit(), LINGER_MS).unref());
