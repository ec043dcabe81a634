export { AccessModule } from './access.module';
export { ApiKeysService } from './api-keys.service';
export type { Caller } from './caller';
export { Public, RequireScope, type Scope } from './scope';
