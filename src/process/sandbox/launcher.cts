// Applies a sandbox to this process and then becomes the program that was asked for:
//   node launcher.cts PLAN -- FILE [ARGUMENT...]        (PLAN: the JSON of plan.ts)
// It is started before every process of Carrel's, so it imports nothing. It is CommonJS and
// synchronous because Node has by now opened the message channel inherited from the parent: one
// turn of the event loop and messages meant for the program would be read here and lost.

interface Plan {
  filter: string;
  handled: number;
  rules: { path: string; access: number; optional: boolean }[];
  trial: boolean;
}

const fs = process.getBuiltinModule('node:fs');
const ffi = process.getBuiltinModule('node:ffi');

function fail(what: string): never {
  fs.writeSync(2, `Carrel could not start a confined process: ${what}\n`);
  process.exit(125);
}

/** Memory for the kernel to read: outside of V8's heap, so its address holds. */
function memory(bytes: number): DataView<ArrayBuffer> {
  return new DataView(new ArrayBuffer(bytes));
}

function address(view: DataView<ArrayBuffer>): bigint {
  return ffi.getRawPointer(view.buffer);
}

const { functions: c } = ffi.dlopen(null, {
  syscall: { return: 'int64', arguments: ['int64', 'int64', 'int64', 'int64', 'int64'] },
  prctl: { return: 'int32', arguments: ['int64', 'int64', 'int64', 'int64', 'int64'] },
  fcntl: { return: 'int32', arguments: ['int32', 'int32', 'int64'] },
});

// linux/landlock.h; the same numbers on every architecture.
const createRuleset = 444n;
const addRule = 445n;
const restrictSelf = 446n;
const closeRange = 436n;
/** Rights each version of the interface knows, all lower ones included, by their bits. */
const knownRights = [0, 0x1fff, 0x3fff, 0x7fff, 0x7fff, 0xffff];
/** Rights that a rule on something that is no folder may hold: 0, 1, 2, 14 and 15. */
const fileRights = 0xc007;
/** O_PATH | O_CLOEXEC. */
const pathOnly = 0x200000 | 0x80000;

/** Landlock's rules, as far as this kernel knows them. Returns the interface's version, 0 for none. */
function applyLandlock(plan: Plan): number {
  const version = Number(c.syscall(createRuleset, 0n, 0n, 1n, 0n));
  if (version < 1) return 0;
  const handled = plan.handled & (knownRights[version] ?? 0xffff);
  // struct landlock_ruleset_attr: handled_access_fs, handled_access_net (bind and connect TCP),
  // scoped (abstract sockets, signals). No rule opens the last two.
  const attributes = memory(24);
  attributes.setBigUint64(0, BigInt(handled), true);
  if (version >= 4) attributes.setBigUint64(8, 3n, true);
  if (version >= 6) attributes.setBigUint64(16, 3n, true);
  const ruleset = c.syscall(createRuleset, address(attributes), 24n, 0n, 0n);
  if (ruleset < 0n) return 0;
  for (const { path, access, optional } of plan.rules) {
    let descriptor: number;
    try {
      descriptor = fs.openSync(path, pathOnly);
    } catch {
      if (optional) continue;
      fail(`the folder ${path} cannot be opened.`);
    }
    const allowed = access & handled & (fs.fstatSync(descriptor).isDirectory() ? -1 : fileRights);
    // struct landlock_path_beneath_attr, packed.
    const rule = memory(12);
    rule.setBigUint64(0, BigInt(allowed), true);
    rule.setInt32(8, descriptor, true);
    if (allowed !== 0 && c.syscall(addRule, ruleset, 1n, address(rule), 0n) !== 0n) {
      fail(`Landlock took no rule for ${path}.`);
    }
    fs.closeSync(descriptor);
  }
  return c.syscall(restrictSelf, ruleset, 0n, 0n, 0n) === 0n ? version : 0;
}

function applySeccomp(filter: string): boolean {
  const bytes = Buffer.from(filter, 'base64');
  const instructions = memory(bytes.length);
  new Uint8Array(instructions.buffer).set(bytes);
  // struct sock_fprog: how many instructions, where they are.
  const program = memory(16);
  program.setUint16(0, bytes.length / 8, true);
  program.setBigUint64(8, address(instructions), true);
  const setSeccomp = 22n; // PR_SET_SECCOMP
  return c.prctl(setSeccomp, 2n, address(program), 0n, 0n) === 0; // SECCOMP_MODE_FILTER
}

/** Lets the program inherit standard input, output, errors and the message channel, nothing else. */
function keepDescriptors(channel: string | undefined): void {
  c.syscall(closeRange, 3n, 0xffffffffn, 4n, 0n); // CLOSE_RANGE_CLOEXEC
  if (channel !== undefined) c.fcntl(Number(channel), 2, 0n); // F_SETFD without FD_CLOEXEC
}

/** The environment this process was started with: Node has taken the channel's variables out. */
function startingEnvironment(): Record<string, string> {
  const entries: [string, string][] = [];
  for (const entry of fs.readFileSync('/proc/self/environ', 'utf8').split('\0')) {
    const equals = entry.indexOf('=');
    if (equals > 0) entries.push([entry.slice(0, equals), entry.slice(equals + 1)]);
  }
  return Object.fromEntries(entries);
}

function isPlan(value: unknown): value is Plan {
  return typeof value === 'object' && value !== null && 'filter' in value && 'rules' in value;
}

const [, , text = '', separator, file, ...rest] = process.argv;
const plan: unknown = JSON.parse(text);
if (!isPlan(plan)) fail('its plan is not one.');
if (!plan.trial && (separator !== '--' || file === undefined)) fail('no program was named.');
if (process.execve === undefined) fail('this Node cannot execve.');
const environment = startingEnvironment();
if (c.prctl(38n, 1n, 0n, 0n, 0n) !== 0) fail('the kernel refused no_new_privs.');
const landlock = applyLandlock(plan);
const seccomp = applySeccomp(plan.filter);
// From here on nothing may return to the event loop: libuv opened an io_uring for it before the
// filter, and ends the process when it may no longer use it.
const applied = JSON.stringify({ seccomp, landlock });
if (plan.trial || file === undefined) {
  fs.writeSync(1, applied);
  process.kill(process.pid, 'SIGKILL');
} else {
  keepDescriptors(environment['NODE_CHANNEL_FD']);
  // The parent's Node options, its permissions among them, are not the program's.
  delete environment['NODE_OPTIONS'];
  environment['CARREL_SANDBOX'] = applied;
  process.execve(file, [file, ...rest], environment);
}
