// Holds what was said from one release against a later one, both in the database of DATABASE_URL, with the compiled code that
// answers requests; prints the figures.
const { withRelease } = require('../../dist/apps/cli/src/with-app.js');
const { PinnedReleases, ServedRelease } = require('../../dist/libs/releases/src/index.js');
const { halfWidthOf, levelAt } = require('../../dist/libs/skill-gap/src/analysis/verdict.js');
const { ESTIMATES, PROFILES } = require('../../dist/libs/skills/src/index.js');

/** Levels are in hundredths, half widths in ten-thousandths. */
const UNIT = 100;

void withRelease(async (app) => {
  const { known, current: later } = app.get(ServedRelease);
  const before = known.find(({ id }) => id !== later.release.id);
  if (!before) throw new Error(`Both folders hold release ${later.release.name}: validity needs two.`);
  const earlier = await app.get(PinnedReleases).view(before);
  const figures = {
    ...{ from: earlier.release.name, to: later.release.name },
    ...{ estimates: errorsOfEstimates(earlier, later), rerated: changesOfRerated(earlier, later) },
  };
  process.stdout.write(`figures ${JSON.stringify(figures)}\n`);
});

function errorsOfEstimates(earlier, later) {
  const means = [];
  let [sum, levels] = [0, 0];
  for (const code of later.get(PROFILES).ratedCodes()) {
    const estimated = earlier.get(ESTIMATES).of(code)?.ratings.skills;
    if (!estimated) continue;
    const rated = ratingsInOrderOf(earlier, later, code);
    const errors = [...estimated.level].flatMap((level, i) =>
      level < 0 || rated.level[i] < 0 ? [] : Math.abs(level - rated.level[i]) / UNIT,
    );
    if (errors.length === 0) continue;
    const total = errors.reduce((before, error) => before + error, 0);
    means.push(total / errors.length);
    [sum, levels] = [sum + total, levels + errors.length];
  }
  return {
    ...{ occupations: means.length, levels, mean: sum / levels },
    ...{ lowest: Math.min(...means), highest: Math.max(...means) },
  };
}

/** Only levels whose errors both releases publish can be told apart. */
function changesOfRerated(earlier, later) {
  const counts = { occupations: 0, levels: 0, calledReal: 0, withoutError: 0 };
  for (const code of later.get(PROFILES).ratedCodes()) {
    const before = earlier.get(PROFILES).comparableRatings(code, 'skills');
    if (!before) continue;
    const after = ratingsInOrderOf(earlier, later, code);
    const rerated = [...before.level.keys()].filter((i) => isRerated(before, after, i));
    if (rerated.length > 0) counts.occupations++;
    for (const element of rerated) {
      const halfWidth = halfWidthOf(before, after, element);
      if (halfWidth === null) continue;
      counts.levels++;
      const difference = Math.abs(levelAt(after, element) - levelAt(before, element));
      if (difference * UNIT < halfWidth) continue;
      counts.calledReal++;
      if (before.levelError[element] === 0 || after.levelError[element] === 0) counts.withoutError++;
    }
  }
  return counts;
}

function isRerated(before, after, element) {
  if (before.level[element] < 0 || after.level[element] < 0) return false;
  return dateOf(before, element) !== dateOf(after, element);
}

function dateOf({ dateUpdated, words }, element) {
  return words.get(dateUpdated[element]);
}

/** Ratings of the later release on the skills of the earlier one; below 0 where it has none. */
function ratingsInOrderOf(earlier, later, code) {
  const ratings = later.get(PROFILES).comparableRatings(code, 'skills');
  const places = new Map(later.get(PROFILES).skills.map(({ elementId }, i) => [elementId, i]));
  const order = earlier.get(PROFILES).skills.map(({ elementId }) => places.get(elementId));
  const pick = (column) => order.map((place) => (place === undefined ? -1 : ratings[column][place]));
  return {
    ...{ level: pick('level'), levelError: pick('levelError'), dateUpdated: pick('dateUpdated') },
    words: ratings.words,
  };
}
