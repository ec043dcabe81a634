// The command line as it is compiled, not bundled.
const { runCommandLine } = require('../../dist/apps/cli/src/command-line.compiled.js');

void runCommandLine(process.argv.slice(2)).then((code) => process.exit(code));
