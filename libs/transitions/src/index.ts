export { TRANSITIONS, type Transitions } from './matrices/transitions-part';
export { TransitionsModule } from './transitions.module';
