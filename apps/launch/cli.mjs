#!/usr/bin/env -S node --max-old-space-size=512 --max-semi-space-size=16
// Runs the command line from a checkout: `node apps/launch/cli.mjs --help`, or `skill-gap --help` where it is linked. The
// arguments stay in process.argv.
import { prepare } from './prepare.mjs';

await prepare();
// A stack trace in the log names the lines of the sources, not those of the bundle.
process.setSourceMapsEnabled(true);
await import('../../dist/apps/cli/src/main.js');
