import { unwrap } from '../src/contract/result.ts';
import { bundledModels } from '../src/models/registry.ts';
import { confine, describeIsolation, type SandboxPolicy } from '../src/process/sandbox/index.ts';
import { startEngine, type Engine } from '../src/shell/engine-host.ts';

/**
 * The engine of a prepared data folder, confined as the doors start it, on the processor alone.
 *
 * @throws CarrelFailure the engine's own reasons
 */
export async function startConfinedEngine(
  home: string,
  options: { readonly models?: string; readonly onUnexpectedExit?: () => void } = {},
): Promise<Engine> {
  const policy: SandboxPolicy = {
    network: 'none',
    writable: [home],
    readable: 'all',
    devices: 'none',
  };
  const engine = await startEngine({
    home,
    confine: (command) => confine(command, policy),
    env: {
      CARREL_ISOLATION: JSON.stringify(describeIsolation(policy)),
      CARREL_MODELS: options.models ?? bundledModels,
      CARREL_GPU: 'off',
    },
    ...(options.onUnexpectedExit === undefined
      ? {}
      : { onUnexpectedExit: options.onUnexpectedExit }),
  });
  return unwrap(engine);
}
