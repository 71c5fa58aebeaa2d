// Tries to get out with every permission of Node's model, and prints what came of it. Started by
// `tryUnbound`; its one argument is the targets' JSON.
import { probeTargets } from '../probe-schema.ts';
import { tryFiles, tryNetwork } from './ways.ts';

const targets = probeTargets.parse(JSON.parse(process.argv[2] ?? ''));
const by = 'Node with all permissions';
const network = await tryNetwork(by, targets);
const { 'write-outside': write } = await tryFiles(by, targets);
process.stdout.write(JSON.stringify({ ...network, 'write-outside': write }));
