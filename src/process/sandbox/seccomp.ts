import { judgedCalls, refusedCalls, type LinuxArch } from './syscalls.ts';

// Constants of linux/audit.h, linux/seccomp.h and linux/bpf_common.h.
const auditArch: Readonly<Record<LinuxArch, number>> = { x64: 0xc000003e, arm64: 0xc00000b7 };
const allow = 0x7fff0000;
const killProcess = 0x80000000;
const refuse = 0x00050000 | 1; // SECCOMP_RET_ERRNO with EPERM
const loadWord = 0x20; // BPF_LD | BPF_W | BPF_ABS
const ifEqual = 0x15; // BPF_JMP | BPF_JEQ | BPF_K
const ifAtLeast = 0x35; // BPF_JMP | BPF_JGE | BPF_K
const andWith = 0x54; // BPF_ALU | BPF_AND | BPF_K
const giveBack = 0x06; // BPF_RET | BPF_K

// Offsets in struct seccomp_data; arguments by their lower half on little-endian machines.
const callNumber = 0;
const architecture = 4;
const argument = (index: number): number => 16 + 8 * index;

/** Numbers from here up are the x32 ABI's: the same calls by other numbers. */
const x32Bit = 0x40000000;
const unixFamily = 1;
const streamType = 1;
/** The lower bits of a socket's type; the others are flags such as SOCK_CLOEXEC. */
const typeMask = 0xf;
/** `ioctl` requests that type into the terminal the person started Carrel from. */
const terminalInjection = [0x5412, 0x541c]; // TIOCSTI, TIOCLINUX

type Target = 'next' | 'refuse' | 'allow' | 'kill';
interface Instruction {
  readonly code: number;
  readonly value: number;
  readonly yes?: Target;
  readonly no?: Target;
}

/** The checks for a call that is refused unless its arguments are as they should be. */
function judged(call: number, checks: readonly Instruction[]): Instruction[] {
  return [{ code: loadWord, value: callNumber }, { code: ifEqual, value: call }, ...checks];
}

function blocks(arch: LinuxArch): Instruction[][] {
  const refused = Object.values(refusedCalls)
    .map((numbers) => numbers[arch])
    .filter((number) => number !== null);
  const x32: Instruction[] = [{ code: ifAtLeast, value: x32Bit, yes: 'refuse', no: 'next' }];
  return [
    [
      { code: loadWord, value: architecture },
      { code: ifEqual, value: auditArch[arch], yes: 'next', no: 'kill' },
      { code: loadWord, value: callNumber },
      ...(arch === 'x64' ? x32 : []),
      ...refused.map((value) => ({ code: ifEqual, value, yes: 'refuse', no: 'next' }) as const),
    ],
    // A pair of datagram sockets could be turned to any address; a stream pair cannot.
    judged(judgedCalls.socketpair[arch], [
      { code: loadWord, value: argument(0) },
      { code: ifEqual, value: unixFamily, yes: 'next', no: 'refuse' },
      { code: loadWord, value: argument(1) },
      { code: andWith, value: typeMask },
      { code: ifEqual, value: streamType, yes: 'allow', no: 'refuse' },
    ]),
    judged(judgedCalls.ioctl[arch], [
      { code: loadWord, value: argument(1) },
      ...terminalInjection.map(
        (value) => ({ code: ifEqual, value, yes: 'refuse', no: 'next' }) as const,
      ),
    ]),
  ];
}

/**
 * The seccomp filter as an array of struct sock_filter, for `prctl(PR_SET_SECCOMP)`: another
 * architecture's calls end the process, refused calls fail with EPERM, all others pass.
 */
export function seccompFilter(arch: LinuxArch): Buffer {
  const instructions: { readonly at: Instruction; readonly blockEnd: number }[] = [];
  for (const block of blocks(arch)) {
    const blockEnd = instructions.length + block.length;
    for (const at of block) instructions.push({ at, blockEnd });
  }
  const end = instructions.length;
  const ends: Readonly<Record<Exclude<Target, 'next'>, number>> = {
    allow: end,
    refuse: end + 1,
    kill: end + 2,
  };
  const encoded = Buffer.alloc(8 * (end + 3));
  const write = (index: number, code: number, yes: number, no: number, value: number): void => {
    encoded.writeUInt16LE(code, 8 * index);
    encoded.writeUInt8(yes, 8 * index + 2);
    encoded.writeUInt8(no, 8 * index + 3);
    encoded.writeUInt32LE(value, 8 * index + 4);
  };
  for (const [index, { at, blockEnd }] of instructions.entries()) {
    const jump = (target: Target | undefined, otherwise: number): number => {
      if (at.code !== ifEqual && at.code !== ifAtLeast) return 0;
      const goal = target === undefined ? otherwise : target === 'next' ? index + 1 : ends[target];
      return goal - index - 1;
    };
    // A judged call's first check has no targets: another call goes on after the block.
    write(index, at.code, jump(at.yes, index + 1), jump(at.no, blockEnd), at.value);
  }
  write(ends.allow, giveBack, 0, 0, allow);
  write(ends.refuse, giveBack, 0, 0, refuse);
  write(ends.kill, giveBack, 0, 0, killProcess);
  return encoded;
}
