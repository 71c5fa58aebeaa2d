export { refusedBySystem } from './attempt.ts';
export { childEnding, childGreeting } from './child.ts';
export { runNativeProbes } from './native.ts';
export { runProbes } from './run.ts';
