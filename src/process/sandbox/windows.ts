import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import type { SystemSandbox } from './policy.ts';

const policyKey =
  'HKLM\\SYSTEM\\CurrentControlSet\\Services\\SharedAccess\\Parameters\\FirewallPolicy';
const queryMilliseconds = 5000;

/** Fields that narrow a rule to some traffic; a rule that holds one does not block everything. */
const narrowing = ['Protocol', 'LPort', 'RPort', 'RA4', 'RA6', 'LA4', 'LA6', 'IF', 'IFType', 'Svc'];
const profiles = ['DomainProfile', 'PublicProfile', 'StandardProfile'] as const;

/**
 * Whether `reg query FirewallPolicy\\FirewallRules` lists an active rule that blocks all outgoing
 * traffic of a program. A rule is a line such as
 * `{id}  REG_SZ  v2.31|Action=Block|Active=TRUE|Dir=Out|App=C:\...\node.exe|Name=...|`.
 * (The registry and not `netsh`, whose output is in the system's language.)
 */
export function blocksOutgoing(listing: string, program: string): boolean {
  return listing.split(/\r?\n/).some((line) => {
    const fields = new Map<string, string>();
    for (const part of line.split('|')) {
      const equals = part.indexOf('=');
      if (equals > 0) fields.set(part.slice(0, equals), part.slice(equals + 1));
    }
    return (
      fields.get('Action') === 'Block' &&
      fields.get('Active') === 'TRUE' &&
      fields.get('Dir') === 'Out' &&
      fields.get('App')?.toLowerCase() === program.toLowerCase() &&
      !narrowing.some((field) => fields.has(field))
    );
  });
}

/** Whether `reg query FirewallPolicy /s /v EnableFirewall` shows all three profiles switched on. */
export function firewallIsOn(listing: string): boolean {
  return profiles.every((profile) =>
    new RegExp(`\\\\FirewallPolicy\\\\${profile}\\s+EnableFirewall\\s+REG_DWORD\\s+0x1\\b`).test(
      listing,
    ),
  );
}

function query(...args: string[]): string {
  const reg = join(process.env['SystemRoot'] ?? 'C:\\Windows', 'System32', 'reg.exe');
  const { stdout } = spawnSync(reg, ['query', ...args], {
    encoding: 'utf8',
    timeout: queryMilliseconds,
    windowsHide: true,
  });
  return typeof stdout === 'string' ? stdout : '';
}

/**
 * Windows: Node's permission model alone. Carrel sets no firewall rule; where an administrator has
 * blocked all outgoing traffic of Carrel's Node binary, that is found and graded. Such a rule also
 * keeps models from being fetched, which the same binary does.
 */
export const windowsSandbox: SystemSandbox = {
  confine: (command) => ({ file: command.file, args: [...command.args] }),
  describe: (_policy, node) => {
    const held =
      firewallIsOn(query(policyKey, '/s', '/v', 'EnableFirewall')) &&
      blocksOutgoing(query(`${policyKey}\\FirewallRules`), node);
    return {
      network: held ? 'firewall' : 'runtime',
      files: 'runtime',
      mechanisms: [...(held ? ['windows-firewall'] : []), 'node-permission'],
    };
  },
};
