import { describe, expect, it } from 'vitest';
import { seccompFilter } from '../../../src/process/sandbox/seccomp.ts';
import {
  judgedCalls,
  refusedCalls,
  type LinuxArch,
} from '../../../src/process/sandbox/syscalls.ts';

const allowed = 0x7fff0000;
const refused = 0x00050001;
const killed = 0x80000000;
const audit: Record<LinuxArch, number> = { x64: 0xc000003e, arm64: 0xc00000b7 };

/** Runs a filter as the kernel does: struct seccomp_data in, the filter's answer out. */
function answer(filter: Buffer, architecture: number, call: number, args: number[] = []): number {
  const data = Buffer.alloc(64);
  data.writeUInt32LE(call, 0);
  data.writeUInt32LE(architecture, 4);
  for (const [index, value] of args.entries()) data.writeUInt32LE(value, 16 + 8 * index);
  let accumulator = 0;
  for (let at = 0; at < filter.length / 8; at++) {
    const code = filter.readUInt16LE(8 * at);
    const value = filter.readUInt32LE(8 * at + 4);
    const jump = (taken: boolean): number => filter.readUInt8(8 * at + (taken ? 2 : 3));
    if (code === 0x20) accumulator = data.readUInt32LE(value);
    else if (code === 0x54) accumulator = (accumulator & value) >>> 0;
    else if (code === 0x15) at += jump(accumulator === value);
    else if (code === 0x35) at += jump(accumulator >= value);
    else if (code === 0x06) return value;
    else throw new Error(`unknown instruction ${code}`);
  }
  throw new Error('the filter has no end');
}

describe.each(['x64', 'arm64'] as const)('the filter for %s', (arch) => {
  const filter = seccompFilter(arch);
  const judge = (call: number, args?: number[]) => answer(filter, audit[arch], call, args);

  it('refuses every listed call and no other', () => {
    const listed = new Set(Object.values(refusedCalls).map((numbers) => numbers[arch]));
    const judged = new Set<number>(Object.values(judgedCalls).map((numbers) => numbers[arch]));
    for (let call = 0; call < 500; call++) {
      if (judged.has(call)) continue;
      expect([call, judge(call)]).toEqual([call, listed.has(call) ? refused : allowed]);
    }
  });

  it('lets a pair of stream sockets pass, with flags, and no other pair', () => {
    const pair = judgedCalls.socketpair[arch];
    expect(judge(pair, [1, 1])).toBe(allowed);
    expect(judge(pair, [1, 1 | 0x80000 | 0x800])).toBe(allowed);
    expect(judge(pair, [1, 2])).toBe(refused);
    expect(judge(pair, [1, 5])).toBe(refused);
    expect(judge(pair, [2, 1])).toBe(refused);
  });

  it('refuses to type into a terminal and no other control of a device', () => {
    const ioctl = judgedCalls.ioctl[arch];
    expect(judge(ioctl, [0, 0x5412])).toBe(refused);
    expect(judge(ioctl, [0, 0x541c])).toBe(refused);
    expect(judge(ioctl, [0, 0x5401])).toBe(allowed);
    expect(judge(ioctl, [0x5412, 0x5413])).toBe(allowed);
  });

  it('ends a process that calls by another architecture', () => {
    for (const other of [0x40000003, 0x40000028, audit[arch === 'x64' ? 'arm64' : 'x64']]) {
      expect(answer(filter, other, 0)).toBe(killed);
    }
  });
});

it('refuses the calls of x32, which are the same by other numbers', () => {
  const filter = seccompFilter('x64');
  for (const call of [0, 41, 0x1ff]) {
    expect(answer(filter, audit.x64, 0x40000000 + call)).toBe(refused);
  }
});
