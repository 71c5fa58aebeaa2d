import type { EngineRoutes } from '../../contract/engine-routes.ts';
import { unwrap } from '../../contract/result.ts';
import type { Client } from '../../contract/route.ts';
import type { Energy, Isolation, IsolationGrade } from '../../contract/system.ts';
import { proveIsolation } from '../../shell/doctor.ts';
import { withEngine, type CommandContext } from '../context.ts';
import { exitCode, type ExitCode } from '../exit-code.ts';
import { bytes, count, ingestLine } from '../text.ts';

const gradeWords: Record<IsolationGrade, string> = {
  kernel: 'closed by the operating system (kernel)',
  firewall: 'closed by the firewall',
  runtime: 'closed by the Node runtime only',
  none: 'NOT closed',
};

/** "network closed by ..., files closed by ... (seccomp, landlock)" */
export function isolationLine(isolation: Isolation): string {
  return (
    `network ${gradeWords[isolation.network]}, files ${gradeWords[isolation.files]}` +
    ` (${isolation.mechanisms.join(', ') || 'no mechanism'})`
  );
}

const energySource = {
  rapl: "the processor's counters, other programs included",
  estimate: 'an estimate: 12 W for each busy core',
};

/** "14 J a question, 6,900 J for 1,000 pages (an estimate ...)" */
function energyLine({ method, perQuestion, perThousandPages }: Energy): string {
  const parts = [
    ...(perQuestion === null ? [] : [`${joules(perQuestion)} a question`]),
    ...(perThousandPages === null ? [] : [`${joules(perThousandPages)} for 1,000 pages read`]),
  ];
  if (method === null || parts.length === 0) return 'not measured yet';
  return `${parts.join(', ')} (${energySource[method]})`;
}

const joules = (value: number): string =>
  `${new Intl.NumberFormat('en', { maximumSignificantDigits: 2 }).format(value)} J`;

/** What the data folder takes on the disk, models included. */
async function bytesStored(client: Client<EngineRoutes>, signal: AbortSignal): Promise<number> {
  const { parts } = unwrap(await client.call('measureStorage', {}, { signal }));
  return parts.reduce((sum, part) => sum + part.bytes, 0);
}

/** `carrel status` */
export async function statusCommand(context: CommandContext): Promise<ExitCode> {
  const { output, signal } = context;
  return withEngine(context, async (client) => {
    const status = unwrap(await client.call('status', {}, { signal }));
    const storedBytes = await bytesStored(client, signal);
    output.document({ ...status, storedBytes });
    const states = Object.entries(status.byStatus).map(([name, n]) => `${n} ${name}`);
    output.line(`Carrel ${status.version}, data in ${status.home} (${bytes(storedBytes)})`);
    output.line(
      `${count(status.documents, 'document')}${states.length > 0 ? `: ${states.join(', ')}` : ''}`,
    );
    output.line(`${count(status.passages, 'passage')}, ${status.vectors} with vectors`);
    output.line(
      `Search model: ${status.embedder ?? 'none in use (see: carrel models list; get one with: carrel models fetch tiny)'}`,
    );
    output.line(`Answer model: ${status.answerer ?? 'none in use; answers are quotes'}`);
    output.line(`Isolation: ${isolationLine(status.isolation)}`);
    if (status.progress !== null) output.line(`At work: ${ingestLine(status.progress)}`);
    if (status.problem !== null) output.line(`Reading has stopped: ${status.problem.message}`);
    return exitCode.done;
  });
}

/** `carrel doctor` */
export async function doctorCommand(context: CommandContext): Promise<ExitCode> {
  const { output, signal } = context;
  return withEngine(context, async (client) => {
    output.progress('looking at the hardware');
    const status = unwrap(await client.call('status', {}, { signal }));
    const hardware = unwrap(await client.call('inspectHardware', {}, { signal }));
    const storedBytes = await bytesStored(client, signal);
    const { models } = unwrap(await client.call('listModels', {}, { signal }));
    output.progress('trying to get out of the sandbox');
    const proof = await proveIsolation(client);
    output.progressDone();
    const installed = models.filter((model) => model.file !== null);
    output.document({
      home: status.home,
      hardware,
      models: installed,
      energy: status.energy,
      ...proof,
    });
    output.line(`Data folder  ${status.home} (${bytes(storedBytes)})`);
    const gpus = hardware.gpus.map((gpu) => `${gpu.name} ${bytes(gpu.memoryBytes)}`).join(', ');
    output.line(
      `Hardware     ${hardware.cpu}, ${count(hardware.physicalCores, 'core')}, ` +
        `${bytes(hardware.memoryBytes)} memory (${bytes(hardware.freeMemoryBytes)} free), ${gpus || 'no GPU in use'}`,
    );
    for (const model of installed) {
      output.line(
        `Model        ${model.role}: ${model.id} (${model.variant ?? 'imported'})${model.inUse ? ', in use' : ''}`,
      );
    }
    output.line(`Energy       ${energyLine(status.energy)}`);
    output.line(`Isolation    ${isolationLine(proof.isolation)}`);
    for (const probe of proof.probes) {
      const control = probe.control
        ? 'works outside'
        : 'NOT possible outside either: proves nothing';
      output.line(
        `  ${probe.from.padEnd(14)} ${probe.probe.padEnd(16)} ${probe.outcome.padEnd(8)} ${probe.detail} (${control})`,
      );
    }
    return proof.probes.some((probe) => probe.outcome === 'escaped')
      ? exitCode.failed
      : exitCode.done;
  });
}
