#!/usr/bin/env -S node --max-old-space-size=512 --max-semi-space-size=16
// Runs the command line from a checkout: `node apps/launch/cli.mjs --help`, or `skill-gap --help` where it is linked. The
// arguments stay in process.argv.
import { createRequire } from 'node:module';
import { loadBundle } from './load-bundle.mjs';
import { prepare } from './prepare.mjs';

await prepare();
const require = createRequire(import.meta.url);
loadBundle(require.resolve('../../dist/apps/cli/src/command-line.js'));
require('../../dist/apps/cli/src/main.js');
