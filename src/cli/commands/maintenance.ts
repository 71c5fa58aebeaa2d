import type { StoreReport } from '../../contract/maintenance.ts';
import { settled } from '../../shell/settled.ts';
import { unwrap, withEngine, type CommandContext } from '../context.ts';
import { exitCode, type ExitCode } from '../exit-code.ts';
import type { Output } from '../output.ts';
import { count, ingestLine } from '../text.ts';

/** `carrel verify` */
export async function verifyCommand(context: CommandContext): Promise<ExitCode> {
  const { output, signal } = context;
  return withEngine(context, async (client) => {
    const report = unwrap(await client.call('verifyStore', {}, { signal }));
    output.document(report);
    printReport(output, report);
    if (!report.ok) output.note('`carrel verify --repair` mends it.');
    return report.ok ? exitCode.done : exitCode.failed;
  });
}

/** `carrel verify --repair` */
export async function repairCommand(context: CommandContext): Promise<ExitCode> {
  const { output, signal } = context;
  return withEngine(
    context,
    async (client) => {
      const { found, documents, restarts } = unwrap(
        await client.call('repairStore', {}, { signal }),
      );
      if (restarts) await settled(client, signal);
      if (!found.ok) {
        unwrap(
          await client.stream(
            'followWork',
            {},
            (progress) => {
              output.progress(ingestLine(progress));
            },
            { signal },
          ),
        );
        output.progressDone();
      }
      const now = unwrap(await client.call('verifyStore', {}, { signal }));
      output.document({ found, documents, now });
      printReport(output, found);
      if (!found.ok) {
        output.line(`Mended; ${count(documents, 'document')} read again.`);
        printReport(output, now);
      }
      return now.ok ? exitCode.done : exitCode.failed;
    },
    { despiteDamage: true },
  );
}

function printReport(output: Output, report: StoreReport): void {
  output.line(
    `${count(report.documents, 'document')}, ${count(report.passages, 'passage')}, ${count(report.vectors, 'vector')}: ` +
      (report.ok ? 'all agree with the ledger.' : `${count(report.problems.length, 'problem')}.`),
  );
  for (const problem of report.problems) output.line(`  ${problem.message} [${problem.code}]`);
  for (const { document, part } of report.hurt) output.line(`  hurt: ${document} (${part})`);
  const more = report.hurtCount - report.hurt.length;
  if (more > 0) output.line(`  and ${count(more, 'other document')}`);
}
