// The browser that the tests of the page use: TEST_BROWSER if set, else the one that the system has.
const { existsSync } = require('node:fs');

const PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** Its path; undefined where there is none. */
module.exports.findBrowser = function findBrowser() {
  const { TEST_BROWSER } = process.env;
  if (TEST_BROWSER) return existsSync(TEST_BROWSER) ? TEST_BROWSER : undefined;
  return PLACES.find((place) => existsSync(place));
};
