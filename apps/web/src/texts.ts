// Every word of the page, and how figures are written.
import type { Schemas } from '@app/client';
import type { Domain } from './address/asked';
import type { AnalysedDomain, Analysis, FoldedVerdict, Gap, Months } from './answer/analysis';
import { shortened } from './answer/distribution';
import type { Zone } from './elsewhere/map-places';
import type { Kind, Ranking, Stones } from './elsewhere/origin';
import type { Column, Ranked } from './elsewhere/sorting';
import type { Failure } from './service/failure';
import type { Refusal } from './key/access';

const language = 'en';
const integer = new Intl.NumberFormat(language, { maximumFractionDigits: 0 });
const decimals = (digits: number) =>
  new Intl.NumberFormat(language, { minimumFractionDigits: digits, maximumFractionDigits: digits });
const two = decimals(2);
const one = decimals(1);
const month = new Intl.DateTimeFormat(language, { year: 'numeric', month: 'long', timeZone: 'UTC' });

export const numbers = {
  whole: (value: number) => integer.format(value),
  level: (value: number) => two.format(value),
  share: (value: number) => two.format(value),
  /** 0.87 as 87 %, with a space that does not break. */
  percent: (share: number) => `${integer.format(share * 100)}\u00a0%`,
  percentExact: (share: number) => `${one.format(share * 100)}\u00a0%`,
  month: (date: string) => month.format(new Date(date)),
};

const counted = (count: number, single: string, several: string) =>
  `${integer.format(count)} ${count === 1 ? single : several}`;

const domainNames: Record<Domain, string> = {
  skills: 'Skills',
  knowledge: 'Knowledge',
  abilities: 'Abilities',
  work_activities: 'Work activities',
};

const domainWords: Record<Domain, string> = {
  skills: 'skills',
  knowledge: 'knowledge',
  abilities: 'abilities',
  work_activities: 'work activities',
};

const bands: Record<NonNullable<Schemas['SimilarityDto']['band']>, string> = {
  very_close: 'very close',
  close: 'close',
  related: 'related',
  some_overlap: 'some overlap',
  distant: 'distant',
};

const alike: typeof bands = {
  very_close: 'are very close',
  close: 'are close',
  related: 'are related',
  some_overlap: 'have some overlap',
  distant: 'are distant',
};

const isPerson = (analysis: Analysis) => analysis.from.basis === 'person';
const nameOfFrom = (analysis: Analysis) => analysis.from.title ?? 'Your profile';

export const texts = {
  title: 'Skill-gap explorer',
  question: 'What is missing to get from one occupation to another?',
  documentTitle: (from: string, to: string) => [from, to].filter(Boolean).join(' → ') || 'Skill-gap explorer',
  loading: 'Comparing …',
  unknown: 'not known',
  bands,

  views: {
    label: 'Views',
    gap: 'The gap',
    elsewhere: 'Where else',
    profile: 'My profile',
  },

  footer: {
    about:
      'O*NET® is a trademark of the U.S. Department of Labor, Employment and Training Administration, which has not approved what is ' +
      'made of its data here (CC BY 4.0). Each answer names its release. Levels are those of occupations, not of persons.',
    docs: 'For programs: the endpoints behind this page',
  },

  choose: {
    from: 'From',
    to: 'To',
    swap: 'Swap from and to',
    placeholder: 'Job title or code',
    clear: (label: string) => `Clear “${label}”`,
    alsoCalled: (title: string) => `also called ${title}`,
    unrated: 'not rated by O*NET',
    notInRelease: 'not in this release',
    estimated: 'estimated',
    searching: 'Searching …',
    searchFailed: 'The search did not work; type on to try again.',
    noneFound: (text: string) => `No occupation is like “${text}”. Try another word, or part of one.`,
    noneForCode: (code: string) =>
      `No occupation of today has the code ${code}. Press Enter to see whether others have taken its place.`,
    found: (shown: number, total: number) =>
      total > shown
        ? `${integer.format(shown)} of ${integer.format(total)}; type more to narrow it down`
        : `${integer.format(total)} found`,
    fromMissing: 'Now choose where to start from.',
    toMissing: 'Now choose where to go.',
  },

  examples: {
    title: 'For example',
    intro: 'Choose two occupations above, by a job title or an O*NET-SOC code, or begin with one of these:',
    pairs: [
      { from: '29-1141.00', to: '11-9111.00', words: 'Registered nurse → medical and health services manager' },
      { from: '41-2011.00', to: '43-3071.00', words: 'Cashier → teller' },
      { from: '15-1252.00', to: '15-2051.00', words: 'Software developer → data scientist (both estimated)' },
    ],
  },

  key: {
    title: 'This service asks for a key',
    why: 'The page is open to all; the data behind it needs an API key that may read. Whoever runs the service has one for you.',
    label: 'API key',
    note: 'It is kept for this browser tab only, and sent to this service alone.',
    enter: 'Use this key',
    checking: 'Checking the key …',
    forget: 'Forget the key',
    refused: {
      wrong: 'The service does not know this key. Check it for missing characters.',
      admin:
        'This is an admin key. It can change and delete things, so it is not used in a browser: take a key that may only read.',
      no_read: 'This key may not read. Ask for one with the scope “read”.',
      ended: 'The key is no longer accepted: it may have ended or been revoked. Enter another one.',
    } satisfies Record<Refusal, string>,
  },

  failures: {
    again: 'Try again',
    wait: (seconds: number) =>
      seconds >= 90
        ? `Asks again by itself in ${counted(Math.round(seconds / 60), 'minute', 'minutes')}.`
        : `Asks again by itself in ${counted(seconds, 'second', 'seconds')}.`,
    coverage: ({ lowest, highest }: { readonly lowest: number; readonly highest: number }) =>
      lowest === highest
        ? `${numbers.percent(lowest)} of the skills needed are there`
        : `${numbers.percent(lowest)} to ${numbers.percent(highest)} of the skills needed are there`,
    choicesIntro: (failure: Failure) => {
      if (failure.kind === 'unrated') return 'Rated occupations of the same group:';
      return 'problem' in failure && failure.problem.code === 'TITLE_NOT_FOUND'
        ? 'The nearest are:'
        : 'Choose the one that is meant:';
    },
    of: (failure: Failure): { readonly title: string; readonly detail: string } => {
      switch (failure.kind) {
        case 'offline':
          return {
            title: 'The service cannot be reached',
            detail:
              'There is no connection, or nothing answers. What you chose is kept; the page asks again when the connection is back.',
          };
        case 'key':
          return { title: 'The key is not accepted', detail: texts.key.refused.ended };
        case 'too_many':
          return { title: 'Too many questions at once', detail: failure.detail };
        case 'unavailable':
          return { title: 'The service cannot answer right now', detail: failure.detail };
        case 'fault':
          return { title: 'Something went wrong', detail: failure.detail };
        case 'unrated':
          return {
            title: 'O*NET has not rated this occupation',
            detail: texts.failures.unrated(failure.problem),
          };
        case 'choices':
          return texts.failures.choices(failure.problem);
        case 'other':
          return { title: 'This cannot be answered', detail: failure.problem.detail };
      }
    },
    unrated: ({ reason, onet_soc_code }: Schemas['ProblemDto']) => {
      const code = onet_soc_code ?? 'It';
      if (reason === 'military')
        return `${code}: O*NET never rates military occupations, so that there is nothing to compare.`;
      if (reason === 'all_other') {
        return `${code} gathers what has no occupation of its own, and O*NET never rates such groups.`;
      }
      return `${code} has no ratings yet, and too few related occupations are rated to estimate them.`;
    },
    choices: (problem: Schemas['ProblemDto']): { readonly title: string; readonly detail: string } => {
      switch (problem.code) {
        case 'TITLE_AMBIGUOUS':
          return {
            title: 'This title means several occupations',
            detail: problem.coverage
              ? `${texts.failures.coverage(problem.coverage)}, depending on which one is meant.`
              : 'The answer depends on which one is meant.',
          };
        case 'TITLE_NOT_FOUND':
          return {
            title: 'No occupation has this title',
            detail: problem.candidates?.length
              ? 'Some have one that is like it.'
              : 'None is like it either. Try another word for it, or part of one.',
          };
        case 'OCCUPATION_RETIRED':
          return {
            title: 'This code is no longer in use',
            detail: `${problem.onet_soc_code ?? ''} ${problem.occupation_title ?? ''} is of an earlier list of occupations; several have taken its place.`,
          };
        default:
          return { title: 'There is no such occupation', detail: problem.detail };
      }
    },
  },

  summary: {
    nameOfFrom,
    title: (analysis: Analysis) => `${nameOfFrom(analysis)} → ${analysis.to.title}`,
    sentence: (analysis: Analysis, domain: Domain, analysed: AnalysedDomain) => {
      const to = analysis.to.title;
      const words = domainWords[domain];
      if (analysis.from.code === analysis.to.code && !isPerson(analysis)) {
        return 'Both are the same occupation: nothing is missing.';
      }
      const gaps = analysed.gaps.length;
      const brought = analysed.coverage === null ? null : numbers.percent(analysed.coverage);
      const share =
        brought === null
          ? `${to} need nothing that is measured here.`
          : domain === 'skills'
            ? `you bring ${brought} of what ${to} need.`
            : `you bring ${brought} of the ${words} that ${to} need.`;
      if (gaps === 0) return `No gap in ${words}; ${share}`;
      const real = analysed.verdicts.real;
      if (real === 0) return `No real gap of ${integer.format(gaps)}; ${share}`;
      return `${counted(real, 'real gap', 'real gaps')} of ${integer.format(gaps)}; ${share}`;
    },
    details: (analysis: Analysis, analysed: AnalysedDomain | null) => {
      const parts: string[] = [];
      const error = analysed?.coverage_standard_error ?? null;
      if (error !== null) {
        parts.push(`The share is uncertain by ± ${numbers.percentExact(1.96 * error)}.`);
      }
      parts.push(...similarityWords(analysis));
      parts.push(releaseWords(analysis.release));
      return parts.join(' ');
    },
    notes: (analysis: Analysis): string[] => {
      const { from, to } = analysis;
      const sides = from.basis === 'person' ? [...from.occupations, to] : [from, to];
      const rough = from.basis === 'person' && from.rough;
      return [
        ...sides.flatMap(sideNotes),
        ...(rough ? ['Rough: fewer than eight answers about yourself hardly change what your past jobs say.'] : []),
      ];
    },
  },

  domains: {
    label: 'What is compared',
    names: domainNames,
    count: (real: number | null, listed: number) =>
      real === null ? '(no ratings)' : `(${integer.format(real)} real of ${integer.format(listed)})`,
    missing: (domain: Domain, release: string) =>
      `Release ${release} has no ratings of ${domainWords[domain]} for both sides, so that they cannot be compared here.`,
  },

  gap: {
    has: (analysis: Analysis) => (isPerson(analysis) ? 'you have' : 'has'),
    needs: 'needs',
    realTitle: (count: number) => counted(count, 'real gap', 'real gaps'),
    noneReal: (domain: Domain, { gaps, compared }: AnalysedDomain) =>
      gaps.length === 0
        ? `${integer.format(compared)} elements of ${domainWords[domain]} were compared: none is needed at a higher level than is there.`
        : `${integer.format(compared)} elements of ${domainWords[domain]} were compared. ` +
          `${counted(gaps.length, 'is', 'are')} needed at a higher level, but no difference is surely larger than what raters disagree by:`,
    difference: (difference: number, halfWidth: number | null) => {
      const sign = difference > 0 ? '+' : difference < 0 ? '−' : '';
      const size = `${sign}${two.format(Math.abs(difference))}`;
      return halfWidth === null ? `${size}, error not known` : `${size} ± ${two.format(halfWidth)}`;
    },
    contribution: (share: number) => `${numbers.percentExact(share)} of the needs`,
    legendError: 'error of the difference (95 %): where it reaches the circle, the gap may be none',
    legendScale: 'scale 0 to 7',
    order: { label: 'Order', weight: 'What is missing most', difference: 'Largest step' },
    flags: (flags: Gap['flags']) => flags.map((flag) => flagTexts[flag]).join(' '),
    moreReal: (count: number) => counted(count, 'more real gap', 'more real gaps'),
    groups: {
      within_noise: {
        title: (count: number) => `${integer.format(count)} within noise`,
        meaning:
          'The difference is smaller than what raters disagree by: from these ratings nobody can tell whether more is needed, or less.',
      },
      low_precision: {
        title: (count: number) => `${integer.format(count)} of low precision`,
        meaning: 'O*NET recommends not to use one of the two levels, because its raters disagree too much.',
      },
      unknown: {
        title: (count: number) => `${integer.format(count)} unknown`,
        meaning:
          'One of the two levels comes without a published error, or one side is not rated: how sure the difference is cannot be told.',
      },
      not_required: {
        title: (count: number) => `${integer.format(count)} not required`,
        meaning: 'A higher level was given, but O*NET marks this as not relevant in the target.',
      },
    } satisfies Record<FoldedVerdict, { title: (count: number) => string; meaning: string }>,
    strengths: {
      title: (count: number) => counted(count, 'strength', 'strengths'),
      meaning: 'More of this is there than the target needs, beyond what raters disagree by.',
    },
    enough: {
      title: (count: number) => `${integer.format(count)} with enough`,
      meaning:
        'At least as much of this is there as is needed. What is there beyond is no more than raters disagree by, or how sure it is cannot be told.',
    },
  },

  technology: {
    title: 'Technology',
    none: 'O*NET lists no software for one of the two.',
    summary: ({ commodities, commodities_missing, hot_coverage, in_demand_coverage }: Schemas['TechnologyGapDto']) =>
      [
        commodities_missing === 0
          ? `All ${integer.format(commodities)} kinds of software are in use already.`
          : `${integer.format(commodities_missing)} of ${integer.format(commodities)} kinds of software are new.`,
        hot_coverage === null ? '' : `${numbers.percent(hot_coverage)} of the hot products are in use already`,
        in_demand_coverage === null
          ? hot_coverage === null
            ? ''
            : '.'
          : `${hot_coverage === null ? '' : ', '}${numbers.percent(in_demand_coverage)} of those in demand.`,
      ]
        .join(' ')
        .replace(' ,', ',')
        .replace(' .', '.')
        .trim(),
    more: (count: number) => counted(count, 'more kind', 'more kinds'),
    kinds: { new: 'new kind', other: 'known kind, other products' },
    hot: 'hot',
    inDemand: 'in demand',
    legend: 'Hot: often named in job postings of all occupations; in demand: in those of the target.',
  },

  preparation: {
    title: 'Preparation',
    none: 'This release has no job zones, education or experience.',
    zone: ({ from, to, difference }: Schemas['JobZoneGapDto']) => {
      if (difference === null)
        return `Job zone: ${zone(from)} → ${zone(to)} (1 needs little preparation, 5 extensive).`;
      const step =
        difference === 0
          ? 'the same'
          : difference > 0
            ? `${integer.format(difference)} higher`
            : `${integer.format(-difference)} lower`;
      return `Job zone ${zone(from)} → ${zone(to)}: ${step} (1 needs little preparation, 5 extensive).`;
    },
    education: 'Education required',
    experience: 'Experience required',
    answer: 'Answer',
    unknown: '–',
    medians: ({ from, to }: Schemas['ComparedAnswersDto']) =>
      `Half of them answered: ${medianOf(from)} → ${medianOf(to)}.`,
  },

  work: {
    title: 'On a working day',
    summary: ({ compared }: Schemas['WorkComparisonDto']) =>
      `${integer.format(compared.from)} detailed activities of where you come from, ${integer.format(compared.to)} of where you go.`,
    fresh: (count: number) => `${integer.format(count)} newly done`,
    kept: (count: number) => `${integer.format(count)} done in both`,
    dropped: (count: number) => `${integer.format(count)} no longer done`,
    familiar: (activity: string | null) => (activity === null ? 'of a familiar kind' : `familiar: ${activity}`),
  },

  sources: {
    title: (release: string) => `Dates and source. ${releaseWords(release)}`,
    rated: (title: string, months: Months | null) => {
      if (months === null) return `${title}: no dates of ratings are published.`;
      const [earliest, latest] = [numbers.month(months.earliest), numbers.month(months.latest)];
      return earliest === latest ? `${title}: rated in ${earliest}.` : `${title}: rated from ${earliest} to ${latest}.`;
    },
    byChance: ({ expected_by_chance, verdicts }: AnalysedDomain) =>
      `By chance alone, about ${one.format(expected_by_chance)} rows would be called real; ${integer.format(verdicts.real)} are.`,
    method: 'How it is worked out:',
  },

  take: {
    label: 'Take it along',
    print: 'Print',
    csv: (domain: Domain) => `Download ${domainWords[domain]} as CSV`,
    link: 'Copy link',
    linkCopied: 'The link is copied; it opens this answer.',
    citation: 'Copy citation',
    citationCopied: 'The citation is copied.',
    notCopied: (text: string) => `The browser does not let the page copy. Here it is: ${text}`,
    noLink: 'There is no link to an answer about a person: nothing about you is in the address.',
  },

  elsewhere: {
    title: 'Where else',
    kind: 'Which occupations',
    kinds: { moves: 'Within reach', similar: 'Most similar' } satisfies Record<Kind, string>,
    loading: 'Comparing with all occupations …',
    noOrigin: 'Choose where to start from: then all other occupations are compared with it.',
    release: releaseWords,
    ranking: (kind: Kind, { rows, compared, eligible }: Ranking) => {
      if (kind === 'similar' || eligible === null) {
        return `${integer.format(compared)} occupations were compared; these ${integer.format(rows.length)} are the most similar.`;
      }
      const all = `${integer.format(compared)} occupations were compared`;
      const rule =
        'at least 80\u00a0% of the skills that they need are there, and their job zone is one step away at most';
      if (rows.length === 0) return `${all}. None is within reach: of none it is true that ${rule}.`;
      return `${all}. ${integer.format(eligible)} are within reach: ${rule}. These are the ${integer.format(rows.length)} most similar of them.`;
    },
    caption: (kind: Kind, title: string | null) =>
      `${kind === 'moves' ? 'Occupations within reach of' : 'Occupations most similar to'} ${title ?? 'your profile'}`,
    estimated: 'Estimated: O*NET has not rated where you start from; its levels are means over related occupations.',
  },

  ranked: {
    columns: {
      title: 'Occupation',
      similarity: 'Similarity',
      coverage: 'Skills brought',
      real_gaps: 'Real gaps',
      job_zone: 'Job zone',
    } satisfies Record<Column, string>,
    topGaps: 'Lacking most',
    noGaps: 'nothing',
    percentile: (value: number) => `above ${percentile(value)}`,
    tier: (tier: string) => `related by O*NET (${tier})`,
  },

  map: {
    label:
      'Map: how much of the skills needed is there, by how similar the occupations are. The table below says the same.',
    hint: 'Point at a mark, or go there with the Tab key, to see which occupation it is.',
    coverage: 'Share of the skills needed that is there →',
    similarity: 'Similarity →',
    point: (row: Ranked) =>
      `${row.title}: ${row.coverage === null ? '' : `${numbers.percent(row.coverage)} of the skills, `}similarity ${two.format(row.similarity)}` +
      (row.job_zone === null ? '' : `, job zone ${integer.format(row.job_zone)}`),
    zones: {
      higher: 'more preparation',
      same: 'as much preparation',
      lower: 'less preparation',
      unknown: 'job zone not known',
    } satisfies Record<Zone, string>,
  },

  stones: {
    title: 'Stepping stones',
    loading: 'Looking for stepping stones …',
    noTarget: 'Choose where to go as well, and stepping stones on the way there are looked for.',
    direct: ({ direct, from, to }: Stones) =>
      `In one step from ${from ?? 'where you are'} to ${to}, ` +
      `${direct.shortfall === null ? 'an unknown part' : numbers.percent(direct.shortfall)} of the skills needed is missing.` +
      (direct.admissible
        ? ''
        : ' By the rules below that is no single step: they are not alike enough, or too far apart in preparation.'),
    over: (stops: number) => (stops === 1 ? 'Over one occupation' : `Over ${integer.format(stops)} occupations`),
    step: (share: string) => `${share} of the skills missing`,
    none: ({ stops, rules }: Schemas['ObstacleDto']) =>
      `There is no sensible way over ${counted(stops, 'other occupation', 'other occupations')}` +
      (rules.length === 0
        ? '.'
        : `; there would be one without the rule ${rules.map((rule) => ruleTexts[rule]).join(', or ')}.`),
    note: 'Each step leads to one of the tenth of occupations most alike, one job zone up at most. Licences, pay and vacancies are not in O*NET.',
  },

  unlocks: {
    title: 'What one level more would open',
    loading: 'Counting what each skill would open …',
    pool: ({ size, covered }: Schemas['UnlockPoolDto']) =>
      `Of ${counted(size, 'similar occupation', 'similar occupations')} near by, nine tenths of the skills needed are there for ${integer.format(covered)} already.`,
    none: 'One level more of any single skill would open no further one.',
    opens: (gain: number, level: number) => `opens ${integer.format(gain)} (from level ${two.format(level)})`,
  },

  profile: {
    title: 'My profile',
    intro:
      'What you have done, and how you rate yourself. It stays in this page: it is in no address, and the service keeps nothing of it.',
    addJob: 'Add a past job',
    jobs: 'Past jobs',
    ratings: 'How you rate yourself',
    rating: (name: string, level: number) => `${name}: ${integer.format(level)}`,
    remove: (name: string) => `Remove ${name}`,
    keep: 'Keep it in this browser, also when the page is closed',
    forget: 'Forget it all',
    inPath: 'You',
    empty: 'Add at least one past job to be compared.',
    noTarget: 'Choose above where you want to go.',
  },

  questions: {
    title: 'About you',
    loading: 'Looking for what to ask …',
    progress: (answered: number, rough: boolean) =>
      `${counted(answered, 'answer', 'answers')} so far.` +
      (rough ? ' From eight on, they make the comparison noticeably more yours.' : ''),
    assumed: ({ assumed_level, assumed_words }: Schemas['QuestionDto']) =>
      `Assumed from your past jobs: level ${two.format(assumed_level)}${assumed_words === null ? '' : `, ${assumed_words}`}.`,
    anchor: ({ anchors }: Schemas['QuestionDto'], level: number) => {
      const anchor = anchors.find((each) => Math.round(each.level) === level);
      if (anchor) return `“${anchor.description}”`;
      return level === 0 ? 'not at all' : '';
    },
    next: 'Answer, and go on',
    skip: 'Skip this one',
    done: 'No further question would change the answer much.',
  },
};

const flagTexts: Record<Gap['flags'][number], string> = {
  from_suppressed: 'O*NET recommends not to use the level of where you come from.',
  to_suppressed: 'O*NET recommends not to use the level of where you go.',
  from_not_relevant: 'Marked as not relevant where you come from.',
  to_not_relevant: 'Marked as not relevant where you go.',
  from_not_rated: 'Not rated where you come from.',
  to_not_rated: 'Not rated where you go.',
};

const ruleTexts: Record<Schemas['ObstacleDto']['rules'][number], string> = {
  min_percentile: 'that each step leads to a similar occupation',
  max_zone_up: 'that a step goes one job zone up at most',
  corridor: 'that the job zone stays between both ends',
};

/** The bundled sample is there to try things, and nobody is to take it for O*NET's ratings. */
function releaseWords(release: string): string {
  return release === 'sample' ? 'Bundled sample: made up, not O*NET data.' : `O*NET release ${release}.`;
}

function similarityWords({ similarity, to }: Analysis): string[] {
  const [band, above] = [similarity?.band ?? null, similarity?.percentile ?? null];
  if (similarity === null || band === null || above === null) return [];
  const pair =
    'nearest_occupation' in similarity ? `${similarity.nearest_occupation.title} and ${to.title}` : 'The two';
  return [`${pair} ${alike[band]}: more alike than ${percentile(above)} of all pairs of occupations.`];
}

function sideNotes({ code, title, replaces, basis, estimate }: Analysis['to']): string[] {
  const notes: string[] = [];
  if (replaces) notes.push(`${replaces} is a code of an earlier list; ${title} (${code}) has taken its place.`);
  if (basis === 'estimated') {
    const related = counted(estimate?.occupations ?? 0, 'related occupation', 'related occupations');
    const error = estimate?.error ?? null;
    const off = error === null ? '.' : `, off by ${two.format(error)} levels on average.`;
    notes.push(`Estimated: O*NET has not rated ${title}. Its levels are means over ${related}${off}`);
  }
  return notes;
}

function percentile(value: number): string {
  return value >= 99.995 ? 'almost all' : `${value >= 99 ? two.format(value) : integer.format(value)}\u00a0%`;
}

function zone(value: number | null): string {
  return value === null ? 'not known' : integer.format(value);
}

function medianOf(answers: Schemas['AnswersDto'] | null): string {
  const median = answers?.median ?? null;
  if (answers === null || median === null) return 'not known';
  const found = answers.distribution.find(({ category }) => category === median);
  return shortened(found?.description ?? integer.format(median));
}
