// Loaded before a program: its last words are the processor time that it took.
const { writeSync } = require('node:fs');

process.once('exit', () => {
  const { user, system } = process.cpuUsage();
  writeSync(2, `\nprocessor seconds ${(user + system) / 1e6}\n`);
});
