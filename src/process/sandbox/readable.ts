/** The programs the kernel runs to load a dynamically linked program. */
export const programLoaders = [
  '/lib64/ld-linux-x86-64.so.2',
  '/lib/ld-linux-aarch64.so.1',
] as const;

/**
 * What a Node process reads of the system under Linux: the libraries it is linked with, and how
 * much memory and which processors it was given. Found with strace; a start fails without the first
 * two groups, and the default size of the heap and the number of threads come from the last.
 */
export const nodeReadable = [
  ...programLoaders,
  '/etc/ld.so.cache',
  // Node's cryptography ends the process where this exists and cannot be read.
  '/etc/ssl/openssl.cnf',
  '/lib/x86_64-linux-gnu',
  '/lib/aarch64-linux-gnu',
  '/usr/lib/x86_64-linux-gnu',
  '/usr/lib/aarch64-linux-gnu',
  '/lib64',
  '/usr/lib64',
  '/proc/self',
  '/proc/meminfo',
  '/proc/cpuinfo',
  '/proc/stat',
  '/sys/devices/system/cpu',
  '/sys/fs/cgroup',
  '/dev/urandom',
] as const;
