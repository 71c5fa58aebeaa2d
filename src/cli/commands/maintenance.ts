import { resolve } from 'node:path';
import type { BackupProgress, StoreReport } from '../../contract/maintenance.ts';
import { unwrap } from '../../contract/result.ts';
import { writeBackup } from '../../shell/backup.ts';
import { waitForRestart } from '../../shell/wait-for-restart.ts';
import { withEngine, type CommandContext } from '../context.ts';
import { exitCode, type ExitCode } from '../exit-code.ts';
import type { Output } from '../output.ts';
import { bytes, count, ingestLine } from '../text.ts';

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
      if (restarts) await waitForRestart(client, signal);
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

/** `carrel backup FILE` */
export async function backupCommand(context: CommandContext, to: string): Promise<ExitCode> {
  const { output, home, signal } = context;
  return withEngine(context, async (client) => {
    const report = (progress: BackupProgress): void => {
      output.progress(share('writing the backup', progress));
    };
    const written = await writeBackup(client, to, { home, report, signal });
    output.progressDone();
    output.document(written);
    output.line(
      `${count(written.documents, 'document')} in ${written.file} (${bytes(written.bytes)}), read back and whole.`,
    );
    output.note('Who can read this file can read the documents: keep it as safe as they are.');
    return exitCode.done;
  });
}

/** `carrel restore FILE` */
export async function restoreCommand(
  context: CommandContext,
  from: string,
  replace: boolean,
): Promise<ExitCode> {
  const { output, signal } = context;
  return withEngine(
    context,
    async (client) => {
      const restored = unwrap(
        await client.stream(
          'restoreBackup',
          { file: resolve(from), replace },
          (progress) => {
            output.progress(share('restoring', progress));
          },
          { signal },
        ),
      );
      output.progressDone();
      await waitForRestart(client, signal);
      output.document(restored);
      output.line(
        `${count(restored.documents, 'document')} restored, as of ${restored.created.slice(0, 10)}.`,
      );
      return exitCode.done;
    },
    { despiteDamage: true },
  );
}

function share(what: string, { bytesDone, bytesTotal }: BackupProgress): string {
  return `${what}: ${bytes(bytesDone)} of ${bytes(bytesTotal)}`;
}

function printReport(output: Output, report: StoreReport): void {
  output.line(
    `${count(report.documents, 'document')}, ${count(report.passages, 'passage')}, ${count(report.vectors, 'vector')}: ` +
      (report.ok ? 'all agree with the ledger.' : `${count(report.problems.length, 'problem')}.`),
  );
  for (const problem of report.problems) output.line(`  ${problem.message} [${problem.code}]`);
  for (const { document, part } of report.damaged) output.line(`  damaged: ${document} (${part})`);
  const more = report.damagedCount - report.damaged.length;
  if (more > 0) output.line(`  and ${count(more, 'other document')}`);
}
