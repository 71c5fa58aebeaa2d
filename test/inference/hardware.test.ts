import os from 'node:os';
import { expect, test } from 'vitest';
import { coresInCpuinfo, inspectHardware, physicalCores } from '../../src/inference/hardware.ts';

const processor = (index: number, socket: number, core: number) =>
  `processor\t: ${index}\nmodel name\t: Some CPU\nphysical id\t: ${socket}\nsiblings\t: 4\ncore id\t\t: ${core}\ncpu cores\t: 2\n`;

test('counts two threads of a core once, and the cores of every socket', () => {
  const oneSocket = [
    processor(0, 0, 0),
    processor(1, 0, 1),
    processor(2, 0, 0),
    processor(3, 0, 1),
  ];
  expect(coresInCpuinfo(oneSocket.join('\n'))).toBe(2);
  expect(coresInCpuinfo([...oneSocket, processor(4, 1, 0), processor(5, 1, 1)].join('\n'))).toBe(4);
});

test('knows nothing where the kernel lists no cores', () => {
  expect(coresInCpuinfo('processor\t: 0\nBogoMIPS\t: 50.00\n\nprocessor\t: 1\n')).toBe(0);
});

test('never uses more cores than the system lets this process have', async () => {
  const cores = await physicalCores();
  expect(cores).toBeGreaterThanOrEqual(1);
  expect(cores).toBeLessThanOrEqual(os.availableParallelism());
});

test('reports this machine without loading the model library', async () => {
  const before = process.threadCpuUsage();
  const report = await inspectHardware(null);
  // Half a second of processor time: the library takes longer to import.
  expect(process.threadCpuUsage(before).user).toBeLessThan(500_000);
  expect(report).toMatchObject({ platform: process.platform, gpus: [], backend: 'cpu' });
  expect(report.memoryBytes).toBeGreaterThan(report.freeMemoryBytes);
});
