import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import { createPackage, listPackage } from '@electron/asar';
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { build, Platform } from 'electron-builder';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { ensurePage } from '../../scripts/page.ts';
import { stage } from '../../scripts/packaging/stage.ts';

const repository = resolve(import.meta.dirname, '../..');

/** Marks where Electron's binaries keep their fuses, as @electron/fuses looks for it. */
const sentinel = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';

/** A stand-in for Electron's own files: enough of them to be packed, and a binary with fuses. */
async function standIn(folder: string): Promise<void> {
  const files: Record<string, string> = {
    electron: `ELF${sentinel}\u0001\u0009${'1'.repeat(9)}end`,
    'chrome-sandbox': '',
    chrome_crashpad_handler: '',
    LICENSE: 'Electron',
    'LICENSES.chromium.html': 'Chromium',
    version: '45.4.1',
    'icudtl.dat': '',
    'resources.pak': '',
    'snapshot_blob.bin': '',
    'v8_context_snapshot.bin': '',
    'locales/en-US.pak': '',
    'locales/de.pak': '',
    'locales/ja.pak': '',
  };
  for (const [name, text] of Object.entries(files)) {
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text, 'latin1');
    chmodSync(path, 0o755);
  }
  mkdirSync(join(folder, 'resources'));
  await createPackage(join(folder, 'locales'), join(folder, 'resources', 'default_app.asar'));
}

const filesBelow = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)));

describe.skipIf(process.platform !== 'linux')('a packaged application', () => {
  const folder = mkdtempSync(join(tmpdir(), 'carrel-package-'));
  const staged = join(folder, 'dist', 'stage');
  const packed = join(folder, 'dist', 'packages', 'linux-unpacked');
  const engine = join(packed, 'resources', 'engine');
  let desktopEntry = '';

  beforeAll(async () => {
    await ensurePage();
    await stage(staged);
    for (const file of ['package.json', 'electron-builder.yml']) {
      copyFileSync(join(repository, file), join(folder, file));
    }
    await standIn(join(folder, 'electron'));
    await build({
      projectDir: folder,
      targets: Platform.LINUX.createTarget('AppImage'),
      publish: 'never',
      // Ends the AppImage before its tools, which would be fetched, are needed.
      effectiveOptionComputed: async (computed: unknown) => {
        desktopEntry = z.looseObject({ desktop: z.string() }).parse(computed).desktop;
        return true;
      },
      config: {
        extends: join(folder, 'electron-builder.yml'),
        electronDist: join(folder, 'electron'),
        electronVersion: '45.4.1',
      },
    });
  });
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  test('starts from an archive that holds nothing but its two programs', () => {
    expect(listPackage(join(packed, 'resources', 'app.asar'), { isPack: false }).sort()).toEqual([
      '/main.js',
      '/package.json',
      '/preload.cjs',
    ]);
    expect(existsSync(join(packed, 'resources', 'default_app.asar'))).toBe(false);
    expect(existsSync(join(packed, 'resources', 'app'))).toBe(false);
  });

  test('holds the engine whole: Node, native modules, models, page, licences', () => {
    const files = filesBelow(engine);
    const lost = new Set(filesBelow(join(staged, 'engine')));
    for (const file of files) lost.delete(file);
    expect([...lost]).toEqual([]);
    for (const pattern of [
      /^bin\/node$/u,
      /^bin\/carrel$/u,
      /^src\/desktop\/main\.ts$/u,
      /^src\/engine\/main\.ts$/u,
      /^src\/process\/sandbox\/.*launcher\.cts$/u,
      /^node_modules\/@lancedb\/lancedb-linux-x64-gnu\/.*\.node$/u,
      /^node_modules\/@node-llama-cpp\/linux-x64\/.*\.node$/u,
      /^node_modules\/@node-llama-cpp\/linux-x64-vulkan\/.*\.node$/u,
      /^node_modules\/pdfjs-dist\/legacy\/build\/pdf\.mjs$/u,
      /^resources\/models\/.*e5.*\.gguf$/u,
      /^resources\/locales\/de\/desktop\.json$/u,
      /^resources\/samples\//u,
      /^dist\/renderer\/index\.html$/u,
      /^dist\/renderer\/pdfjs\/cmaps\//u,
      /^LICENSE$/u,
      /^docs\/third-party-licences\.md$/u,
    ]) {
      expect(
        files.some((file) => pattern.test(file)),
        String(pattern),
      ).toBe(true);
    }
    expect(files.filter((file) => /(?:^|\/)(?:test|tests)\/.*\.test\./u.test(file))).toEqual([]);
    expect(files.filter((file) => file.includes('.git/'))).toEqual([]);
    expect(files.filter((file) => /@node-llama-cpp\/linux-x64-cuda/u.test(file))).toEqual([]);
  });

  test('has an icon of its own, large enough for every system', () => {
    const { directories } = z
      .looseObject({ directories: z.looseObject({ buildResources: z.string() }) })
      .parse(parse(readFileSync(join(repository, 'electron-builder.yml'), 'utf8')));
    const icon = readFileSync(join(repository, directories.buildResources, 'icon.png'));
    // A PNG's first chunk begins with its width and height.
    expect([icon.readUInt32BE(16), icon.readUInt32BE(20)]).toEqual([1024, 1024]);
  });

  test('has its fuses set', async () => {
    const fuses = await getCurrentFuseWire(join(packed, 'carrel'));
    const on = [
      FuseV1Options.EnableCookieEncryption,
      FuseV1Options.EnableEmbeddedAsarIntegrityValidation,
      FuseV1Options.OnlyLoadAppFromAsar,
    ];
    const off = [
      FuseV1Options.RunAsNode,
      FuseV1Options.EnableNodeOptionsEnvironmentVariable,
      FuseV1Options.EnableNodeCliInspectArguments,
      FuseV1Options.GrantFileProtocolExtraPrivileges,
    ];
    for (const fuse of on) expect(fuses[fuse], FuseV1Options[fuse]).toBe(FuseState.ENABLE);
    for (const fuse of off) expect(fuses[fuse], FuseV1Options[fuse]).toBe(FuseState.DISABLE);
  });

  test('is started by its AppImage with the sandbox of Chromium', () => {
    expect(desktopEntry).toMatch(/^Exec=AppRun +%U$/mu);
  });

  test('answers a question by what is in it', () => {
    const home = join(folder, 'home');
    const carrel = (...args: string[]): unknown =>
      JSON.parse(
        execFileSync(join(engine, 'bin', 'carrel'), ['--json', '--home', home, ...args], {
          cwd: folder,
          env: { PATH: process.env['PATH'], HOME: folder, CARREL_GPU: 'off' },
          encoding: 'utf8',
          stdio: ['ignore', 'pipe', 'pipe'],
        }),
      );
    carrel('add', join(engine, 'resources', 'samples', 'Safety-notice-hitch.txt'));
    const answer = z
      .object({ verdict: z.string() })
      .parse(carrel('ask', 'Which trailers does the notice concern?'));
    expect(answer.verdict).not.toBe('absent');
    expect(readFileSync(join(engine, 'package.json'), 'utf8')).toContain('"type": "module"');
  });
});
