import type { PipelineRun, RunUnit } from './pipeline-run.entity';

/** How far a run is, for people: `total` is null while it is unknown. */
export interface RunProgress {
  readonly stage: string;
  readonly done: number;
  readonly total: number | null;
  /** The unit of the counts; rows if nothing is said. */
  readonly unit?: RunUnit;
}

export type ProgressListener = (progress: RunProgress) => void;

/** That of the column. */
const MAX_STAGE_LENGTH = 60;

type ProgressColumns = Pick<PipelineRun, 'stage' | 'progressDone' | 'progressTotal' | 'progressUnit'>;

/** The same as a run's record has it: where nothing is counted, there is no figure. */
export function columnsOf({ stage, done, total, unit = 'rows' }: RunProgress): ProgressColumns {
  const isCounted = done > 0 || total !== null;
  return {
    stage: stage.slice(0, MAX_STAGE_LENGTH),
    progressDone: isCounted ? done : null,
    progressTotal: total,
    progressUnit: isCounted ? unit : null,
  };
}
