export { ActiveRun, type ProgressListener, type Rejection, type RunProgress } from './active-run';
export { PipelineRun, type RunCommand, type RunStatus, type RunTrigger } from './pipeline-run.entity';
export { ProgressDisplay } from './progress-display';
export { RejectedRow } from './rejected-row.entity';
export { Release, type ReleaseStatus } from './release.entity';
export { ReleasesService } from './releases.service';
export { RunInProgressError, RunLostError } from './runs.errors';
export { RunsModule } from './runs.module';
export { RunsService, type RunOpening } from './runs.service';
