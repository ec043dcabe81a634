// Jest starts what took longest the last time first, and on a fresh checkout the largest files. The small files of the e2e
// ring take longest of all: one that starts last would leave the other workers with nothing to do.
const { default: TestSequencer } = require('@jest/test-sequencer');

const RINGS = ['e2e', 'integration', 'unit'];

module.exports = class RingsInOrder extends TestSequencer {
  sort(tests) {
    const sorted = super.sort(tests);
    return RINGS.flatMap((ring) => sorted.filter(({ context }) => context.config.displayName.name === ring));
  }
};
