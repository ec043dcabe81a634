export { CompletionService } from './completion/completion.service';
export { PipelineService, type PipelineOptions, type PipelineOutcome, type SourceChoice } from './pipeline.service';
export { NothingLandedError, ReleaseRefusedError } from './transform.errors';
export { TransformModule } from './transform.module';
