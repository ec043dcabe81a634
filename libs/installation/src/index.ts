export { installation, type Installation } from './installation';
export { takeVariablesFromFile } from './environment-file';
export { resolvePaths } from './resolve-paths';
