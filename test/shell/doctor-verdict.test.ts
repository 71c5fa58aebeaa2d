import { expect, it } from 'vitest';
import type { Isolation, ProbeName, ProbeResult } from '../../src/contract/system.ts';
import type { ProbeFinding } from '../../src/process/probe-schema.ts';
import type { Arrivals } from '../../src/shell/doctor-targets.ts';
import { joinControls, judge } from '../../src/shell/doctor-verdict.ts';

const nothing: Arrivals = {
  tcp: false,
  udp: false,
  unixSocket: false,
  files: false,
  child: { network: false, files: false },
};
const kernel: Isolation = { network: 'kernel', files: 'kernel', mechanisms: [] };
const names: readonly ProbeName[] = [
  'tcp',
  'udp',
  'unix-socket',
  'child-process',
  'write-outside',
  'read-other-file',
];
const all = (outcome: ProbeFinding['outcome'], detail: string): ProbeFinding[] =>
  names.map((probe) => ({ probe, outcome, detail }));
const working = { plain: all('escaped', ''), native: all('escaped', '') };
const from = (where: ProbeResult['from'], findings: readonly ProbeFinding[]) =>
  findings.map((finding) => ({ ...finding, from: where }));
const everywhere = (findings: readonly ProbeFinding[]) =>
  (['engine', 'inference', 'parser', 'ocr'] as const).flatMap((where) => from(where, findings));

const refused = all('blocked', 'JavaScript: ERR_ACCESS_DENIED; SQLite open: SQLITE_CANTOPEN');

it('keeps the grade that the system proved', () => {
  const probes = joinControls(everywhere(refused), working, nothing);
  expect(judge(kernel, probes, nothing)).toEqual(kernel);
});

it('lowers to `runtime` what Node alone refused', () => {
  const probes = joinControls(
    everywhere(all('blocked', 'JavaScript: ERR_ACCESS_DENIED')),
    working,
    nothing,
  );
  expect(judge(kernel, probes, nothing)).toMatchObject({ network: 'runtime', files: 'runtime' });
});

it('never raises a grade', () => {
  const probes = joinControls(everywhere(refused), working, nothing);
  const applied: Isolation = { network: 'none', files: 'runtime', mechanisms: [] };
  expect(judge(applied, probes, nothing)).toMatchObject({ network: 'none', files: 'runtime' });
});

it('takes no refusal for proof that was there outside too', () => {
  const controls = { ...working, plain: all('blocked', 'ECONNREFUSED') };
  const probes = joinControls(everywhere(refused), controls, nothing);
  expect(new Set(probes.map(({ outcome }) => outcome))).toEqual(new Set(['not-run']));
  expect(judge(kernel, probes, nothing)).toMatchObject({ network: 'none', files: 'none' });
});

it('counts a file of the other program against the files alone', () => {
  const arrived = { ...nothing, child: { network: false, files: true } };
  const probes = joinControls(everywhere(refused), working, arrived);
  expect(probes.find(({ probe }) => probe === 'child-process')?.outcome).toBe('escaped');
  expect(judge(kernel, probes, arrived)).toMatchObject({ network: 'kernel', files: 'none' });
});

it('counts the reading of files by a parser alone', () => {
  const reading = refused.map((finding) =>
    finding.probe === 'read-other-file' ? { ...finding, outcome: 'escaped' as const } : finding,
  );
  const engine = [
    ...from('engine', reading),
    ...from('inference', reading),
    ...from('parser', refused),
    ...from('ocr', refused),
  ];
  expect(judge(kernel, joinControls(engine, working, nothing), nothing).files).toBe('kernel');
  const parser = joinControls(everywhere(reading), working, nothing);
  expect(judge(kernel, parser, nothing)).toMatchObject({ network: 'kernel', files: 'none' });
});

it('claims nothing for a process that could not be tried', () => {
  const inside = [
    ...everywhere(refused).filter((each) => each.from !== 'ocr'),
    ...from('ocr', all('not-run', 'parse-crashed')),
  ];
  const probes = joinControls(inside, working, nothing);
  expect(judge(kernel, probes, nothing)).toMatchObject({ network: 'none', files: 'none' });
});
