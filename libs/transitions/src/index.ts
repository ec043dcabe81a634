export { TRANSITIONS, type Transitions } from './matrices/transitions-part';
