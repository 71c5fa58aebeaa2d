import { CarrelFailure } from '../../contract/errors.ts';
import type { Isolation } from '../../contract/system.ts';
import { isNetworkClosed } from '../session.ts';

/**
 * Wraps `add` so that, where the system does not keep the network closed, a person is asked first whether
 * Carrel's own runtime is enough; one who refuses is asked again the next time.
 *
 * @throws CarrelFailure `unsandboxed` where the person does not agree.
 */
export function withConsent<Given extends readonly unknown[], Outcome>(
  add: (...given: Given) => Promise<Outcome>,
  isolationInForce: () => Promise<Isolation>,
  confirm: () => Promise<boolean>,
): (...given: Given) => Promise<Outcome> {
  let consented = false;
  let asking: Promise<boolean> | undefined;
  const mayAdd = async (): Promise<boolean> =>
    isNetworkClosed(await isolationInForce()) || (await confirm());
  return async (...given) => {
    if (!consented) {
      // Several additions at once ask one question.
      asking ??= mayAdd().finally(() => {
        asking = undefined;
      });
      consented = await asking;
    }
    if (!consented) {
      throw new CarrelFailure(
        'unsandboxed',
        'Nothing was added: this system does not keep the network closed for Carrel.',
      );
    }
    return await add(...given);
  };
}
