import { expect, it } from 'vitest';
import { landlockRules, right } from '../../../src/process/sandbox/landlock.ts';

const base = { network: 'none', writable: ['/data'], readable: 'all', devices: 'none' } as const;

function accessTo(path: string, rules: ReturnType<typeof landlockRules>): number | undefined {
  return rules.rules.find((rule) => rule.path === path)?.access;
}

it('handles every right to write, and leaves reading and running alone where all may be read', () => {
  const { handled } = landlockRules(base, []);
  const reading = right.readFile | right.readFolder | right.execute;
  expect(handled & reading).toBe(0);
  expect(handled | reading).toBe(0xffff);
});

it('lets the data folder be written but not filled with devices, sockets or pipes', () => {
  const access = accessTo('/data', landlockRules(base, [])) ?? 0;
  const needed = right.writeFile | right.makeFile | right.makeFolder | right.refer | right.truncate;
  expect(access & needed).toBe(needed);
  const needless = right.makeSocket | right.makePipe | right.makeBlockDevice | right.makeCharDevice;
  expect(access & (needless | right.controlDevice | right.execute)).toBe(0);
});

it('insists on the writable folders only', () => {
  const rules = landlockRules({ ...base, readable: ['/code'] }, ['/bin/node']);
  expect(rules.rules.filter(({ optional }) => !optional).map(({ path }) => path)).toEqual([
    '/data',
  ]);
});

it('handles every right where reading is limited, and lets only the programs named be run', () => {
  const rules = landlockRules({ ...base, writable: [], readable: ['/code'] }, ['/bin/node']);
  expect(rules.handled).toBe(0xffff);
  expect(accessTo('/code', rules)).toBe(right.readFile | right.readFolder);
  expect(accessTo('/bin/node', rules)).toBe(right.readFile | right.execute);
  const runnable = rules.rules.filter(({ access }) => (access & right.execute) !== 0);
  expect(runnable.map(({ path }) => path)).toEqual(['/bin/node']);
});
