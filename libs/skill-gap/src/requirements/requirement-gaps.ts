import { DIRECTORY, JOB_ZONES } from '@app/occupations';
import type { OnetSocCode } from '@app/onet';
import type { ReleaseView } from '@app/releases';
import {
  activitiesIn,
  ACTIVITIES,
  distributionOf,
  PREPARATION,
  TECHNOLOGY,
  type ActivityOfOccupation,
  type PreparationRow,
  type Question,
  type TechnologyLists,
} from '@app/requirements';
import { compareTechnology } from './compare-technology';
import { compareWork, type ComparedActivity } from './compare-work';
import type { PreparationGapDto, TechnologyGapDto } from './requirement-gaps.dto';
import type { WorkComparisonDto } from './work-gap.dto';

const MILLION = 1_000_000;

/** Null where the release has no technology, or no list of one of the two. */
export function technologyGapIn(view: ReleaseView, from: OnetSocCode, to: OnetSocCode): TechnologyGapDto | null {
  const technology = view.get(TECHNOLOGY);
  const [ofSource, ofTarget] = [technology?.of(from), technology?.of(to)];
  if (!technology || !ofSource || !ofTarget) return null;
  const gap = compareTechnology(ofSource, ofTarget, (commodity) => technology.commodity(commodity).code);
  return {
    commodity_coverage: share(gap.commodityCoverage),
    hot_coverage: share(gap.hotCoverage),
    in_demand_coverage: share(gap.inDemandCoverage),
    commodities: gap.commodities,
    commodities_missing: gap.newCommodities,
    groups: gap.groups.map(({ commodity, kind, missing }) => ({
      commodity_code: technology.commodity(commodity).code,
      commodity: technology.commodity(commodity).title,
      kind,
      missing: missing.map((entry) => toProduct(entry, technology)),
    })),
  };
}

function toProduct(
  { example, hot, inDemand }: NonNullable<ReturnType<TechnologyLists['of']>>[number],
  technology: TechnologyLists,
) {
  return { name: technology.example(example), hot, in_demand: inDemand };
}

/** Null where the release has neither job zones nor what people say is required to be hired. */
export function preparationGapIn(view: ReleaseView, from: OnetSocCode, to: OnetSocCode): PreparationGapDto | null {
  const preparation = view.get(PREPARATION);
  if (!preparation && !view.get(JOB_ZONES).given) return null;
  const directory = view.get(DIRECTORY);
  const [fromZone = null, toZone = null] = [from, to].map((code) => directory.find(code)?.jobZone);
  const [ofSource, ofTarget] = [preparation?.of(from) ?? [], preparation?.of(to) ?? []];
  const answers = (question: Question) => ({
    from: toAnswers(ofSource, question),
    to: toAnswers(ofTarget, question),
  });
  return {
    job_zone: {
      from: fromZone,
      to: toZone,
      difference: fromZone === null || toZone === null ? null : toZone - fromZone,
    },
    education: answers('education'),
    experience: answers('experience'),
    on_site_training: answers('onSiteTraining'),
    on_the_job_training: answers('onTheJobTraining'),
  };
}

function toAnswers(rows: readonly PreparationRow[], question: Question) {
  const distribution = distributionOf(rows, question);
  if (!distribution) return null;
  return {
    median: distribution.median,
    mode: distribution.mode,
    distribution: distribution.rows.map(({ category, description, dataValue }) => ({
      category,
      description,
      data_value: dataValue,
    })),
  };
}

/** Null where the release has no detailed work activities. */
export function workGapIn(view: ReleaseView, from: OnetSocCode, to: OnetSocCode): WorkComparisonDto | null {
  return view.get(ACTIVITIES) === null ? null : compareWorkIn(view, from, to);
}

/** @throws PartNotInReleaseError */
export function compareWorkIn(view: ReleaseView, from: OnetSocCode, to: OnetSocCode): WorkComparisonDto {
  const [ofSource, ofTarget] = [activitiesIn(view, from), activitiesIn(view, to)];
  const work = compareWork(ofSource, ofTarget);
  return {
    compared: { from: ofSource.length, to: ofTarget.length },
    kept: work.kept.map(toActivity),
    new: work.new.map(toActivity),
    dropped: work.dropped.map(toActivity),
  };
}

function toActivity({ from, to }: ComparedActivity<ActivityOfOccupation>) {
  const { activityId = '', activity = null, elementId = null, elementName = null } = to ?? from ?? {};
  return {
    activity_id: activityId,
    activity,
    work_activity: elementId === null ? null : { element_id: elementId, name: elementName },
    tasks: { from: toTasks(from), to: toTasks(to) },
  };
}

function toTasks(activity: ActivityOfOccupation | null) {
  return (activity?.tasks ?? []).map(({ taskId, task, type }) => ({ task_id: taskId, task, type }));
}

function share(millionths: number | null): number | null {
  return millionths === null ? null : millionths / MILLION;
}
