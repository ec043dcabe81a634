// Asks the titles of the current release in the database of DATABASE_URL, with the compiled code that answers requests;
// prints the figures. The hold-out drops every title that people reported for their own job from the index, and asks for those
// that no other row has.
const { withRelease } = require('../../dist/apps/cli/src/with-app.js');
const { DIRECTORY, OccupationsService, TITLES } = require('../../dist/libs/occupations/src/index.js');
const { OccupationDirectory } = require('../../dist/libs/occupations/src/directory/occupation-directory.js');
const { packTitles } = require('../../dist/libs/occupations/src/titles/pack-titles.js');
const { TitleIndex } = require('../../dist/libs/occupations/src/titles/title-index.js');
const { titleWords } = require('../../dist/libs/occupations/src/titles/title-key.js');
const { ServedRelease } = require('../../dist/libs/releases/src/index.js');

const RANKS = [1, 3, 5, 10];
const LETTERS = 'abcdefghijklmnopqrstuvwxyz';
const SHORTEST_MISTYPED = 4;
const SEED = 290;
/** What people may search while they type. */
const SEARCHES = [
  'a',
  'e',
  's',
  'er',
  'e n g',
  'nurse',
  'nures',
  'softw',
  'sofware dev',
  'software engineer',
  'data scientst',
];
const SEARCHES_EACH = 200;
const TITLES_TIMED = 2000;

void withRelease(async (app) => {
  const view = app.get(ServedRelease).current;
  const directory = view.get(DIRECTORY);
  const figures = {
    ...(await recalls(directory)),
    resolve: times(sample(directory), (title) => view.get(TITLES).resolve(title)),
    search: searchTimes(app.get(OccupationsService)),
  };
  process.stdout.write(`figures ${JSON.stringify(figures)}\n`);
});

async function recalls(directory) {
  const reduced = new OccupationDirectory(directory.release, directory.occupations.map(withoutReported));
  const index = new TitleIndex(reduced, await packTitles(reduced.occupations));
  const known = new Set(reduced.occupations.flatMap(keysOf));
  const right = new Map();
  for (const occupation of directory.occupations) {
    for (const key of keysOf(occupation)) right.set(key, (right.get(key) ?? new Set()).add(occupation.code));
  }
  const reported = directory.occupations.flatMap(({ reportedTitles }) =>
    reportedTitles.map(({ title }) => keyOf(title)),
  );
  const queries = [...new Set(reported)].filter((key) => key !== '' && !known.has(key));
  const random = seeded(SEED);
  return {
    queries: queries.length,
    clean: recallOf(
      index,
      right,
      queries.map((key) => ({ key, asked: key })),
    ),
    mistyped: recallOf(
      index,
      right,
      queries.map((key) => ({ key, asked: mistyped(key, random) })),
    ),
  };
}

/** The occupation without the alternate titles that were reported for it. */
function withoutReported(occupation) {
  const reported = new Set(occupation.reportedTitles.map(({ title }) => title));
  const alternateTitles = occupation.alternateTitles.filter(({ title }) => !reported.has(title));
  return { ...occupation, alternateTitles };
}

function keysOf({ title, alternateTitles }) {
  const texts = alternateTitles.flatMap((alternate) => [alternate.title, alternate.shortTitle ?? alternate.title]);
  return [title, ...texts].map(keyOf);
}

function keyOf(title) {
  return titleWords(title).join(' ');
}

function recallOf(index, right, queries) {
  const found = Object.fromEntries(RANKS.map((rank) => [rank, 0]));
  const likely = { called: 0, right: 0 };
  for (const { key, asked } of queries) {
    const { candidates } = index.resolve(asked);
    const place = candidates.findIndex(({ code }) => right.get(key)?.has(code));
    for (const rank of RANKS) if (place >= 0 && place < rank) found[rank]++;
    if (!candidates[0]?.likely) continue;
    likely.called++;
    if (place === 0) likely.right++;
  }
  const recall = Object.fromEntries(RANKS.map((rank) => [rank, found[rank] / queries.length]));
  return { recall, likely: likely.right / likely.called, called: likely.called / queries.length };
}

/** One letter inserted, deleted, replaced, or swapped with its neighbour, in one of the longer words. */
function mistyped(key, random) {
  const words = key.split(' ');
  const longer = [...words.keys()].filter((i) => words[i].length >= SHORTEST_MISTYPED);
  if (longer.length === 0) return key;
  const chosen = longer[random(longer.length)];
  const word = words[chosen];
  const at = random(word.length);
  const letter = LETTERS[random(LETTERS.length)];
  const swapped = Math.min(at, word.length - 2);
  const edits = [
    word.slice(0, at) + letter + word.slice(at),
    word.slice(0, at) + word.slice(at + 1),
    word.slice(0, at) + letter + word.slice(at + 1),
    word.slice(0, swapped) + word[swapped + 1] + word[swapped] + word.slice(swapped + 2),
  ];
  words[chosen] = edits[random(edits.length)];
  return words.join(' ');
}

/** Whole numbers below a limit, the same ones at every run (mulberry32). */
function seeded(seed) {
  let state = seed;
  return (limit) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * limit);
  };
}

/** Reported titles with typing errors, as somebody may have them in a file. */
function sample({ occupations }) {
  const random = seeded(SEED);
  const titles = occupations.flatMap(({ reportedTitles }) => reportedTitles.map(({ title }) => keyOf(title)));
  return Array.from({ length: TITLES_TIMED }, () => mistyped(titles[random(titles.length)] ?? 'nurse', random));
}

function searchTimes(occupations) {
  const searches = SEARCHES.map((text) => [
    text,
    times(
      Array.from({ length: SEARCHES_EACH }, () => text),
      search,
    ),
  ]);
  return Object.fromEntries(searches);

  function search(text) {
    return occupations.list(text, { limit: 20, after: null });
  }
}

/** Milliseconds of each call, after as many calls that do not count. */
function times(texts, ask) {
  for (const text of texts) ask(text);
  const taken = texts.map((text) => {
    const started = performance.now();
    ask(text);
    return performance.now() - started;
  });
  taken.sort((a, b) => a - b);
  return { p50: taken[Math.floor(taken.length * 0.5)], p99: taken[Math.floor(taken.length * 0.99)] };
}
