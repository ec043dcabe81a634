// Starts the service from a checkout: `node apps/launch/start.mjs`. It runs in this process, so that signals reach it.
import { prepare } from './prepare.mjs';

await prepare();
// A stack trace in the log names the lines of the sources, not those of the bundle.
process.setSourceMapsEnabled(true);
await import('../../dist/apps/api/src/main.js');
