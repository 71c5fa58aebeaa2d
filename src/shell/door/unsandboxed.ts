import { CarrelFailure } from '../../contract/errors.ts';
import type { Isolation } from '../../contract/system.ts';
import { isNetworkClosed } from '../session.ts';

/**
 * Adds documents where the system keeps the network closed, and elsewhere only once a person has agreed
 * that Carrel's own runtime does; who refuses is asked again the next time.
 *
 * @throws CarrelFailure `unsandboxed` where the person does not agree.
 */
export function agreedTo<Given extends readonly unknown[], Outcome>(
  add: (...given: Given) => Promise<Outcome>,
  isolationInForce: () => Promise<Isolation>,
  confirm: () => Promise<boolean>,
): (...given: Given) => Promise<Outcome> {
  let agreed = false;
  let asking: Promise<boolean> | undefined;
  const mayAdd = async (): Promise<boolean> =>
    isNetworkClosed(await isolationInForce()) || (await confirm());
  return async (...given) => {
    if (!agreed) {
      // Several additions at once ask one question.
      asking ??= mayAdd().finally(() => {
        asking = undefined;
      });
      agreed = await asking;
    }
    if (!agreed) {
      throw new CarrelFailure(
        'unsandboxed',
        'Nothing was added: this system does not keep the network closed for Carrel.',
      );
    }
    return await add(...given);
  };
}
