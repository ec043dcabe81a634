// Starts the service from a checkout: `node apps/launch/start.mjs`. It runs in this process, so that signals reach it.
import { createRequire } from 'node:module';
import { loadBundle } from './load-bundle.mjs';
import { prepare } from './prepare.mjs';

await prepare();
const require = createRequire(import.meta.url);
loadBundle(require.resolve('../../dist/apps/api/src/run-service.js'));
require('../../dist/apps/api/src/main.js');
