import { expect, test } from 'vitest';
import type { Isolation } from '../../../src/contract/system.ts';
import { withConsent } from '../../../src/shell/door/unsandboxed.ts';

/** Adds before a system of this grade; the answers of the person are taken one by one. */
function door(network: Isolation['network'], ...answers: boolean[]) {
  const seen = { asked: 0, added: 0 };
  const add = withConsent(
    async () => {
      seen.added += 1;
    },
    async () => ({ network, files: 'runtime', mechanisms: [] }),
    async () => {
      seen.asked += 1;
      return answers.shift() ?? false;
    },
  );
  return { seen, add };
}

test.each(['kernel', 'firewall'] as const)('asks nobody where the %s closes', async (network) => {
  const { seen, add } = door(network);
  await add();
  expect(seen).toEqual({ asked: 0, added: 1 });
});

test.each(['runtime', 'none'] as const)('adds at grade %s only once agreed to', async (network) => {
  const { seen, add } = door(network, false, true);
  await expect(add()).rejects.toMatchObject({ code: 'unsandboxed' });
  expect(seen).toEqual({ asked: 1, added: 0 });
  await Promise.all([add(), add()]);
  await add();
  expect(seen).toEqual({ asked: 2, added: 3 });
});
