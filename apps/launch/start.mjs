// Starts the service from a checkout: `node apps/launch/start.mjs`. It runs in this process, so that signals reach it.
import { prepare } from './prepare.mjs';

await prepare();
await import('../../dist/apps/api/src/main.js');
