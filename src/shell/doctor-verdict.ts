import type { Isolation, IsolationGrade, ProbeName, ProbeResult } from '../contract/system.ts';
import type { ProbeFinding } from '../process/probe-schema.ts';
import { refusedBySystem } from '../process/probes/index.ts';
import type { Arrivals } from './doctor-targets.ts';

type From = ProbeResult['from'];
type InsideResult = Omit<ProbeResult, 'control'>;

/** The findings of the control process: from its JavaScript and from native code. */
export interface Controls {
  readonly plain: readonly ProbeFinding[];
  readonly native: readonly ProbeFinding[];
}

/**
 * Whether a boundary is meant to be there: the engine reads the files that the person adds, and
 * inference the models, wherever they lie; only parsers and text recognition are kept from reading.
 */
function isBoundary({ from, probe }: InsideResult): boolean {
  return probe !== 'read-other-file' || from === 'parser' || from === 'ocr';
}

/** Whether something got out by the way that a probe tries; reading leaves no trace. */
const arrivedBy: Readonly<Record<ProbeName, (arrivals: Arrivals) => boolean>> = {
  tcp: ({ tcp }) => tcp,
  udp: ({ udp }) => udp,
  'unix-socket': ({ unixSocket }) => unixSocket,
  'write-outside': ({ files }) => files,
  'child-process': ({ child }) => child.network || child.files,
  'read-other-file': () => false,
};

/**
 * Joins what was found inside with the controls and with what arrived at the targets. What failed
 * outside too is `not-run`. Where something arrived by a way that no process owns up to, every
 * process's probe of that way counts as escaped: it cannot be told whose it was.
 */
export function joinControls(
  results: readonly InsideResult[],
  controls: Controls,
  arrivals: Arrivals,
): ProbeResult[] {
  return results.filter(isBoundary).map((result): ProbeResult => {
    const outside = result.from === 'engine-native' ? controls.native : controls.plain;
    const control = outside.some(
      ({ probe, outcome }) => probe === result.probe && outcome === 'escaped',
    );
    const ownedUp = results.some(
      ({ probe, outcome }) => probe === result.probe && outcome === 'escaped',
    );
    if (!ownedUp && arrivedBy[result.probe](arrivals)) {
      const detail = `arrived outside, though reported as: ${result.detail}`;
      return { ...result, control, outcome: 'escaped', detail };
    }
    if (!control && result.outcome === 'blocked') return { ...result, control, outcome: 'not-run' };
    return { ...result, control };
  });
}

interface Requirement {
  readonly probe: ProbeName;
  readonly from: From;
  /** The refusal must have been the operating system's for a grade above `runtime`. */
  readonly bySystem: boolean;
}

// Parsers and recognisers may start no children and hold no native code but SQLite, so that the
// system's refusal of their sockets cannot be provoked from inside: their filter is the engine's,
// inherited.
const networkNeeds: readonly Requirement[] = (['tcp', 'udp', 'unix-socket'] as const).flatMap(
  (probe) => [
    { probe, from: 'engine', bySystem: true },
    { probe, from: 'inference', bySystem: true },
    { probe, from: 'parser', bySystem: false },
    { probe, from: 'ocr', bySystem: false },
  ],
);
const fileNeeds: readonly Requirement[] = [
  { probe: 'write-outside', from: 'engine', bySystem: true },
  { probe: 'write-outside', from: 'inference', bySystem: true },
  { probe: 'child-process', from: 'engine', bySystem: false },
  ...(['parser', 'ocr'] as const).flatMap((from): Requirement[] => [
    { probe: 'write-outside', from, bySystem: true },
    { probe: 'read-other-file', from, bySystem: true },
    { probe: 'child-process', from, bySystem: false },
  ]),
];
const networkProbes: readonly ProbeName[] = ['tcp', 'udp', 'unix-socket'];
const fileProbes: readonly ProbeName[] = ['write-outside', 'read-other-file', 'child-process'];

/** The grade that stands after the proof: never above what is applied or what was refused. */
function proven(
  applied: IsolationGrade,
  needs: readonly Requirement[],
  probes: readonly ProbeResult[],
  escaped: boolean,
): IsolationGrade {
  if (escaped) return 'none';
  let grade = applied;
  for (const { probe, from, bySystem } of needs) {
    const blocked = probes.filter(
      (one) => one.probe === probe && one.from === from && one.outcome === 'blocked',
    );
    if (blocked.length === 0) return 'none';
    const proof = !bySystem || blocked.some(({ detail }) => refusedBySystem(detail));
    if (!proof && grade !== 'none') grade = 'runtime';
  }
  return grade;
}

/**
 * The isolation that was proven. A probe that got out, or a needed one that could not be tried,
 * takes its grade to `none`; one that only Node refused takes it to `runtime`. A program that is
 * not Node and got out counts against what it reached, against both if that is not known.
 */
export function judge(
  applied: Isolation,
  probes: readonly ProbeResult[],
  { child }: Arrivals,
): Isolation {
  const out = (names: readonly ProbeName[]) =>
    probes.some(({ probe, outcome }) => outcome === 'escaped' && names.includes(probe));
  const childUnclear = out(['child-process']) && !child.network && !child.files;
  return {
    network: proven(
      applied.network,
      networkNeeds,
      probes,
      out(networkProbes) || child.network || childUnclear,
    ),
    files: proven(applied.files, fileNeeds, probes, out(fileProbes) || child.files),
    mechanisms: applied.mechanisms,
  };
}
