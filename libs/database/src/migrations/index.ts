import { CreatePipelineAndReleaseTables1764000000000 } from './1764000000000-create-pipeline-and-release-tables';
import { CreateWebServicesTables1764100000000 } from './1764100000000-create-web-services-tables';

/** Every migration, oldest first; listed by class so that a build cannot leave one out. */
export const MIGRATIONS = [CreatePipelineAndReleaseTables1764000000000, CreateWebServicesTables1764100000000];
