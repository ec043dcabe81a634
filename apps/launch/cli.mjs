// Runs the command line from a checkout: `node apps/launch/cli.mjs --help`. The arguments stay in process.argv.
import { prepare } from './prepare.mjs';

await prepare();
await import('../../dist/apps/cli/src/main.js');
