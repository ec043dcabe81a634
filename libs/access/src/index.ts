export { AccessModule } from './access.module';
export { ApiKeysService } from './api-keys.service';
export { Public, RequireScope, type Scope } from './scope';
