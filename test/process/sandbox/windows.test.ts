import { describe, expect, it } from 'vitest';
import { blocksOutgoing, firewallIsOn } from '../../../src/process/sandbox/windows.ts';

const node = 'C:\\Program Files\\Carrel\\node.exe';
const rule = (fields: string): string => `    {4711}    REG_SZ    v2.33|${fields}|\r\n`;
const block = `Action=Block|Active=TRUE|Dir=Out|App=${node}|Name=Carrel`;

describe('the firewall rule', () => {
  it('is found whatever the case of its path', () => {
    expect(blocksOutgoing(rule(block), node)).toBe(true);
    expect(blocksOutgoing(rule(block), node.toLowerCase())).toBe(true);
  });

  it.each([
    ['allows', block.replace('Block', 'Allow')],
    ['is switched off', block.replace('TRUE', 'FALSE')],
    ['is for what comes in', block.replace('Out', 'In')],
    ["is another program's", block.replace('Carrel\\', 'Other\\')],
    ['is for one protocol', `${block}|Protocol=6`],
    ['is for some addresses', `${block}|RA4=10.0.0.0/255.0.0.0`],
  ])('does not count where it %s', (_why, fields) => {
    expect(blocksOutgoing(rule(fields), node)).toBe(false);
  });
});

describe('the firewall', () => {
  const listing = (...values: number[]): string =>
    ['DomainProfile', 'PublicProfile', 'StandardProfile']
      .map(
        (profile, index) =>
          `HKEY_LOCAL_MACHINE\\SYSTEM\\...\\FirewallPolicy\\${profile}\r\n` +
          `    EnableFirewall    REG_DWORD    0x${values[index]}\r\n\r\n`,
      )
      .join('');

  it('must be on in all three profiles', () => {
    expect(firewallIsOn(listing(1, 1, 1))).toBe(true);
    expect(firewallIsOn(listing(1, 0, 1))).toBe(false);
    expect(firewallIsOn('')).toBe(false);
  });
});
