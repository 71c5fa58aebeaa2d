/** Architectures of Linux that Carrel runs on. */
export type LinuxArch = 'x64' | 'arm64';

/** Numbers of one system call; null where the architecture has none. */
interface CallNumbers {
  readonly x64: number | null;
  readonly arm64: number | null;
}

const both = (number: number): CallNumbers => ({ x64: number, arm64: number });
const on = (x64: number | null, arm64: number | null): CallNumbers => ({ x64, arm64 });

/**
 * System calls that are refused with EPERM, by why. Numbers: the kernel's
 * arch/x86/entry/syscalls/syscall_64.tbl and include/uapi/asm-generic/unistd.h.
 */
export const refusedCalls: Readonly<Record<string, CallNumbers>> = {
  // The network. `socketpair` is judged by its arguments, see seccomp.ts.
  socket: on(41, 198),
  connect: on(42, 203),
  bind: on(49, 200),
  listen: on(50, 201),
  accept: on(43, 202),
  accept4: on(288, 242),
  // Opens sockets and files past the filter.
  io_uring_setup: both(425),
  io_uring_enter: both(426),
  io_uring_register: both(427),
  // Other processes' memory, descriptors and queues.
  ptrace: on(101, 117),
  process_vm_readv: on(310, 270),
  process_vm_writev: on(311, 271),
  pidfd_getfd: both(438),
  msgget: on(68, 186),
  mq_open: on(240, 180),
  // The shape of the file system, which Landlock's rules stand on.
  mount: on(165, 40),
  umount2: on(166, 39),
  pivot_root: on(155, 41),
  chroot: on(161, 51),
  open_tree: both(428),
  move_mount: both(429),
  fsopen: both(430),
  fsconfig: both(431),
  fsmount: both(432),
  fspick: both(433),
  mount_setattr: both(442),
  open_tree_attr: both(467),
  open_by_handle_at: on(304, 265),
  unshare: on(272, 97),
  setns: on(308, 268),
  // Changes to files which Landlock does not see (`truncate` only before its third version).
  truncate: on(76, 45),
  chown: on(92, null),
  lchown: on(94, null),
  fchownat: on(260, 54),
  setxattr: on(188, 5),
  lsetxattr: on(189, 6),
  removexattr: on(197, 14),
  lremovexattr: on(198, 15),
  setxattrat: both(463),
  removexattrat: both(466),
  // Large parts of the kernel that no part of Carrel needs.
  add_key: on(248, 217),
  request_key: on(249, 218),
  keyctl: on(250, 219),
  bpf: on(321, 280),
  userfaultfd: on(323, 282),
  perf_event_open: on(298, 241),
  kexec_load: on(246, 104),
  kexec_file_load: on(320, 294),
  init_module: on(175, 105),
  finit_module: on(313, 273),
  delete_module: on(176, 106),
  iopl: on(172, null),
  ioperm: on(173, null),
  acct: on(163, 89),
  swapon: on(167, 224),
  swapoff: on(168, 225),
  reboot: on(169, 142),
  quotactl: on(179, 60),
  quotactl_fd: both(443),
};

/** System calls that are judged by their arguments. */
export const judgedCalls = {
  socketpair: { x64: 53, arm64: 199 },
  ioctl: { x64: 16, arm64: 29 },
} as const;
