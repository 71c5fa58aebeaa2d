import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { hardware as hardwareShape, type Hardware } from '../../src/contract/system.ts';
import { superviseInference } from '../../src/engine/inference-process.ts';
import { gpuPossible } from '../../src/inference/hardware.ts';
import type { Acceleration } from '../../src/inference/routes.ts';
import { carrelJson, temporaryFolder } from '../e2e/carrel.ts';
import { dot, e5, smol } from '../inference/fixtures/setting.ts';

const run = promisify(execFile);
const doctorShape = z.looseObject({ hardware: hardwareShape, isolation: z.unknown() });
const texts = Array.from({ length: 32 }, (_, at) =>
  `The pump of building ${at} was inspected on ${at + 1} March. `.repeat(12),
);

/** A figure for whoever runs this. */
function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

/** Bytes of graphics memory that a process holds, as NVIDIA's own tool says; NaN without it. */
async function graphicsMemory(pid: number | undefined): Promise<number> {
  try {
    const { stdout } = await run('nvidia-smi', [
      '--query-compute-apps=pid,used_memory',
      '--format=csv,noheader,nounits',
    ]);
    const line = stdout.split('\n').find((each) => each.startsWith(`${pid},`));
    return Number(line?.split(',')[1] ?? 0) * 2 ** 20;
  } catch {
    return Number.NaN;
  }
}

/** `npm run test:gpu`: the confined inference process and the whole application on a real GPU. */
describe.skipIf(!gpuPossible())('a graphics processor', () => {
  let acceleration: Acceleration = { gpu: 'auto', threads: 0 };
  const inference = superviseInference({
    temporary: temporaryFolder('gpu'),
    gpu: 'auto',
    acceleration: () => acceleration,
    log: (message) => say(message),
  });
  let hardware: Hardware;

  async function configure(gpu: Acceleration['gpu']): Promise<Hardware> {
    acceleration = { gpu, threads: 0 };
    const configured = await inference.client.call('configure', acceleration);
    if (!configured.ok) throw new Error(configured.error.message);
    return configured.value;
  }

  async function embed(): Promise<{ vectors: Float32Array[]; tokensPerSecond: number }> {
    const started = performance.now();
    const embedded = await inference.client.call('embed', {
      model: e5,
      kind: 'passage',
      texts,
      priority: 'person',
    });
    if (!embedded.ok) throw new Error(embedded.error.message);
    const { vectors, tokens } = embedded.value;
    return { vectors, tokensPerSecond: (tokens * 1000) / (performance.now() - started) };
  }

  async function generate(): Promise<{ text: string; tokensPerSecond: number }> {
    let text = '';
    const started = performance.now();
    const written = await inference.client.stream(
      'generate',
      {
        model: smol,
        turns: [
          { role: 'user', text: 'Name the capital of France, and say what it is known for.' },
        ],
        grammar: null,
        maxTokens: 120,
        temperature: 0,
        seed: 1,
      },
      (chunk) => {
        text += chunk.text;
      },
    );
    if (!written.ok) throw new Error(written.error.message);
    return { text, tokensPerSecond: (written.value.tokens * 1000) / (performance.now() - started) };
  }

  beforeAll(async () => {
    hardware = await configure('auto');
  });

  afterAll(() => inference.dispose());

  test('is seen by the confined process, with its name and memory', () => {
    say(`${hardware.backend}: ${hardware.gpus.map(({ name }) => name).join(', ')}`);
    expect(['cuda', 'vulkan', 'metal']).toContain(hardware.backend);
    expect(hardware.gpus.length).toBeGreaterThan(0);
    for (const { memoryBytes } of hardware.gpus) expect(memoryBytes).toBeGreaterThan(2 ** 28);
  });

  test('embeds as the processor does, and holds the model', async () => {
    await embed();
    const onGpu = await embed();
    const held = await graphicsMemory(inference.pid());
    if (!Number.isNaN(held)) expect(held).toBeGreaterThan(2 ** 24);
    await configure('off');
    await embed();
    const onProcessor = await embed();
    say(
      `embedding: GPU ${Math.round(onGpu.tokensPerSecond)}, processor ${Math.round(onProcessor.tokensPerSecond)} tokens/s`,
    );
    expect(onGpu.vectors).toHaveLength(texts.length);
    for (const [at, vector] of onGpu.vectors.entries()) {
      expect(dot(vector, onProcessor.vectors[at])).toBeGreaterThan(0.995);
    }
  });

  test('writes', async () => {
    await configure('auto');
    await generate();
    const onGpu = await generate();
    await configure('off');
    await generate();
    const onProcessor = await generate();
    say(
      `writing: GPU ${Math.round(onGpu.tokensPerSecond)}, processor ${Math.round(onProcessor.tokensPerSecond)} tokens/s`,
    );
    expect(onGpu.text).toContain('Paris');
  });

  test('is reached from inside the confined engine, whose grades stay what they are without', async () => {
    const home = temporaryFolder('gpu-home');
    const doctor = async (gpu: string) =>
      await carrelJson(doctorShape, ['doctor'], { home, env: { CARREL_GPU: gpu } });
    const report = await doctor('auto');
    expect(report.hardware.backend).toBe(hardware.backend);
    expect(report.isolation).toEqual((await doctor('off')).isolation);
  });
});
