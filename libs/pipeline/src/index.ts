export { PipelineAdminModule } from './admin/pipeline-admin.module';
export type { SourceChoice } from './chosen-source.service';
export { PipelineModule } from './pipeline.module';
export { PipelineService, type PipelineOptions, type PipelineOutcome } from './pipeline.service';
export { RefreshModule } from './refresh/refresh.module';
export { RefreshWatch } from './refresh/refresh-watch.service';
