import { expect, it } from 'vitest';
import { appliedIsolation } from '../../../src/process/sandbox/index.ts';
import { gradeLinux } from '../../../src/process/sandbox/linux.ts';

it('grades network and files apart by what the kernel accepted', () => {
  const grades = (seccomp: boolean, landlock: number) => {
    const { network, files } = gradeLinux({ seccomp, landlock });
    return [network, files];
  };
  expect(grades(true, 7)).toEqual(['kernel', 'kernel']);
  expect(grades(false, 7)).toEqual(['runtime', 'kernel']);
  expect(grades(true, 0)).toEqual(['kernel', 'runtime']);
  expect(grades(false, 0)).toEqual(['runtime', 'runtime']);
  // Landlock's first versions let `truncate` pass; the filter does not.
  expect(grades(true, 1)).toEqual(['kernel', 'kernel']);
  expect(grades(false, 2)).toEqual(['runtime', 'runtime']);
});

it('takes only what a launcher wrote for what was applied', () => {
  expect(appliedIsolation({})).toBeNull();
  expect(appliedIsolation({ CARREL_SANDBOX: 'yes' })).toBeNull();
  expect(appliedIsolation({ CARREL_SANDBOX: '{"seccomp":true,"landlock":0,"x":1}' })).toBeNull();
  expect(appliedIsolation({ CARREL_SANDBOX: '{"seccomp":true,"landlock":0}' })).toEqual({
    network: 'kernel',
    files: 'runtime',
    mechanisms: ['seccomp', 'node-permission'],
  });
});
